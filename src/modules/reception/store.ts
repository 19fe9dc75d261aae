import { type Insertable, type Selectable, sql } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { statement } from '../../platform/statement.ts'
import { part, readTogether, type Write } from '../../platform/together.ts'
import type { ReceptionTables } from './tables.ts'

export type DraftRow = Selectable<ReceptionTables['reception.draft']>
export type ScanRow = Selectable<ReceptionTables['reception.scan']>
export type IntakeRow = Selectable<ReceptionTables['reception.intake']>

const read = (reader: Reader) => reading<ReceptionTables>(reader)
const write = (tx: Tx) => writing<ReceptionTables>(tx)

export async function insertDraft(tx: Tx, row: Insertable<ReceptionTables['reception.draft']>): Promise<void> {
  await write(tx).insertInto('reception.draft').values(row).execute()
}

/** A draft that was not thrown away, with its scanned pages. */
export const selectDraft = (reader: Reader, id: string): Promise<{ draft: DraftRow | undefined; scans: ScanRow[] }> =>
  readTogether(reader, {
    draft: part(
      read(reader).selectFrom('reception.draft').selectAll().where('id', '=', id).where('discarded_at', 'is', null),
      { content: 'bytes', created_at: 'instant', updated_at: 'instant', discarded_at: 'instant' },
      (rows) => rows[0],
    ),
    scans: part(read(reader).selectFrom('reception.scan').selectAll().where('draft_id', '=', id).orderBy('component'), { at: 'instant' }),
  })

export const lockDraft = (tx: Tx, id: string): Promise<DraftRow | undefined> =>
  write(tx).selectFrom('reception.draft').selectAll().where('id', '=', id).where('discarded_at', 'is', null).where('dossier_id', 'is', null).forUpdate().executeTakeFirst()

export const selectOpenDrafts = (reader: Reader, agencyIds: readonly string[], limit: number): Promise<DraftRow[]> =>
  read(reader)
    .selectFrom('reception.draft')
    .selectAll()
    .where('agency_id', 'in', [...agencyIds])
    .where('dossier_id', 'is', null)
    .where('discarded_at', 'is', null)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

export async function updateDraft(tx: Tx, id: string, change: Partial<Pick<DraftRow, 'content' | 'procedure_code' | 'package_version_id' | 'updated_at' | 'discarded_at'>>): Promise<number> {
  const row = await write(tx)
    .updateTable('reception.draft')
    .set({ ...change, revision: sql`revision + 1` as never })
    .where('id', '=', id)
    .returning('revision')
    .executeTakeFirstOrThrow()
  return row.revision
}

/** The draft becomes this dossier, unless it has become one or was changed or given up since it was read. */
export const takenWrite = (draft: Pick<DraftRow, 'id' | 'revision'>, dossierId: string, at: Date): Write => ({
  statement: statement`
    update reception.draft set dossier_id = ${dossierId}, updated_at = ${at}, revision = revision + 1
     where id = ${draft.id} and discarded_at is null and dossier_id is null and revision = ${draft.revision}
    returning true as counted`,
  must: { count: 1, what: 'draft' },
})

export const intakeWrite = (row: IntakeRow): Write => ({
  statement: statement`
    insert into reception.intake (dossier_id, agency_id, province_code, channel, began_at, taken_at, taken_by, taken_by_name, authority, postmarked_on, carrier, parcel)
    values (${row.dossier_id}, ${row.agency_id}, ${row.province_code}, ${row.channel}, ${row.began_at}, ${row.taken_at}, ${row.taken_by}, ${row.taken_by_name},
            ${row.authority}, ${row.postmarked_on}::date, ${row.carrier}, ${row.parcel})`,
})

export const useWrite = (agencyId: string, procedureCode: string, at: Date): Write => ({
  statement: statement`
    insert into reception.procedure_use as u (agency_id, procedure_code, used, last_at) values (${agencyId}, ${procedureCode}, 1, ${at})
    on conflict (agency_id, procedure_code) do update set used = u.used + 1, last_at = ${at}`,
})

export const selectUses = (reader: Reader, agencyId: string): Promise<{ procedure_code: string; used: number }[]> =>
  read(reader).selectFrom('reception.procedure_use').select(['procedure_code', 'used']).where('agency_id', '=', agencyId).execute()

export const selectScans = (reader: Reader, draftId: string): Promise<ScanRow[]> =>
  read(reader).selectFrom('reception.scan').selectAll().where('draft_id', '=', draftId).orderBy('component').execute()

export async function keepScan(tx: Tx, row: ScanRow): Promise<void> {
  await write(tx)
    .insertInto('reception.scan')
    .values(row)
    .onConflict((conflict) => conflict.columns(['draft_id', 'component']).doUpdateSet({ file_id: row.file_id, pages: row.pages, coarsest: row.coarsest, is_archive: row.is_archive, at: row.at }))
    .execute()
}

export async function deleteScan(tx: Tx, draftId: string, component: string): Promise<void> {
  await write(tx).deleteFrom('reception.scan').where('draft_id', '=', draftId).where('component', '=', component).execute()
}

export const selectIntake = (reader: Reader, dossierId: string): Promise<IntakeRow | undefined> =>
  read(reader).selectFrom('reception.intake').selectAll().where('dossier_id', '=', dossierId).executeTakeFirst()
