import { type Insertable, type Selectable, sql } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { statement } from '../../platform/statement.ts'
import { type Part, part, type Write } from '../../platform/together.ts'
import type { CustodyTables, PaperView, What } from './tables.ts'

export type PositionRow = Selectable<CustodyTables['custody.position']>
export type MoveRow = Selectable<CustodyTables['custody.move']>

const write = (tx: Tx) => writing<CustodyTables>(tx)
const read = (reader: Reader) => reading<CustodyTables>(reader)

/** Where the paper of one dossier lies, and the slip on which it is being handed over. */
export interface PaperNow {
  what: What
  at_text: string
  since: Date
  batch_id: string | null
  slip: string | null
  to_text: string | null
}

export function positionsPart(reader: Reader, dossierId: string): Part<PaperNow[]> {
  const query = read(reader)
    .selectFrom('custody.position as p')
    .leftJoin('custody.batch_item as i', (join) => join.onRef('i.dossier_id', '=', 'p.dossier_id').onRef('i.what', '=', 'p.what').on('i.state', '=', sql.lit('open' as const)))
    .leftJoin('custody.batch as b', 'b.id', 'i.batch_id')
    .select(['p.what', 'p.at_text', 'p.since', 'b.id as batch_id', 'b.to_text', sql<string | null>`b.number || '/' || b.year`.as('slip')])
    .where('p.dossier_id', '=', dossierId)
    .orderBy('p.what')
  return part(query, { since: 'instant' })
}

export const selectMoves = (reader: Reader, dossierId: string): Promise<MoveRow[]> =>
  read(reader).selectFrom('custody.move').selectAll().where('dossier_id', '=', dossierId).orderBy('at', 'desc').orderBy('seq', 'desc').limit(200).execute()

export const findPosition = (reader: Reader, dossierId: string, what: What): Promise<PositionRow | undefined> =>
  read(reader).selectFrom('custody.position').selectAll().where('dossier_id', '=', dossierId).where('what', '=', what).executeTakeFirst()

/** Rows of some dossiers, locked in one order whoever locks them. */
export async function lockPositions(tx: Tx, dossierIds: readonly string[], what: What): Promise<Map<string, PositionRow>> {
  if (dossierIds.length === 0) return new Map()
  const rows = await write(tx).selectFrom('custody.position').selectAll().where('dossier_id', 'in', [...dossierIds]).where('what', '=', what).orderBy('dossier_id').forUpdate().execute()
  return new Map(rows.map((row) => [row.dossier_id, row]))
}

/** @returns false where it is known already where this paper lies. */
export async function insertPosition(tx: Tx, row: Insertable<CustodyTables['custody.position']>): Promise<boolean> {
  return (await write(tx).insertInto('custody.position').values(row).onConflict((conflict) => conflict.doNothing()).returning('dossier_id').executeTakeFirst()) !== undefined
}

export async function updatePosition(tx: Tx, { dossier_id, what }: Pick<PositionRow, 'dossier_id' | 'what'>, change: Pick<PositionRow, 'at_agency_id' | 'place_id' | 'holder' | 'at_text' | 'since' | 'moves'>): Promise<void> {
  await write(tx).updateTable('custody.position').set(change).where('dossier_id', '=', dossier_id).where('what', '=', what).execute()
}

export async function insertMove(tx: Tx, row: Insertable<CustodyTables['custody.move']>): Promise<void> {
  await write(tx).insertInto('custody.move').values(row).execute()
}

/** The first position with its move, to be written in the statement that makes the dossier. */
export const firstWrites = (at: PositionRow, by: { key: string; name: string }): Write[] => [
  {
    statement: statement`
      insert into custody.position (dossier_id, what, agency_id, province_code, at_agency_id, place_id, holder, at_text, since, moves)
      values (${at.dossier_id}, ${at.what}, ${at.agency_id}, ${at.province_code}, ${at.at_agency_id}, ${at.place_id}, ${at.holder}, ${at.at_text}, ${at.since}, 1)`,
  },
  {
    statement: statement`
      insert into custody.move (dossier_id, what, seq, at, by, by_name, why, from_text, to_text, batch_id, agency_id, province_code)
      values (${at.dossier_id}, ${at.what}, 1, ${at.since}, ${by.key}, ${by.name}, 'received', null, ${at.at_text}, null, ${at.agency_id}, ${at.province_code})`,
  },
]

export interface After {
  since: Date
  id: string
}

export type PaperLine = PositionRow & Pick<PaperView['dossiers.inbox'], 'code' | 'procedure_name' | 'owner_name' | 'subject' | 'status'> & { slip: string | null }

const LINE = sql`
  left join custody.batch_item as item on item.dossier_id = page.dossier_id and item.what = page.what and item.state = 'open'
  left join custody.batch as batch on batch.id = item.batch_id`
const COLUMNS = sql`page.*, inbox.code, inbox.procedure_name, inbox.owner_name, inbox.subject, inbox.status, case when batch.id is not null then batch.number || '/' || batch.year end as slip`

/** Paper that lies in a place, with somebody, or anywhere at some agencies: what came last first. */
export async function selectPapers(
  reader: Reader,
  query: { where: { placeId: string } | { holder: string } | { agencyIds: readonly string[] }; what: What; after: After | null; limit: number },
): Promise<PaperLine[]> {
  const { where, what, after, limit } = query
  const later = after ? sql`and (since, dossier_id) < (${after.since}, ${after.id}::uuid)` : sql``
  const order = sql`order by since desc, dossier_id desc limit ${limit}`
  const page =
    'placeId' in where
      ? sql`select * from custody.position where place_id = ${where.placeId} and what = ${what} ${later} ${order}`
      : 'holder' in where
        ? sql`select * from custody.position where holder = ${where.holder} and what = ${what} ${later} ${order}`
        : sql`select line.* from unnest(${where.agencyIds}::uuid[]) as place (agency_id)
            cross join lateral (select * from custody.position where at_agency_id = place.agency_id and what = ${what} ${later} ${order}) as line ${order}`
  const found = await sql<PaperLine>`
    select ${COLUMNS} from (${page}) as page join dossiers.inbox as inbox on inbox.id = page.dossier_id ${LINE}
    order by page.since desc, page.dossier_id desc`.execute(reading<PaperView>(reader))
  return found.rows
}

/** The same for dossiers that were found otherwise; one whose place nobody wrote down is left out. */
export async function selectPapersOf(reader: Reader, dossierIds: readonly string[]): Promise<PaperLine[]> {
  if (dossierIds.length === 0) return []
  const found = await sql<PaperLine>`
    select ${COLUMNS} from custody.position as page join dossiers.inbox as inbox on inbox.id = page.dossier_id ${LINE}
    where page.dossier_id = any(${dossierIds}::uuid[]) order by page.since desc, page.dossier_id desc, page.what`.execute(reading<PaperView>(reader))
  return found.rows
}

export type ResultLine = Pick<PaperView['dossiers.inbox'], 'id' | 'code' | 'procedure_name' | 'owner_name' | 'subject' | 'ended_at'>

/** Results on paper that wait to be returned and were never handed over nor laid anywhere: the newest first. */
export async function selectNewResults(reader: Reader, query: { agencyIds: readonly string[]; after: After | null; limit: number }): Promise<ResultLine[]> {
  const { agencyIds, after, limit } = query
  const found = await sql<ResultLine>`
    select line.* from unnest(${agencyIds}::uuid[]) as place (agency_id)
    cross join lateral (
      select id, code, procedure_name, owner_name, subject, ended_at from dossiers.inbox as inbox
      where inbox.agency_id = place.agency_id and inbox.status = 9 and not is_whole and result_way <> 'online'
        and not exists (select from custody.position as known where known.dossier_id = inbox.id and known.what = 'result')
        ${after ? sql`and (ended_at, id) < (${after.since}, ${after.id}::uuid)` : sql``}
      order by ended_at desc, id desc limit ${limit}
    ) as line
    order by line.ended_at desc, line.id desc limit ${limit}`.execute(reading<PaperView>(reader))
  return found.rows
}
