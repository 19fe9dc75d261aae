import type { Json } from '../../platform/idempotency.ts'
import type { Decided, Refused } from '../../platform/result.ts'
import { mayMove, updateDossier } from '../dossiers/index.ts'
import { type CaseAct, type CaseActor, type CaseDeps, type Inside, onCase } from './on-case.ts'
import type { CaseAgency, OpenTask } from './ports.ts'
import { refuse } from './refusals.ts'
import { scopeOf } from './hand-over.ts'
import { actLabel, DUTY_NAMES } from './words.ts'

/** Who does a step is said by its process alone, but for what the law gives to one: the signature, the citizen's silence. */
const PERMISSION_OF_WORK: Readonly<Record<string, string>> = {
  sign: 'dossier.approve',
  'send-back': 'dossier.approve',
  'draft-silence': 'dossier.confirm-draft-result',
}
export const permissionOfWork = (work: string): string => PERMISSION_OF_WORK[work] ?? 'dossier.do-step'

/** Work of a step that the act does, where they aren't called the same. */
const WORK_OF: Readonly<Record<string, string>> = { 'send-back': 'sign', 'draft-silence': 'confirm-draft' }
const OWN_ACTS: ReadonlySet<string> = new Set(['assign', 'draft', 'confirm-draft', 'sign', 'number', 'return'])

/** An act closes steps of its own work only; a process's other kinds of work are done by appraising. */
const isWorkOf = (kind: string, work: string): boolean => (WORK_OF[kind] ?? kind) === work || (kind === 'appraise' && !OWN_ACTS.has(work))

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
  const permission = permissionOfWork(kind)
  const request: Json = [act.taskId, act.outcome, act.request]
  return onCase(deps, actor, { ...act, kind, permission, request }, async (inside) => {
    const { tx, row, at } = inside
    const task = (await deps.processes.openTasks(tx, row.id)).find((one) => one.taskId === act.taskId)
    if (!task || !isWorkOf(kind, task.work)) return refuse('no-such-step', { step: actLabel(kind) })
    const held = holdsStep(actor, task, inside.agency)
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

/** Null where the step is the actor's by a post that counts in the dossier's agency. */
export function holdsStep(actor: CaseActor, task: Pick<OpenTask, 'duty'>, agency: Pick<CaseAgency, 'path'>): Refused | null {
  if (actor.kind === 'system') return null
  return actor.posts.some((post) => agency.path.startsWith(post.agencyPath) && post.duties.includes(task.duty)) ? null : refuse('not-your-step', { duty: DUTY_NAMES[task.duty] ?? task.duty })
}
