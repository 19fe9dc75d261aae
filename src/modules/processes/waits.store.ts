import type { Insertable, Selectable, Updateable } from 'kysely'
import { sql } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { type Part, part } from '../../platform/together.ts'
import type { Armed } from './rules/advance.ts'
import type { ProcessesTables } from './tables.ts'

export type WaitRow = Selectable<ProcessesTables['processes.wait']>

/** Where something is waited for, to be shown. */
export const waitsPart = (reader: Reader, instanceId: string): Part<{ token: number; node: string }[]> =>
  part(reading<ProcessesTables>(reader).selectFrom('processes.wait').select(['token', 'node']).where('instance_id', '=', instanceId).orderBy('token').orderBy('node'), {})

export async function selectWaits(reader: Reader, instanceId: string): Promise<WaitRow[]> {
  return reading<ProcessesTables>(reader)
    .selectFrom('processes.wait')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .orderBy('token')
    .orderBy('node')
    .execute()
}

export async function insertWaits(tx: Tx, rows: readonly Insertable<ProcessesTables['processes.wait']>[]): Promise<void> {
  if (rows.length > 0) await writing<ProcessesTables>(tx).insertInto('processes.wait').values(rows).execute()
}

export async function deleteWaits(tx: Tx, instanceId: string, gone: readonly Armed[]): Promise<void> {
  for (const { token, node } of gone)
    await writing<ProcessesTables>(tx)
      .deleteFrom('processes.wait')
      .where('instance_id', '=', instanceId)
      .where('token', '=', token)
      .where('node', '=', node)
      .execute()
}

export async function updateWait(tx: Tx, row: WaitRow, change: Updateable<ProcessesTables['processes.wait']>): Promise<void> {
  await writing<ProcessesTables>(tx)
    .updateTable('processes.wait')
    .set(change)
    .where('instance_id', '=', row.instance_id)
    .where('token', '=', row.token)
    .where('node', '=', row.node)
    .execute()
}

/** Times that have come, from the earliest, after a row that was seen before. */
export async function selectDueWaits(reader: Reader, now: Date, after: WaitRow | null, limit: number): Promise<WaitRow[]> {
  return reading<ProcessesTables>(reader)
    .selectFrom('processes.wait')
    .selectAll()
    // Said in the statement, not as a parameter: the index of waiting timers holds these rows only.
    .where(sql<boolean>`kind = 'timer'`)
    .where('paused_at', 'is', null)
    .where('due_at', '<=', now)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(due_at, instance_id, token, node) > (${after?.due_at}, ${after?.instance_id}::uuid, ${after?.token}::integer, ${after?.node})`),
    )
    .orderBy('due_at')
    .orderBy('instance_id')
    .orderBy('token')
    .orderBy('node')
    .limit(limit)
    .execute()
}

/** @returns false when a message of this key was taken before. */
export async function insertDelivery(tx: Tx, row: Insertable<ProcessesTables['processes.delivery']>): Promise<boolean> {
  const inserted = await writing<ProcessesTables>(tx)
    .insertInto('processes.delivery')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function wasDelivered(reader: Reader, dossierId: string, key: string): Promise<boolean> {
  const row = await reading<ProcessesTables>(reader)
    .selectFrom('processes.delivery')
    .select('key')
    .where('dossier_id', '=', dossierId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row !== undefined
}
