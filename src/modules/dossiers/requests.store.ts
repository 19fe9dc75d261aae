import type { Insertable, Selectable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { part } from '../../platform/together.ts'
import type { DossiersTables } from './tables.ts'

export type WithdrawalRow = Selectable<DossiersTables['dossiers.withdrawal']>
export type DraftResultRow = Selectable<DossiersTables['dossiers.draft_result']>

/** How a draft was settled: by the citizen, by silence, or because it no longer stands. */
export type DraftAnswer = 'confirmed' | 'corrected' | 'silence' | 'replaced'

const read = (reader: Reader) => reading<DossiersTables>(reader)
const write = (tx: Tx) => writing<DossiersTables>(tx)

export async function insertSupplementRequest(
  tx: Tx,
  request: Insertable<DossiersTables['dossiers.supplement_request']>,
  items: readonly Insertable<DossiersTables['dossiers.supplement_item']>[],
): Promise<void> {
  await write(tx).insertInto('dossiers.supplement_request').values(request).execute()
  await write(tx).insertInto('dossiers.supplement_item').values([...items]).execute()
}

const supplements = (reader: Reader, dossierId: string) =>
  read(reader)
    .selectFrom('dossiers.supplement_request as r')
    .innerJoin('dossiers.supplement_item as i', 'i.request_id', 'r.id')
    .select(['r.id as request_id', 'r.stage', 'r.asked_at', 'r.asked_by_name', 'r.due_at', 'r.answered_at', 'r.lapsed_at'])
    .select(['i.id', 'i.component', 'i.field', 'i.detail', 'i.reply'])
    .where('r.dossier_id', '=', dossierId)
    .orderBy('r.asked_at')
    .orderBy('r.id')
    .orderBy('i.ordinal')

export type SupplementRow = Awaited<ReturnType<typeof selectSupplements>>[number]

/** A row for each item asked, with its request. */
export const selectSupplements = (reader: Reader, dossierId: string) => supplements(reader, dossierId).execute()

export const supplementRows = (reader: Reader, dossierId: string) =>
  part(supplements(reader, dossierId), { asked_at: 'instant', due_at: 'instant', answered_at: 'instant', lapsed_at: 'instant', detail: 'bytes', reply: 'bytes' })

export async function closeSupplementRequest(tx: Tx, id: string, how: { answered_at: Date } | { lapsed_at: Date }): Promise<void> {
  await write(tx).updateTable('dossiers.supplement_request').set(how).where('id', '=', id).execute()
}

export async function setItemReply(tx: Tx, itemId: string, reply: Buffer): Promise<void> {
  await write(tx).updateTable('dossiers.supplement_item').set({ reply }).where('id', '=', itemId).execute()
}

export async function insertWithdrawal(tx: Tx, row: Insertable<DossiersTables['dossiers.withdrawal']>): Promise<void> {
  await write(tx).insertInto('dossiers.withdrawal').values(row).execute()
}

const withdrawals = (reader: Reader, dossierId: string) => read(reader).selectFrom('dossiers.withdrawal').selectAll().where('dossier_id', '=', dossierId).orderBy('asked_at')

export const selectWithdrawals = (reader: Reader, dossierId: string): Promise<WithdrawalRow[]> => withdrawals(reader, dossierId).execute()

export const withdrawalRows = (reader: Reader, dossierId: string) =>
  part(withdrawals(reader, dossierId), { reason: 'bytes', asked_at: 'instant', decided_at: 'instant', answer: 'bytes' })

export async function decideWithdrawal(
  tx: Tx,
  id: string,
  decision: { decided_at: Date; decided_by: string; granted: boolean; answer: Buffer | null },
): Promise<void> {
  await write(tx).updateTable('dossiers.withdrawal').set(decision).where('id', '=', id).execute()
}

export async function insertDraftResult(tx: Tx, row: Insertable<DossiersTables['dossiers.draft_result']>): Promise<void> {
  await write(tx).insertInto('dossiers.draft_result').values(row).execute()
}

const draftResults = (reader: Reader, dossierId: string) => read(reader).selectFrom('dossiers.draft_result').selectAll().where('dossier_id', '=', dossierId).orderBy('sent_at')

export const selectDraftResults = (reader: Reader, dossierId: string): Promise<DraftResultRow[]> => draftResults(reader, dossierId).execute()

export const draftResultRows = (reader: Reader, dossierId: string) =>
  part(draftResults(reader, dossierId), { content: 'bytes', sent_at: 'instant', answer_by: 'instant', answered_at: 'instant', comment: 'bytes', corrections: 'bytes' })

/** Drafts of results whose time to answer has passed, of dossiers that are being processed: silence says nothing about one that rests or ended. */
export const selectSilentDrafts = (reader: Reader, now: Date, limit: number) =>
  read(reader)
    .selectFrom('dossiers.draft_result as draft')
    .innerJoin('dossiers.dossier as dossier', 'dossier.id', 'draft.dossier_id')
    .select(['draft.id', 'draft.dossier_id'])
    .where('draft.answered_at', 'is', null)
    .where('draft.answer_by', '<=', now)
    .where('dossier.status', '=', 4)
    .orderBy('draft.answer_by')
    .limit(limit)
    .execute()

export async function setDraftAnswerBy(tx: Tx, id: string, answerBy: Date): Promise<void> {
  await write(tx).updateTable('dossiers.draft_result').set({ answer_by: answerBy }).where('id', '=', id).execute()
}

/** A draft whose dossier ended without an answer waits for none any more. */
export async function replaceOpenDraft(tx: Tx, dossierId: string, at: Date): Promise<void> {
  await write(tx)
    .updateTable('dossiers.draft_result')
    .set({ answered_at: at, answer: 'replaced' })
    .where('dossier_id', '=', dossierId)
    .where('answered_at', 'is', null)
    .execute()
}

export async function answerDraftResult(
  tx: Tx,
  id: string,
  answer: { answered_at: Date; answer: DraftAnswer; comment: Buffer | null; corrections: Buffer | null },
): Promise<void> {
  await write(tx).updateTable('dossiers.draft_result').set(answer).where('id', '=', id).execute()
}
