import { type Insertable, type Selectable, sql } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { ReturnsTables, WaitingView } from './tables.ts'

export type HandingRow = Selectable<ReturnsTables['returns.handing']>
export type HandingItemRow = Selectable<ReturnsTables['returns.handing_item']>
export type WaitingRow = WaitingView['dossiers.inbox']

const write = (tx: Tx) => writing<ReturnsTables>(tx)
const read = (reader: Reader) => reading<ReturnsTables>(reader)

/** Where a list goes on: the instant and id of the last row shown. */
export interface After {
  endedAt: Date
  id: string
}

const COLUMNS = sql`id, code, agency_id, province_code, procedure_name, status, submitter_name, owner_name, owner_name_folded, subject, result_way, ended_at, is_whole`

/** Results of some agencies that wait to be fetched, the longest first; one page from the index of each agency, merged. */
export async function selectWaiting(
  reader: Reader,
  query: { agencyIds: readonly string[]; folded: string; endedBefore: Date | null; after: After | null; limit: number },
): Promise<WaitingRow[]> {
  const { agencyIds, folded, endedBefore, after, limit } = query
  const found = await sql<WaitingRow>`
    select line.*
    from unnest(${agencyIds}::uuid[]) as place (agency_id)
    cross join lateral (
      select ${COLUMNS} from dossiers.inbox as inbox
      where inbox.agency_id = place.agency_id and inbox.status = 9 and not is_whole
        ${folded === '' ? sql`` : sql`and strpos(owner_name_folded, ${folded}) > 0`}
        ${endedBefore ? sql`and ended_at < ${endedBefore}` : sql``}
        ${after ? sql`and (ended_at, id) > (${after.endedAt}, ${after.id}::uuid)` : sql``}
      order by ended_at, id
      limit ${limit}
    ) as line
    order by line.ended_at, line.id
    limit ${limit}`.execute(reading<WaitingView>(reader))
  return found.rows
}

/** @returns false where a handing of this id stands already. */
export async function insertHanding(tx: Tx, row: Insertable<ReturnsTables['returns.handing']>, items: readonly Insertable<ReturnsTables['returns.handing_item']>[]): Promise<boolean> {
  const made = await write(tx).insertInto('returns.handing').values(row).onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst()
  if (!made) return false
  await write(tx).insertInto('returns.handing_item').values([...items]).execute()
  return true
}

export const findHanding = (reader: Reader, id: string): Promise<HandingRow | undefined> => read(reader).selectFrom('returns.handing').selectAll().where('id', '=', id).executeTakeFirst()

export const selectItems = (reader: Reader, handingId: string): Promise<HandingItemRow[]> =>
  read(reader).selectFrom('returns.handing_item').selectAll().where('handing_id', '=', handingId).orderBy('ordinal').execute()

export async function updateItem(tx: Tx, handingId: string, ordinal: number, change: { outcome: 'given' | 'refused'; refusal?: string; dossierId?: string }): Promise<void> {
  await write(tx)
    .updateTable('returns.handing_item')
    .set({ outcome: change.outcome, refusal: change.refusal ?? null, ...(change.dossierId ? { dossier_id: change.dossierId } : {}) })
    .where('handing_id', '=', handingId)
    .where('ordinal', '=', ordinal)
    .where('outcome', '=', 'pending')
    .execute()
}

/** How often each of some dossiers was reminded of, and when last. */
export async function selectReminders(reader: Reader, dossierIds: readonly string[]): Promise<Map<string, { times: number; last: Date }>> {
  if (dossierIds.length === 0) return new Map()
  const rows = await read(reader)
    .selectFrom('returns.reminder')
    .select((eb) => ['dossier_id', eb.fn.countAll<string>().as('times'), eb.fn.max('at').as('last')])
    .where('dossier_id', 'in', [...dossierIds])
    .groupBy('dossier_id')
    .execute()
  return new Map(rows.map((row) => [row.dossier_id, { times: Number(row.times), last: row.last }]))
}

/** @returns false where this reminder went already. */
export async function insertReminder(tx: Tx, row: Insertable<ReturnsTables['returns.reminder']>): Promise<boolean> {
  return (await write(tx).insertInto('returns.reminder').values(row).onConflict((conflict) => conflict.doNothing()).returning('ordinal').executeTakeFirst()) !== undefined
}
