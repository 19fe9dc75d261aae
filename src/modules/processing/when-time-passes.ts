import { lapsedSupplements, silentDrafts } from '../dossiers/index.ts'
import { completeStep } from './complete-step.ts'
import { type CaseActor, type CaseDeps, onCase } from './on-case.ts'
import type { Tx } from '../../platform/db.ts'
import type { Steps } from './steps.ts'

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
    const effect = async (tx: Tx, at: Date) => {
      const draft = (await deps.requests.draftsOf(tx, dossierId)).find((one) => one.id === draftId)
      if (draft && !draft.answeredAt) await deps.requests.answerDraft(tx, draftId, { at, answer: 'silence', comment: null })
    }
    const act = { dossierId, key: `silence:${draftId}`, seenRevision: null }
    const said = { ok: true as const, eventType: 'dossier.draft-agreed-by-silence', payload: { draftId } }
    if (!task) {
      await onCase(deps, system('draft-silence'), { ...act, kind: 'draft-silence', permission: 'dossier.confirm-draft-result', request: null }, async ({ tx, at }) => {
        await effect(tx, at)
        return said
      })
      return
    }
    await completeStep(deps, system('draft-silence'), { ...act, taskId: task.taskId, outcome: 'confirmed', request: null }, 'draft-silence', async ({ tx, at }) => {
      await effect(tx, at)
      return said
    })
  }

  async function lapse(dossierId: string) {
    const open = (await deps.requests.supplementsOf(deps.db, dossierId)).find((request) => !request.answeredAt && !request.lapsedAt)
    if (!open) return
    const act = { dossierId, key: `lapse:${open.id}`, seenRevision: null, kind: 'supplement-lapsed', permission: 'dossier.let-supplement-lapse', request: null }
    await onCase(deps, system('supplement-deadline'), act, async ({ tx, row, at, actId, version }) => {
      const moved = await deps.move(tx, { dossier: row, act: 'let-supplement-lapse', at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
      if (!moved.ok) return moved
      await deps.requests.closeSupplement(tx, open.id, { lapsed_at: at })
      await deps.processes.cancel(tx, row.id, system('supplement-deadline'), at)
      return { ok: true, eventType: moved.to === 3 ? 'dossier.refused' : 'dossier.stopped', payload: { requestId: open.id, reason: 'Quá hạn bổ sung hồ sơ.' } }
    })
  }
}

/** Moves the process on when the citizen answered the draft: agreement goes on, a correction goes back to the drafting. */
export function createAfterDraftAnswer(deps: Pick<CaseDeps, 'processes'> & { scope: (tx: Tx, dossierId: string) => Promise<Record<string, string>> }) {
  return async (tx: Tx, input: { dossierId: string; answer: 'confirmed' | 'corrected' | 'silence'; at: Date }): Promise<void> => {
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
