import type { Selectable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { type Part, part } from '../../platform/together.ts'
import type { ProcessingTables } from './tables.ts'

export type SavedFilterRow = Selectable<ProcessingTables['processing.saved_filter']>

const write = (tx: Tx) => writing<ProcessingTables>(tx)

/** An officer's own filters and those shared with some offices, by name. */
export function savedRows(reader: Reader, staffId: string, agencyIds: readonly string[], limit: number): Part<SavedFilterRow[]> {
  const query = reading<ProcessingTables>(reader)
    .selectFrom('processing.saved_filter')
    .selectAll()
    .where((eb) => eb.or([eb('staff_id', '=', staffId), ...(agencyIds.length > 0 ? [eb('shared_with', 'in', [...agencyIds])] : [])]))
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
  return part(query, { saved_at: 'instant' })
}

export const selectDefault = (reader: Reader, staffId: string): Promise<Pick<SavedFilterRow, 'list' | 'query'> | undefined> =>
  reading<ProcessingTables>(reader).selectFrom('processing.saved_filter').select(['list', 'query']).where('staff_id', '=', staffId).where('is_default', '=', true).executeTakeFirst()

/** Locked: of two that save at once the second sees what the first saved. */
export const lockOwn = (tx: Tx, staffId: string): Promise<Pick<SavedFilterRow, 'id' | 'name'>[]> =>
  write(tx).selectFrom('processing.saved_filter').select(['id', 'name']).where('staff_id', '=', staffId).orderBy('id').forUpdate().execute()

export async function clearDefault(tx: Tx, staffId: string): Promise<void> {
  await write(tx).updateTable('processing.saved_filter').set({ is_default: false }).where('staff_id', '=', staffId).where('is_default', '=', true).execute()
}

export async function putFilter(tx: Tx, row: SavedFilterRow): Promise<void> {
  const { list, query, shared_with, is_default, saved_at } = row
  await write(tx)
    .insertInto('processing.saved_filter')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ list, query, shared_with, is_default, saved_at }))
    .execute()
}

export async function updateFilter(tx: Tx, id: string, change: Pick<SavedFilterRow, 'name' | 'shared_with' | 'is_default'>): Promise<void> {
  await write(tx).updateTable('processing.saved_filter').set(change).where('id', '=', id).execute()
}

export async function deleteFilter(tx: Tx, staffId: string, id: string): Promise<void> {
  await write(tx).deleteFrom('processing.saved_filter').where('staff_id', '=', staffId).where('id', '=', id).execute()
}
