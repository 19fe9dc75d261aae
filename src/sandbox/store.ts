import { type Insertable, type Selectable, sql } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../platform/db.ts'
import type { SandboxTables } from './tables.ts'

export type MessageRow = Selectable<SandboxTables['sandbox.message']>
export type Party = SandboxTables['sandbox.switch']['party']
export type Mode = SandboxTables['sandbox.switch']['mode']

/** Keeps a message; one whose reference came before is only counted. @returns the id of the one that is shown. */
export async function keepMessage(tx: Tx, row: Insertable<SandboxTables['sandbox.message']>): Promise<string> {
  const kept = await writing<SandboxTables>(tx)
    .insertInto('sandbox.message')
    .values(row)
    .onConflict((conflict) => conflict.columns(['channel', 'reference']).doUpdateSet({ times: sql`sandbox.message.times + 1` }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return kept.id
}

export interface MessageFilter {
  /** Messages to one of these addresses only. */
  recipients: readonly Buffer[] | null
  limit: number
  offset: number
}

/** Newest first. */
export function selectMessages(reader: Reader, filter: MessageFilter) {
  let query = reading<SandboxTables>(reader).selectFrom('sandbox.message').selectAll()
  if (filter.recipients) query = query.where('recipient_index', 'in', [...filter.recipients])
  return query.orderBy('received_at', 'desc').orderBy('id', 'desc').limit(filter.limit).offset(filter.offset).execute()
}

export async function countMessages(reader: Reader, recipients: readonly Buffer[] | null): Promise<number> {
  let query = reading<SandboxTables>(reader).selectFrom('sandbox.message').select(({ fn }) => fn.countAll<number>().as('count'))
  if (recipients) query = query.where('recipient_index', 'in', [...recipients])
  return Number((await query.executeTakeFirstOrThrow()).count)
}

export async function findMode(reader: Reader, party: Party): Promise<Mode> {
  const row = await reading<SandboxTables>(reader).selectFrom('sandbox.switch').select('mode').where('party', '=', party).executeTakeFirst()
  return row?.mode ?? 'working'
}

export async function setMode(tx: Tx, party: Party, mode: Mode, at: Date): Promise<void> {
  const row = { party, mode, changed_at: at }
  await writing<SandboxTables>(tx)
    .insertInto('sandbox.switch')
    .values(row)
    .onConflict((conflict) => conflict.column('party').doUpdateSet({ mode, changed_at: at }))
    .execute()
}

export type IdentityRow = SandboxTables['sandbox.identity_request']

/** null when another request holds the number; the row that stands when this request has one already. */
export async function keepNumber(tx: Tx, row: IdentityRow): Promise<IdentityRow | null> {
  await writing<SandboxTables>(tx).insertInto('sandbox.identity_request').values(row).onConflict((conflict) => conflict.doNothing()).execute()
  return findNumberRow(tx, row.request_id)
}

export async function findNumberRow(reader: Reader, requestId: string): Promise<IdentityRow | null> {
  const row = await reading<SandboxTables>(reader).selectFrom('sandbox.identity_request').selectAll().where('request_id', '=', requestId).executeTakeFirst()
  return row ?? null
}

/** Newest first. */
export function selectNumbers(reader: Reader, limit: number): Promise<IdentityRow[]> {
  return reading<SandboxTables>(reader).selectFrom('sandbox.identity_request').selectAll().orderBy('given_at', 'desc').limit(limit).execute()
}

/** How far the demo's clock runs ahead; null when it follows the system's. */
export async function findShift(reader: Reader): Promise<number | null> {
  const row = await reading<SandboxTables>(reader).selectFrom('platform.clock').select('shift_ms').executeTakeFirst()
  return row?.shift_ms ?? null
}

export async function setShift(tx: Tx, shiftMs: number): Promise<void> {
  await writing<SandboxTables>(tx)
    .insertInto('platform.clock')
    .values({ shift_ms: shiftMs })
    .onConflict((conflict) => conflict.column('one').doUpdateSet({ shift_ms: shiftMs }))
    .execute()
}
