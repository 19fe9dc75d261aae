import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db, Reader, Tx } from '../../../platform/db.ts'
import { reading, writing } from '../../../platform/db.ts'
import type { ProcessingTables } from '../tables.ts'

export type ChangeRow = Selectable<ProcessingTables['processing.calendar_change']>
export type LineRow = Selectable<ProcessingTables['processing.calendar_change_line']>
export type Phase = 'look' | 'moved'

const read = (reader: Reader) => reading<ProcessingTables>(reader)
const write = (tx: Tx) => writing<ProcessingTables>(tx)

export async function insertChange(tx: Tx, row: Insertable<ProcessingTables['processing.calendar_change']>): Promise<void> {
  await write(tx).insertInto('processing.calendar_change').values(row).execute()
}

export const findChange = (reader: Reader, id: string): Promise<ChangeRow | undefined> => read(reader).selectFrom('processing.calendar_change').selectAll().where('id', '=', id).executeTakeFirst()

export const lockChange = (tx: Tx, id: string): Promise<ChangeRow | undefined> =>
  write(tx).selectFrom('processing.calendar_change').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export async function updateChange(tx: Tx, id: string, change: Updateable<ProcessingTables['processing.calendar_change']>): Promise<void> {
  await write(tx).updateTable('processing.calendar_change').set(change).where('id', '=', id).execute()
}

/** Changes that are to be gone on with, oldest first. */
export const changesAtWork = (db: Db, limit: number): Promise<ChangeRow[]> =>
  read(db).selectFrom('processing.calendar_change').selectAll().where('state', 'in', [sql.lit('looking' as const), sql.lit('saved' as const)]).orderBy('proposed_at').orderBy('id').limit(limit).execute()

export function latestChanges(reader: Reader, after: { at: Date; id: string } | null, limit: number): Promise<ChangeRow[]> {
  let query = read(reader).selectFrom('processing.calendar_change').selectAll().orderBy('proposed_at', 'desc').orderBy('id', 'desc').limit(limit)
  if (after) query = query.where(sql<boolean>`(proposed_at, id) < (${after.at}, ${after.id}::uuid)`)
  return query.execute()
}

/** Keeps a dossier whose date moves, and counts it; one that is kept already is left alone. */
export async function keepLine(tx: Tx, line: Insertable<ProcessingTables['processing.calendar_change_line']>): Promise<void> {
  const kept = await write(tx).insertInto('processing.calendar_change_line').values(line).onConflict((conflict) => conflict.doNothing()).returning('dossier_id').executeTakeFirst()
  if (!kept) return
  await write(tx)
    .insertInto('processing.calendar_change_tally')
    .values({ change_id: line.change_id, phase: line.phase, agency_id: line.agency_id, dossiers: 1 })
    .onConflict((conflict) => conflict.columns(['change_id', 'phase', 'agency_id']).doUpdateSet({ dossiers: sql`calendar_change_tally.dossiers + 1` }))
    .execute()
}

/** What was looked at counts no longer: the calendar it started from is another. */
export async function forgetLook(tx: Tx, id: string): Promise<void> {
  await write(tx).deleteFrom('processing.calendar_change_line').where('change_id', '=', id).where('phase', '=', 'look').execute()
  await write(tx).deleteFrom('processing.calendar_change_tally').where('change_id', '=', id).where('phase', '=', 'look').execute()
}

export function linesOf(reader: Reader, { id, phase }: { id: string; phase: Phase }, after: { due: Date; id: string } | null, limit: number): Promise<LineRow[]> {
  let query = read(reader).selectFrom('processing.calendar_change_line').selectAll().where('change_id', '=', id).where('phase', '=', phase).orderBy('from_due').orderBy('dossier_id').limit(limit)
  if (after) query = query.where(sql<boolean>`(from_due, dossier_id) > (${after.due}, ${after.id}::uuid)`)
  return query.execute()
}

export const tallyOf = (reader: Reader, { id, phase }: { id: string; phase: Phase }) =>
  read(reader).selectFrom('processing.calendar_change_tally').select(['agency_id', 'dossiers']).where('change_id', '=', id).where('phase', '=', phase).orderBy('dossiers', 'desc').limit(200).execute()
