import type { Reader, Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/seal.ts'
import { mapped } from '../../platform/together.ts'
import {
  answerDraftResult,
  closeSupplementRequest,
  decideWithdrawal,
  type DraftAnswer,
  type DraftResultRow,
  draftResultRows,
  insertDraftResult,
  insertSupplementRequest,
  insertWithdrawal,
  selectDraftResults,
  selectSupplements,
  selectWithdrawals,
  setDraftAnswerBy,
  setItemReply,
  type SupplementRow,
  supplementRows,
  type WithdrawalRow,
  withdrawalRows,
} from './requests.store.ts'

/** One thing that is missing or wrong, as the officer wrote it. */
export interface SupplementDetail {
  what: string
  reason: string
  howTo: string
}

export interface SupplementItem extends SupplementDetail {
  id: string
  component: string | null
  field: string | null
  /** What the citizen answered in words; null until then. */
  reply: string | null
}

export interface SupplementRequest {
  id: string
  stage: 'intake' | 'processing'
  askedAt: Date
  askedByName: string
  dueAt: Date
  answeredAt: Date | null
  lapsedAt: Date | null
  items: SupplementItem[]
}

/** What the citizen finds wrong in one field of a draft. */
export interface DraftCorrection {
  field: string
  /** As the draft shows it. */
  shown: string
  should: string
  why: string
}

const itemContext = (id: string, column: 'detail' | 'reply') => `dossiers.supplement_item:${id}:${column}`
const withdrawalContext = (id: string, column: 'reason' | 'answer') => `dossiers.withdrawal:${id}:${column}`
const draftContext = (id: string, column: 'content' | 'comment' | 'corrections') => `dossiers.draft_result:${id}:${column}`

/** What is asked of the citizen and what the citizen asks: supplements, withdrawals, drafts to confirm. Texts are sealed. */
export function createRequests(sealer: Sealer) {
  const open = (context: string, sealed: Buffer | null) => (sealed ? sealer.openText(context, sealed) : null)

  function openedSupplements(rows: readonly SupplementRow[]): SupplementRequest[] {
    const requests = new Map<string, SupplementRequest>()
    for (const row of rows) {
      const known = requests.get(row.request_id)
      const request: SupplementRequest = known ?? {
        id: row.request_id,
        stage: row.stage as 'intake' | 'processing',
        askedAt: row.asked_at,
        askedByName: row.asked_by_name,
        dueAt: row.due_at,
        answeredAt: row.answered_at,
        lapsedAt: row.lapsed_at,
        items: [],
      }
      if (!known) requests.set(row.request_id, request)
      const detail = JSON.parse(sealer.openText(itemContext(row.id, 'detail'), row.detail)) as SupplementDetail
      request.items.push({ ...detail, id: row.id, component: row.component, field: row.field, reply: open(itemContext(row.id, 'reply'), row.reply) })
    }
    return [...requests.values()]
  }
  const openedWithdrawals = (rows: readonly WithdrawalRow[]) =>
    rows.map((row) => ({
      id: row.id,
      askedAt: row.asked_at,
      reason: sealer.openText(withdrawalContext(row.id, 'reason'), row.reason),
      decidedAt: row.decided_at,
      granted: row.granted,
      answer: open(withdrawalContext(row.id, 'answer'), row.answer),
    }))
  const openedDrafts = (rows: readonly DraftResultRow[]) =>
    rows.map((row) => ({
      id: row.id,
      fileId: row.file_id,
      content: JSON.parse(sealer.openText(draftContext(row.id, 'content'), row.content)) as unknown,
      sentAt: row.sent_at,
      answerBy: row.answer_by,
      answeredAt: row.answered_at,
      answer: row.answer as DraftAnswer | null,
      comment: open(draftContext(row.id, 'comment'), row.comment),
      corrections: JSON.parse(open(draftContext(row.id, 'corrections'), row.corrections) ?? '[]') as DraftCorrection[],
    }))

  return {
    async askSupplement(
      tx: Tx,
      request: {
        id: string
        dossierId: string
        stage: 'intake' | 'processing'
        askedAt: Date
        askedBy: string
        askedByName: string
        approvedBy: string | null
        dueAt: Date
        items: readonly (SupplementDetail & { component: string | null; field: string | null })[]
      },
    ): Promise<void> {
      const items = request.items.map((item, index) => {
        const id = newId()
        const detail: SupplementDetail = { what: item.what, reason: item.reason, howTo: item.howTo }
        return {
          id,
          request_id: request.id,
          ordinal: index + 1,
          component: item.component,
          field: item.field,
          detail: sealer.sealText(itemContext(id, 'detail'), JSON.stringify(detail)),
        }
      })
      await insertSupplementRequest(
        tx,
        {
          id: request.id,
          dossier_id: request.dossierId,
          stage: request.stage,
          asked_at: request.askedAt,
          asked_by: request.askedBy,
          asked_by_name: request.askedByName,
          approved_by: request.approvedBy,
          due_at: request.dueAt,
        },
        items,
      )
    },

    /** All supplement requests of a dossier, oldest first, with their items opened. */
    supplementsOf: async (reader: Reader, dossierId: string): Promise<SupplementRequest[]> => openedSupplements(await selectSupplements(reader, dossierId)),
    supplementsPart: (reader: Reader, dossierId: string) => mapped(supplementRows(reader, dossierId), openedSupplements),
    async replyToItem(tx: Tx, itemId: string, reply: string): Promise<void> {
      await setItemReply(tx, itemId, sealer.sealText(itemContext(itemId, 'reply'), reply))
    },
    closeSupplement: closeSupplementRequest,

    async askWithdrawal(tx: Tx, request: { id: string; dossierId: string; reason: string; askedAt: Date }): Promise<void> {
      const reason = sealer.sealText(withdrawalContext(request.id, 'reason'), request.reason)
      await insertWithdrawal(tx, { id: request.id, dossier_id: request.dossierId, reason, asked_at: request.askedAt })
    },
    withdrawalsOf: async (reader: Reader, dossierId: string) => openedWithdrawals(await selectWithdrawals(reader, dossierId)),
    withdrawalsPart: (reader: Reader, dossierId: string) => mapped(withdrawalRows(reader, dossierId), openedWithdrawals),
    async answerWithdrawal(tx: Tx, id: string, decision: { at: Date; by: string; granted: boolean; answer: string | null }): Promise<void> {
      const answer = decision.answer ? sealer.sealText(withdrawalContext(id, 'answer'), decision.answer) : null
      await decideWithdrawal(tx, id, { decided_at: decision.at, decided_by: decision.by, granted: decision.granted, answer })
    },

    /** Sends a draft of the result to be checked; `content` is what will be printed, so that a correction can be compared. */
    async sendDraft(tx: Tx, draft: { id: string; dossierId: string; fileId: string; content: unknown; sentAt: Date; answerBy: Date }): Promise<void> {
      await insertDraftResult(tx, {
        id: draft.id,
        dossier_id: draft.dossierId,
        file_id: draft.fileId,
        content: sealer.sealText(draftContext(draft.id, 'content'), JSON.stringify(draft.content)),
        sent_at: draft.sentAt,
        answer_by: draft.answerBy,
      })
    },
    draftsOf: async (reader: Reader, dossierId: string) => openedDrafts(await selectDraftResults(reader, dossierId)),
    draftsPart: (reader: Reader, dossierId: string) => mapped(draftResultRows(reader, dossierId), openedDrafts),
    /** The time to answer ends later: it stood still meanwhile. */
    moveDraftAnswerBy: setDraftAnswerBy,
    async answerDraft(tx: Tx, id: string, answer: { at: Date; answer: DraftAnswer; comment: string | null; corrections?: readonly DraftCorrection[] }): Promise<void> {
      const comment = answer.comment ? sealer.sealText(draftContext(id, 'comment'), answer.comment) : null
      const corrections = answer.corrections?.length ? sealer.sealText(draftContext(id, 'corrections'), JSON.stringify(answer.corrections)) : null
      await answerDraftResult(tx, id, { answered_at: answer.at, answer: answer.answer, comment, corrections })
    },
  }
}
export type DossierRequests = ReturnType<typeof createRequests>
