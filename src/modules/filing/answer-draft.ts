import type { Tx } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { mayMove, updateDossier } from '../dossiers/index.ts'
import { flatAnswers, type PrintedAnswers } from '../forms/index.ts'
import type { Citizen } from './drafts.ts'
import { FILING_EVENTS } from './events.ts'
import { onOwnDossier, type OwnAct, type OwnActDeps } from './own-dossier.ts'
import { refuse } from './refusals.ts'
import { readCorrections, type TypedCorrection } from './rules/corrections.ts'

const MAX_COMMENT = 2000

/** Moves the process on when a draft was answered; given by whoever owns the process's steps. */
export type AfterDraftAnswer = (tx: Tx, input: { dossierId: string; answer: 'confirmed' | 'corrected'; at: Date }) => Promise<void>

/** The citizen confirms the draft of the result, or says what is wrong in it. */
export function createAnswerDraft(deps: OwnActDeps & { afterAnswer: AfterDraftAnswer }) {
  return (actor: Citizen, input: OwnAct & { confirmed: boolean; comment: string; corrections?: readonly TypedCorrection[] }): Promise<Decided<{ replayed: boolean }>> =>
    onOwnDossier(deps, actor, { ...input, route: 'answer-draft', request: [input.confirmed, input.comment, ...asked(input)] }, async ({ tx, row, at, actId }) => {
      const comment = cleanText(input.comment, { max: MAX_COMMENT, multiline: true })
      const typed = input.confirmed ? [] : (input.corrections ?? [])
      if (!comment.ok || (!input.confirmed && comment.text === '' && typed.length === 0)) return refuse('text-needed', { max: MAX_COMMENT })
      const working = mayMove(row, 'work')
      if (!working.ok) return working
      const draft = (await deps.requests.draftsOf(tx, row.id)).find((one) => !one.answeredAt)
      if (!draft || draft.answerBy <= at) return refuse('draft-result-answered')
      const { corrections, faults } = readCorrections(typed, flatAnswers(draft.content as PrintedAnswers))
      if (faults.length > 0) return refuse('corrections-wrong', { count: faults.length })
      if (!input.confirmed && comment.text === '' && corrections.length === 0) return refuse('text-needed', { max: MAX_COMMENT })
      const answer = input.confirmed ? 'confirmed' : 'corrected'
      await deps.requests.answerDraft(tx, draft.id, { at, answer, comment: comment.text || null, corrections })
      // An officer who looks at the draft as unanswered must look again.
      await updateDossier(tx, row.id, {})
      await deps.append(tx, {
        stream: { kind: 'dossier', id: row.id },
        ...FILING_EVENTS.draftAnswered,
        actor,
        actId,
        agencyId: row.agency_id,
        provinceCode: row.province_code,
        payload: { draftId: draft.id, answer, comment: comment.text, corrections: corrections.map((one) => one.field) },
        at,
      })
      await deps.afterAnswer(tx, { dossierId: row.id, answer, at })
      return { ok: true }
    })
}

const asked = ({ corrections = [] }: { corrections?: readonly TypedCorrection[] }): string[] => corrections.flatMap(({ field, should, why }) => [field, should, why])
