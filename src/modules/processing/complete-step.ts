import type { Json } from '../../platform/idempotency.ts'
import type { Decided, Refused } from '../../platform/result.ts'
import { mayMove, updateDossier } from '../dossiers/index.ts'
import { type CaseAct, type CaseActor, type CaseDeps, type Inside, onCase } from './on-case.ts'
import type { OpenTask } from './ports.ts'
import { refuse } from './refusals.ts'
import { scopeOf } from './hand-over.ts'
import { DUTY_NAMES } from './words.ts'

/** Permission that a kind of work asks for beyond the step's own duty. */
export const PERMISSION_OF_WORK: Readonly<Record<string, string>> = {
  appraise: 'dossier.process',
  draft: 'dossier.propose',
  'confirm-draft': 'dossier.process',
  sign: 'dossier.approve',
  number: 'dossier.issue',
  return: 'dossier.return',
  'draft-silence': 'dossier.confirm-draft-result',
}

export interface StepAct extends CaseAct {
  taskId: string
  outcome: string
  request: Json
  reason?: string
}

export type InStep = (inside: Inside, task: OpenTask) => Promise<Decided<{ payload: Json; eventType: string }>>

/**
 * Does the work of one open step and moves the process on, in one transaction: the step's own effect, the token, the event.
 * Whoever comes second is told that the step is no longer open.
 */
export function completeStep(deps: CaseDeps, actor: CaseActor, act: StepAct, kind: string, effect: InStep): Promise<Decided<{ replayed: boolean }>> {
  const permission = PERMISSION_OF_WORK[kind] ?? 'dossier.process'
  const request: Json = [act.taskId, act.outcome, act.request]
  return onCase(deps, actor, { ...act, kind, permission, request }, async (inside) => {
    const { tx, row, at } = inside
    const task = (await deps.processes.openTasks(tx, row.id)).find((one) => one.taskId === act.taskId)
    if (!task) return refuse('no-such-step', { step: kind })
    const held = holdsStep(actor, task)
    if (held) return held
    const working = mayMove(row, kind === 'return' ? 'return' : 'work')
    if (!working.ok) return working
    const done = await effect(inside, task)
    if (!done.ok) return done
    await updateDossier(tx, row.id, {})
    const completed = await deps.processes.complete(tx, { taskId: task.taskId, actor, outcome: act.outcome, scope: scopeOf(row), at })
    return completed.ok ? done : completed
  })
}

function holdsStep(actor: CaseActor, task: OpenTask): Refused | null {
  if (actor.kind === 'system') return null
  return actor.posts.some((post) => post.duties.includes(task.duty)) ? null : refuse('not-your-step', { duty: DUTY_NAMES[task.duty] ?? task.duty })
}
