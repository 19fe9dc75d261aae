import { formatDateTime } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import { claimedByOther, lockTask } from './complete-task.ts'
import { refuse } from './refusals.ts'
import { updateTask } from './store.ts'

export interface Claim {
  taskId: string
  staffId: string
  staffName: string
  at: Date
  /** Takes the step from a colleague who has it; who may do that is decided by the caller. */
  takeOver?: boolean
}

/** Takes up a step, or gives it to a member of staff; a step that a colleague has is refused unless it is taken over. */
export async function claimTask(
  tx: Tx,
  { taskId, staffId, staffName, at, takeOver }: Claim,
): Promise<Decided<{ claimedBefore: string | null }>> {
  const locked = await lockTask(tx, taskId)
  if (!locked.ok) return locked
  const { task } = locked
  if (task.closed_at)
    return refuse('task-already-done', {
      step: task.name,
      name: task.closed_by_name ?? '',
      at: formatDateTime(task.closed_at),
    })
  if (task.claimed_by === staffId) return { ok: true, claimedBefore: staffId }
  if (task.claimed_by !== null && !takeOver) return claimedByOther(task)
  await updateTask(tx, taskId, { claimed_by: staffId, claimed_by_name: staffName, claimed_at: at })
  return { ok: true, claimedBefore: task.claimed_by }
}

/** Puts a step back for the colleagues. */
export async function releaseTask(tx: Tx, { taskId, staffId }: { taskId: string; staffId: string }): Promise<Decided> {
  const locked = await lockTask(tx, taskId)
  if (!locked.ok) return locked
  const { task } = locked
  if (task.closed_at)
    return refuse('task-already-done', {
      step: task.name,
      name: task.closed_by_name ?? '',
      at: formatDateTime(task.closed_at),
    })
  if (task.claimed_by !== null && task.claimed_by !== staffId) return claimedByOther(task)
  await updateTask(tx, taskId, { claimed_by: null, claimed_by_name: null, claimed_at: null })
  return { ok: true }
}
