import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { insertOf, statement } from '../../platform/statement.ts'
import { type Part, type Write, writtenPart } from '../../platform/together.ts'
import { type InvitationRow, invitationsPart } from './invitations.store.ts'
import type { FilingTables } from './tables.ts'

export type DraftRow = Selectable<FilingTables['filing.draft']>
export type DraftPaperRow = Selectable<FilingTables['filing.draft_paper']>

const read = (reader: Reader) => reading<FilingTables>(reader)
const write = (tx: Tx) => writing<FilingTables>(tx)

/** A new draft, unless the account has as many open ones as it may: two begun at once count each other. */
export const beginWrites = (row: Insertable<FilingTables['filing.draft']>, most: number): Write[] => [
  { statement: statement`select filing.has_room_for_draft(${row.account_id}, ${row.id}, ${most}) as counted`, must: { count: 1, what: 'room' } },
  { statement: insertOf<FilingTables, 'filing.draft'>('filing.draft', row) },
]

/** What the person sets of a draft, step by step. */
export type DraftContent = Pick<DraftRow, 'province_code' | 'commune_code' | 'agency_id' | 'case_key' | 'result_way' | 'answers' | 'step' | 'updated_at'>

const draftPart = (id: string) =>
  writtenPart<DraftRow, DraftRow | null>(
    statement`select * from filing.draft where id = ${id} and discarded_at is null`,
    { answers: 'bytes', created_at: 'instant', updated_at: 'instant', discarded_at: 'instant', prefill_agreed_at: 'instant', prefill_withdrawn_at: 'instant' },
    ([row]) => row ?? null,
  )

export const draftPapersPart = (draftId: string): Part<DraftPaperRow[]> =>
  writtenPart<DraftPaperRow, DraftPaperRow[]>(statement`select * from filing.draft_paper where draft_id = ${draftId} order by added_at, file_id`, { added_at: 'instant' }, (rows) => rows)

/** A draft that is not discarded, as it is stored: whose it is, is looked at before anything of it is opened. */
export interface ReadDraft {
  row: DraftRow | null
  papers: DraftPaperRow[]
  invitations: InvitationRow[]
}

export const draftParts = (id: string) => ({ row: draftPart(id), papers: draftPapersPart(id), invitations: invitationsPart(id) })

export const lockDraft = (tx: Tx, id: string, accountId: string): Promise<DraftRow | undefined> =>
  write(tx)
    .selectFrom('filing.draft')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('discarded_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()

/** A draft that somebody was invited to. */
export const selectDraftById = (reader: Reader, id: string): Promise<DraftRow | undefined> =>
  read(reader).selectFrom('filing.draft').selectAll().where('id', '=', id).executeTakeFirst()

export const lockDraftById = (tx: Tx, id: string): Promise<DraftRow | undefined> =>
  write(tx).selectFrom('filing.draft').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Of an own draft, what decides whether it may be submitted. */
export const draftToSubmitPart = (id: string, accountId: string): Part<Pick<DraftRow, 'dossier_id' | 'revision'> | null> =>
  writtenPart<Pick<DraftRow, 'dossier_id' | 'revision'>, Pick<DraftRow, 'dossier_id' | 'revision'> | null>(
    statement`select dossier_id, revision from filing.draft where id = ${id} and account_id = ${accountId} and discarded_at is null`,
    {},
    ([row]) => row ?? null,
  )

/** What the person sets of a draft, as it is after the change, unless the draft was submitted, changed or discarded since it was read. */
export const changedWrite = (seen: Pick<DraftRow, 'id' | 'account_id' | 'revision'>, to: DraftContent): Write => ({
  statement: statement`
    update filing.draft
       set province_code = ${to.province_code}, commune_code = ${to.commune_code}, agency_id = ${to.agency_id}, case_key = ${to.case_key},
           result_way = ${to.result_way}, answers = ${to.answers}, step = ${to.step}, updated_at = ${to.updated_at}, revision = revision + 1
     where id = ${seen.id} and account_id = ${seen.account_id} and discarded_at is null and dossier_id is null and revision = ${seen.revision}
    returning true as counted`,
  must: { count: 1, what: 'draft' },
})

/** Something was added to the draft, which is as it was read: nobody wrote to it, submitted or discarded it since. */
export const touchedWrite = (seen: Pick<DraftRow, 'id' | 'account_id' | 'revision'>, at: Date): Write => ({
  statement: statement`
    update filing.draft set updated_at = ${at}, revision = revision + 1
     where id = ${seen.id} and account_id = ${seen.account_id} and discarded_at is null and dossier_id is null and revision = ${seen.revision}
    returning true as counted`,
  must: { count: 1, what: 'draft' },
})

export const draftPaperWrite = (row: Insertable<FilingTables['filing.draft_paper']>): Write => ({ statement: insertOf<FilingTables, 'filing.draft_paper'>('filing.draft_paper', row) })

/** The draft becomes this dossier, unless it has become one, was changed or discarded since it was read. */
export const submittedWrite = (draft: { id: string; accountId: string; revision: number }, dossierId: string, at: Date): Write => ({
  statement: statement`
    update filing.draft set dossier_id = ${dossierId}, updated_at = ${at}, revision = revision + 1
     where id = ${draft.id} and account_id = ${draft.accountId} and discarded_at is null and dossier_id is null and revision = ${draft.revision}
    returning true as counted`,
  must: { count: 1, what: 'draft' },
})

/** A draft in a list: nothing of what was typed. */
export type OpenDraft = Pick<DraftRow, 'id' | 'procedure_code' | 'package_version_id' | 'step' | 'updated_at'>

export const openDraftsPart = (accountId: string, limit: number): Part<OpenDraft[]> =>
  writtenPart<OpenDraft, OpenDraft[]>(
    statement`
      select id, procedure_code, package_version_id, step, updated_at from filing.draft
       where account_id = ${accountId} and dossier_id is null and discarded_at is null order by updated_at desc limit ${limit}`,
    { updated_at: 'instant' },
    (rows) => rows,
  )

export async function updateDraft(tx: Tx, id: string, change: Updateable<FilingTables['filing.draft']>): Promise<number> {
  const row = await write(tx)
    .updateTable('filing.draft')
    .set({ ...change, revision: sql`revision + 1` as never })
    .where('id', '=', id)
    .returning('revision')
    .executeTakeFirstOrThrow()
  return row.revision
}

export const selectDraftPapers = (reader: Reader, draftId: string): Promise<DraftPaperRow[]> =>
  read(reader).selectFrom('filing.draft_paper').selectAll().where('draft_id', '=', draftId).orderBy('added_at').orderBy('file_id').execute()

export async function insertDraftPaper(tx: Tx, row: Insertable<FilingTables['filing.draft_paper']>): Promise<void> {
  await write(tx).insertInto('filing.draft_paper').values(row).onConflict((conflict) => conflict.doNothing()).execute()
}

export async function deleteDraftPapers(tx: Tx, draftId: string, papers: readonly DraftPaperRow[]): Promise<void> {
  for (const { file_id, component } of papers) {
    await write(tx).deleteFrom('filing.draft_paper').where('draft_id', '=', draftId).where('file_id', '=', file_id).where('component', '=', component).execute()
  }
}

export const selectSupplementPapers = (reader: Reader, requestId: string) =>
  read(reader).selectFrom('filing.supplement_paper').selectAll().where('request_id', '=', requestId).orderBy('added_at').orderBy('file_id').execute()

export async function insertSupplementPaper(tx: Tx, row: Insertable<FilingTables['filing.supplement_paper']>): Promise<void> {
  await write(tx).insertInto('filing.supplement_paper').values(row).onConflict((conflict) => conflict.doNothing()).execute()
}

/** @returns whether the paper was there. */
export async function deleteSupplementPaper(tx: Tx, requestId: string, fileId: string): Promise<boolean> {
  const result = await write(tx)
    .deleteFrom('filing.supplement_paper')
    .where('request_id', '=', requestId)
    .where('file_id', '=', fileId)
    .executeTakeFirst()
  return Number(result.numDeletedRows) > 0
}
