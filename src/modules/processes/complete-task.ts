import { type Actor, actorKey } from '../../platform/actor.ts'
import { formatDateTime } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import type { FeelScope } from '../../platform/feel/index.ts'
import type { Decided, Refused } from '../../platform/result.ts'
import { type CarriedOn, carryOn, stateOf } from './carry-on.ts'
import { nameOf, type ProcessDeps } from './deps.ts'
import { refuse } from './refusals.ts'
import { findTask, type InstanceRow, lockInstance, type TaskRow, updateTask } from './store.ts'

export interface Completion {
  taskId: string
  actor: Actor
  /** How the step ended, as conditions read it: `outcome`, and later `outcomes.<key of the step>`. */
  outcome: string
  scope: FeelScope
  at: Date
}

export interface ClosedTask {
  taskId: string
  key: string
  name: string
  work: string
}

/** Closes a step and carries the process on. Of two officers who close it at once the second is told who was first. */
export function createCompleteTask(deps: ProcessDeps) {
  return async (
    tx: Tx,
    { taskId, actor, outcome, scope, at }: Completion,
  ): Promise<Decided<CarriedOn & { closed: ClosedTask }>> => {
    if (!/^[a-z][a-z0-9-]{0,59}$/.test(outcome)) return refuse('outcome-unreadable')
    const locked = await lockTask(tx, taskId)
    if (!locked.ok) return locked
    const { task, instance } = locked
    const refused = notNow(task, instance, actor)
    if (refused) return refused
    await updateTask(tx, task.id, { closed_at: at, closed_by: actorKey(actor), closed_by_name: nameOf(actor), outcome })
    const outcomes = { ...(instance.outcomes as Record<string, string>), [task.task_key]: outcome }
    const carried = await carryOn(deps, tx, {
      instance,
      state: await stateOf(tx, instance),
      event: { kind: 'complete', token: task.token },
      scope: { ...scope, outcome },
      outcomes,
      actor,
      at,
    })
    return { ok: true, ...carried, closed: { taskId: task.id, key: task.task_key, name: task.name, work: task.work } }
  }
}

/** The step and its process, both held by this transaction. */
export async function lockTask(tx: Tx, taskId: string): Promise<Decided<{ task: TaskRow; instance: InstanceRow }>> {
  const seen = await findTask(tx, taskId)
  const instance = seen && (await lockInstance(tx, seen.instance_id))
  const task = instance && (await findTask(tx, taskId))
  return task ? { ok: true, task, instance } : refuse('task-not-found')
}

/** Why the step can't be worked on now, or null. */
export function notNow(task: TaskRow, instance: InstanceRow, actor: Actor): Refused | null {
  if (task.closed_at)
    return refuse('task-already-done', {
      step: task.name,
      name: task.closed_by_name ?? '',
      at: formatDateTime(task.closed_at),
      outcome: task.outcome ?? '',
    })
  if (instance.ended_at) return refuse('process-over', { at: formatDateTime(instance.ended_at) })
  if (instance.paused_at) return refuse('process-paused', { at: formatDateTime(instance.paused_at) })
  const taken = actor.kind === 'staff' && task.claimed_by !== null && task.claimed_by !== actor.staffId
  return taken ? claimedByOther(task) : null
}

export const claimedByOther = (task: TaskRow): Refused =>
  refuse('task-claimed', {
    step: task.name,
    name: task.claimed_by_name ?? '',
    at: task.claimed_at ? formatDateTime(task.claimed_at) : '',
  })
