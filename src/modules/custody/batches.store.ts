import { type Insertable, type Selectable, sql } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { CustodyTables, ItemState, PaperView, What } from './tables.ts'

export type BatchRow = Selectable<CustodyTables['custody.batch']>
export type ItemRow = Selectable<CustodyTables['custody.batch_item']>

const write = (tx: Tx) => writing<CustodyTables>(tx)
const read = (reader: Reader) => reading<CustodyTables>(reader)

export const findBatch = (reader: Reader, id: string): Promise<BatchRow | undefined> => read(reader).selectFrom('custody.batch').selectAll().where('id', '=', id).executeTakeFirst()

export const lockBatch = (tx: Tx, id: string): Promise<BatchRow | undefined> => write(tx).selectFrom('custody.batch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const selectItems = (reader: Reader, batchId: string): Promise<ItemRow[]> => read(reader).selectFrom('custody.batch_item').selectAll().where('batch_id', '=', batchId).orderBy('ordinal').execute()

export type ShownItem = ItemRow & Pick<PaperView['dossiers.inbox'], 'subject' | 'owner_name'>

/** The same with what a page shows of each dossier. */
export const selectShownItems = (reader: Reader, batchId: string): Promise<ShownItem[]> =>
  reading<CustodyTables & PaperView>(reader)
    .selectFrom('custody.batch_item as i')
    .innerJoin('dossiers.inbox as d', 'd.id', 'i.dossier_id')
    .selectAll('i')
    .select(['d.subject', 'd.owner_name'])
    .where('i.batch_id', '=', batchId)
    .orderBy('i.ordinal')
    .execute()

/** Slips on which some dossiers stand now, by dossier. */
export async function openSlips(reader: Reader, dossierIds: readonly string[], what: What): Promise<Map<string, string>> {
  if (dossierIds.length === 0) return new Map()
  const rows = await read(reader)
    .selectFrom('custody.batch_item as i')
    .innerJoin('custody.batch as b', 'b.id', 'i.batch_id')
    .select(['i.dossier_id', 'b.number', 'b.year'])
    .where('i.dossier_id', 'in', [...dossierIds])
    .where('i.what', '=', what)
    .where('i.state', '=', sql.lit('open' as const))
    .execute()
  return new Map(rows.map((row) => [row.dossier_id, `${row.number}/${row.year}`]))
}

export async function insertBatch(tx: Tx, row: Insertable<CustodyTables['custody.batch']>, items: readonly Insertable<CustodyTables['custody.batch_item']>[]): Promise<void> {
  await write(tx).insertInto('custody.batch').values(row).execute()
  await write(tx).insertInto('custody.batch_item').values([...items]).execute()
}

export async function decideItem(tx: Tx, item: Pick<ItemRow, 'batch_id' | 'ordinal'>, change: { state: Exclude<ItemState, 'open'>; reason: Buffer | null; at: Date; by: string; byName: string }): Promise<void> {
  await write(tx)
    .updateTable('custody.batch_item')
    .set({ state: change.state, reason: change.reason, decided_at: change.at, decided_by: change.by, decided_by_name: change.byName })
    .where('batch_id', '=', item.batch_id)
    .where('ordinal', '=', item.ordinal)
    .execute()
}

/** All of a batch that nobody touched goes back. */
export async function takeItemsBack(tx: Tx, batchId: string, by: { at: Date; key: string; name: string }): Promise<void> {
  await write(tx).updateTable('custody.batch_item').set({ state: 'taken-back', decided_at: by.at, decided_by: by.key, decided_by_name: by.name }).where('batch_id', '=', batchId).execute()
}

export async function endBatch(tx: Tx, id: string, state: 'confirmed' | 'taken-back', at: Date): Promise<void> {
  await write(tx).updateTable('custody.batch').set({ state, ended_at: at }).where('id', '=', id).execute()
}

const MOST_WAITING = 100

/** What waits to be confirmed by somebody: given to them by name, or to one of their agencies. The longest first. */
export async function selectToReceive(reader: Reader, who: { staffKey: string; agencyIds: readonly string[] }): Promise<BatchRow[]> {
  const found = await sql<BatchRow>`
    (select * from custody.batch where to_staff = ${who.staffKey} and state = 'open' order by at, id limit ${MOST_WAITING})
    union all
    (select line.* from unnest(${who.agencyIds}::uuid[]) as place (agency_id) cross join lateral (
      select * from custody.batch where to_agency_id = place.agency_id and to_staff is null and state = 'open' order by at, id limit ${MOST_WAITING}) as line limit ${MOST_WAITING})`.execute(read(reader))
  return found.rows.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** What some agencies gave, the newest first; one page from the index of each agency, merged. */
export async function selectGiven(reader: Reader, query: { agencyIds: readonly string[]; after: { at: Date; id: string } | null; limit: number }): Promise<BatchRow[]> {
  const { agencyIds, after, limit } = query
  const found = await sql<BatchRow>`
    select line.* from unnest(${agencyIds}::uuid[]) as place (agency_id) cross join lateral (
      select * from custody.batch where custody.batch.agency_id = place.agency_id
        ${after ? sql`and (at, id) < (${after.at}, ${after.id}::uuid)` : sql``}
      order by at desc, id desc limit ${limit}) as line
    order by line.at desc, line.id desc limit ${limit}`.execute(read(reader))
  return found.rows
}
