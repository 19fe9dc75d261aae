import { civilDateOf, formatDateTime } from '../../platform/clock.ts'
import { holdersOfDuty } from '../agencies/index.ts'
import { DRAFT_SILENCE, lapsedSupplements, silentDrafts, STATUS } from '../dossiers/index.ts'
import { completeStep } from './complete-step.ts'
import { type CaseActor, type CaseDeps, onCase } from './on-case.ts'
import type { Tx } from '../../platform/db.ts'
import { valueOn } from '../parameters/index.ts'
import { refuse } from './refusals.ts'
import { presentFor } from './rules/choose-officer.ts'
import { tell } from './work/tell.ts'
import { refusalSlip, stopSlip } from './ending-slips.ts'
import type { Steps } from './steps.ts'
import { actLabel } from './words.ts'

const system = (name: string): CaseActor => ({ kind: 'system', name })

/** What happens by itself when a time has passed; each is done once, under a key of the thing that ran out. */
export function createWhenTimePasses(deps: CaseDeps & { steps: Steps }) {
  return {
    /** Silence for the time the law gives is agreement to the draft. */
    async draftsInSilence(): Promise<number> {
      const due = await silentDrafts(deps.db, deps.clock.now(), 100)
      for (const draft of due) await agreeBySilence(draft.dossier_id, draft.id)
      return due.length
    },
    /** A supplement that did not come: the dossier ends, refused before acceptance, stopped after it. */
    async supplementsLapsed(): Promise<number> {
      const due = await lapsedSupplements(deps.db, deps.clock.now(), 100)
      for (const dossier of due) await lapse(dossier.id)
      return due.length
    },
  }

  async function agreeBySilence(dossierId: string, draftId: string) {
    const task = (await deps.processes.openTasks(deps.db, dossierId)).find((one) => one.work === 'confirm-draft')
    const act = { dossierId, key: `silence:${draftId}`, seenRevision: null }
    if (!task) return
    if ((await valueOn(deps.db, DRAFT_SILENCE, task.agencyId, civilDateOf(deps.clock.now()))) === 'ask') return askAgain(dossierId, draftId)
    await completeStep(deps, system('draft-silence'), { ...act, taskId: task.taskId, outcome: 'confirmed', request: null }, 'draft-silence', async ({ tx, at }) => {
      // Answered at the last moment: what the citizen said counts.
      const draft = (await deps.requests.draftsOf(tx, dossierId)).find((one) => one.id === draftId)
      if (!draft || draft.answeredAt || draft.answerBy > at) return refuse('no-such-step', { step: actLabel('draft-silence') })
      await deps.requests.answerDraft(tx, draftId, { at, answer: 'silence', comment: null })
      return { ok: true, eventType: 'dossier.draft-agreed-by-silence', payload: { draftId } }
    })
  }

  /** Where silence is no agreement the draft counts no longer: whoever works on the dossier is told, and sends it again. */
  async function askAgain(dossierId: string, draftId: string) {
    const act = { dossierId, key: `unanswered:${draftId}`, seenRevision: null, kind: 'draft-unanswered', permission: 'dossier.confirm-draft-result', request: draftId }
    await onCase(deps, system('draft-silence'), act, async ({ tx, row, at, agency }) => {
      const draft = (await deps.requests.draftsOf(tx, dossierId)).find((one) => one.id === draftId)
      const task = (await deps.processes.openTasks(tx, dossierId)).find((one) => one.work === 'confirm-draft')
      if (!task || !draft || draft.answeredAt || draft.answerBy > at) return refuse('no-such-step', { step: actLabel('draft-unanswered') })
      await deps.requests.answerDraft(tx, draftId, { at, answer: 'replaced', comment: null })
      const there = task.claimedBy ? [task.claimedBy] : presentFor(await holdersOfDuty(tx, agency.path, task.duty as 'specialist', civilDateOf(at))).map((one) => one.staffId)
      await tell(tx, there, { row, kind: 'draft-unanswered', byName: 'Hệ thống', detail: task.name, at, about: draftId })
      return { ok: true, eventType: 'dossier.draft-unanswered', payload: { draftId } }
    })
  }

  async function lapse(dossierId: string) {
    const open = (await deps.requests.supplementsOf(deps.db, dossierId)).find((request) => !request.answeredAt && !request.lapsedAt)
    if (!open) return
    const actor = system('supplement-deadline')
    const act = { dossierId, key: `lapse:${open.id}`, seenRevision: null, kind: 'supplement-lapsed', permission: 'dossier.let-supplement-lapse', request: null }
    await onCase(deps, actor, act, async ({ tx, row, at, actId, agency, version, title }) => {
      const moved = await deps.move(tx, { dossier: row, act: 'let-supplement-lapse', at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
      if (!moved.ok) return moved
      await deps.requests.closeSupplement(tx, open.id, { lapsed_at: at })
      await deps.processes.cancel(tx, row.id, actor, at)
      const reason = `Đã hết hạn bổ sung hồ sơ (${formatDateTime(open.dueAt)}) mà cơ quan chưa nhận được giấy tờ đã yêu cầu.`
      const slip = moved.to === STATUS.refused ? await refusalSlip(deps, tx, { row, agency, at, actor, title, reason }) : await stopSlip(deps, tx, { row, agency, at, actor, title, reason })
      const eventType = moved.to === STATUS.refused ? 'dossier.refused' : 'dossier.stopped'
      return { ok: true, eventType, payload: { requestId: open.id, reason, slip } }
    })
  }
}

/** Moves the process on when the citizen answered the draft: agreement goes on, a correction goes back to the drafting. */
export function createAfterDraftAnswer(deps: Pick<CaseDeps, 'processes'> & { scope: (tx: Tx, dossierId: string) => Promise<Record<string, string>> }) {
  return async (tx: Tx, input: { dossierId: string; answer: 'confirmed' | 'corrected'; at: Date }): Promise<void> => {
    const task = (await deps.processes.openTasks(tx, input.dossierId)).find((one) => one.work === 'confirm-draft')
    if (!task || input.answer === 'corrected') return
    await deps.processes.complete(tx, {
      taskId: task.taskId,
      actor: { kind: 'system', name: 'draft-answer' },
      outcome: 'confirmed',
      scope: await deps.scope(tx, input.dossierId),
      at: input.at,
    })
  }
}
