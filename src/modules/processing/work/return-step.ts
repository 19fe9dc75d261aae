import type { Decided } from '../../../platform/result.ts'
import { mayMove, updateDossier } from '../../dossiers/index.ts'
import { claimTask } from '../../processes/index.ts'
import { holdsStep } from '../complete-step.ts'
import { type CaseAct, type CaseDeps, type Inside, onCase, type Staff } from '../on-case.ts'
import type { OpenTask, WentBack } from '../ports.ts'
import { MAX_REASON, reasonOf } from '../refuse-dossier.ts'
import { refuse as refuseCase } from '../refusals.ts'
import { peopleFor } from './people.ts'
import { refuse } from './refusals.ts'
import { tell } from './tell.ts'
import { endDelegation } from './work.store.ts'

/**
 * Trả về bước trước: a step that was done opens anew for whoever did it; open steps behind it are taken back. The promised date stays:
 * going back is no ground on which the law stops the clock. A draft that lies with the citizen then counts no longer.
 * @see NĐ 301/2026/NĐ-CP, art. 4.7 (the grounds of a stop)
 */
export function createReturnStep(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct & { step: string; reason: string }): Promise<Decided<{ replayed: boolean }>> => {
    const reason = reasonOf(input.reason)
    if (!input.step) return Promise.resolve(refuse('return-step-needed'))
    if (!reason) return Promise.resolve(refuseCase('reason-needed', { max: MAX_REASON }))
    const act = { ...input, kind: 'return-to-step', permission: 'dossier.send-back', request: [input.step, reason], reason }
    return onCase(deps, actor, act, async (inside) => {
      const { tx, row, agency, at } = inside
      const working = mayMove(row, 'work')
      if (!working.ok) return working
      const before = await deps.processes.openTasks(tx, row.id)
      const leads = deps.may(actor, 'dossier.assign', { agencyId: agency.id, agencyPath: agency.path }).ok
      if (!leads && !before.some((task) => holds(actor, task, inside))) return refuse('return-not-yours')
      const gone = await deps.processes.returnTo(tx, { dossierId: row.id, step: input.step, reason, actor, at })
      if (!gone.ok) return gone
      const open = new Set((await deps.processes.openTasks(tx, row.id)).map((task) => task.taskId))
      const taken = before.filter((task) => !open.has(task.taskId))
      for (const task of taken) await endDelegation(tx, task.taskId, at)
      await settleDraft(inside, taken)
      await updateDossier(tx, row.id, {})
      const to = await giveAgain(inside, gone)
      const opened = gone.opened.find((task) => task.key === input.step)
      const told = [...(gone.doneBefore ? [gone.doneBefore.staffId] : []), ...taken.flatMap((task) => task.claimedBy ?? [])]
      await tell(tx, told, { row, kind: 'step-returned', byName: actor.name, detail: opened?.name ?? input.step, at, about: inside.actId }, actor.staffId)
      return { ok: true, eventType: 'dossier.step-returned', payload: { step: input.step, takenBack: taken.map((task) => task.key), to } }
    })
  }

  /** A draft that waits for the citizen in a step which was taken back will be set anew. */
  async function settleDraft({ tx, row, at }: Inside, taken: readonly OpenTask[]): Promise<void> {
    if (!taken.some((task) => task.work === 'confirm-draft')) return
    const open = (await deps.requests.draftsOf(tx, row.id)).find((draft) => !draft.answeredAt)
    if (open) await deps.requests.answerDraft(tx, open.id, { at, answer: 'replaced', comment: null })
  }

  /** Whoever did the step does it again, if they hold its duty and are there today. @returns who has it now. */
  async function giveAgain({ tx, row, agency, at }: Inside, { opened, doneBefore }: WentBack): Promise<string | null> {
    const [task] = opened
    if (!task || !doneBefore) return null
    const there = await peopleFor(tx, { agencyId: row.agency_id, agencyPath: agency.path, duty: task.duty }, at)
    if (!there.some((one) => one.staffId === doneBefore.staffId)) return null
    await claimTask(tx, { taskId: task.taskId, staffId: doneBefore.staffId, staffName: doneBefore.name, at })
    return doneBefore.staffId
  }
}

const holds = (actor: Staff, task: OpenTask, { agency }: Inside): boolean => holdsStep(actor, task, agency) === null && (task.claimedBy === null || task.claimedBy === actor.staffId)
