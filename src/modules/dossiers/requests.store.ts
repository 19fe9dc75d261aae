import type { Insertable, Selectable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { DossiersTables } from './tables.ts'

export type SupplementRequestRow = Selectable<DossiersTables['dossiers.supplement_request']>
export type SupplementItemRow = Selectable<DossiersTables['dossiers.supplement_item']>
export type WithdrawalRow = Selectable<DossiersTables['dossiers.withdrawal']>
export type DraftResultRow = Selectable<DossiersTables['dossiers.draft_result']>

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

export const selectSupplementRequests = (reader: Reader, dossierId: string): Promise<SupplementRequestRow[]> =>
  read(reader).selectFrom('dossiers.supplement_request').selectAll().where('dossier_id', '=', dossierId).orderBy('asked_at').execute()

export async function selectSupplementItems(reader: Reader, requestIds: readonly string[]): Promise<SupplementItemRow[]> {
  if (requestIds.length === 0) return []
  return read(reader).selectFrom('dossiers.supplement_item').selectAll().where('request_id', 'in', [...requestIds]).orderBy('ordinal').execute()
}

export async function closeSupplementRequest(tx: Tx, id: string, how: { answered_at: Date } | { lapsed_at: Date }): Promise<void> {
  await write(tx).updateTable('dossiers.supplement_request').set(how).where('id', '=', id).execute()
}

export async function setItemReply(tx: Tx, itemId: string, reply: Buffer): Promise<void> {
  await write(tx).updateTable('dossiers.supplement_item').set({ reply }).where('id', '=', itemId).execute()
}

export async function insertWithdrawal(tx: Tx, row: Insertable<DossiersTables['dossiers.withdrawal']>): Promise<void> {
  await write(tx).insertInto('dossiers.withdrawal').values(row).execute()
}

export const selectWithdrawals = (reader: Reader, dossierId: string): Promise<WithdrawalRow[]> =>
  read(reader).selectFrom('dossiers.withdrawal').selectAll().where('dossier_id', '=', dossierId).orderBy('asked_at').execute()

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

export const selectDraftResults = (reader: Reader, dossierId: string): Promise<DraftResultRow[]> =>
  read(reader).selectFrom('dossiers.draft_result').selectAll().where('dossier_id', '=', dossierId).orderBy('sent_at').execute()

/** Drafts of results whose time to answer has passed. */
export const selectSilentDrafts = (reader: Reader, now: Date, limit: number) =>
  read(reader)
    .selectFrom('dossiers.draft_result')
    .select(['id', 'dossier_id'])
    .where('answered_at', 'is', null)
    .where('answer_by', '<=', now)
    .orderBy('answer_by')
    .limit(limit)
    .execute()

export async function answerDraftResult(
  tx: Tx,
  id: string,
  answer: { answered_at: Date; answer: 'confirmed' | 'corrected' | 'silence'; comment: Buffer | null },
): Promise<void> {
  await write(tx).updateTable('dossiers.draft_result').set(answer).where('id', '=', id).execute()
}
