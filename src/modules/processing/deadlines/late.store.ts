import { type Reader, reading, type Tx, writing } from '../../../platform/db.ts'
import type { ProcessingTables } from '../tables.ts'

export async function insertLateWarning(tx: Tx, row: ProcessingTables['processing.late_warning']): Promise<void> {
  await writing<ProcessingTables>(tx).insertInto('processing.late_warning').values(row).onConflict((conflict) => conflict.doNothing()).execute()
}

/** Which dates of these dossiers were told of, as «id milliseconds». */
export async function lateWarningsOf(reader: Reader, dossierIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (dossierIds.length === 0) return new Set()
  const rows = await reading<ProcessingTables>(reader).selectFrom('processing.late_warning').select(['dossier_id', 'due_at']).where('dossier_id', 'in', [...dossierIds]).execute()
  return new Set(rows.map((row) => `${row.dossier_id} ${row.due_at.getTime()}`))
}
