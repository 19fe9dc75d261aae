import { type Actor, actorKey } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { type CarriedOn, carryOn } from './carry-on.ts'
import { nameOf, type ProcessDeps } from './deps.ts'
import {
  closeTasks,
  lockRunningOfDossier,
  selectOpenOfInstance,
  selectTokens,
  updateInstance,
  updateTask,
} from './store.ts'

/** Stops the clocks of a dossier's open steps; nothing happens when they already stand or no process runs. */
export async function pauseProcess(tx: Tx, { dossierId, at }: { dossierId: string; at: Date }): Promise<void> {
  const instance = await lockRunningOfDossier(tx, dossierId)
  if (!instance || instance.paused_at) return
  await updateInstance(tx, instance.id, { paused_at: at })
  for (const task of await selectOpenOfInstance(tx, instance.id)) await updateTask(tx, task.id, { paused_at: at })
}

/** Lets the clocks go on: each open step is due later by the working time that it stood still. */
export function createResumeProcess(deps: ProcessDeps) {
  return async (tx: Tx, { dossierId, at }: { dossierId: string; at: Date }): Promise<void> => {
    const instance = await lockRunningOfDossier(tx, dossierId)
    if (!instance?.paused_at) return
    const calendar = await deps.calendars.current()
    await updateInstance(tx, instance.id, { paused_at: null })
    for (const task of await selectOpenOfInstance(tx, instance.id)) {
      const minutes = task.paused_at ? calendar.workingMinutesBetween(task.agency_id, task.paused_at, at) : 0
      const dueAt =
        task.due_at && minutes > 0 ? calendar.addWorkingHours(task.agency_id, task.due_at, minutes / 60) : task.due_at
      await updateTask(tx, task.id, {
        paused_at: null,
        due_at: dueAt,
        order_at: dueAt ?? task.order_at,
        calendar_version: calendar.version,
      })
    }
  }
}

export interface Cancellation {
  dossierId: string
  actor: Actor
  at: Date
}

/** Ends the process of a dossier that was stopped or withdrawn: its open steps close as cancelled. Null when none runs. */
export function createCancelProcess(deps: ProcessDeps) {
  return async (tx: Tx, { dossierId, actor, at }: Cancellation): Promise<CarriedOn | null> => {
    const instance = await lockRunningOfDossier(tx, dossierId)
    if (!instance) return null
    await closeTasks(tx, instance.id, { at, by: actorKey(actor), byName: nameOf(actor), outcome: 'cancelled' })
    return carryOn(deps, tx, {
      instance,
      state: { tokens: await selectTokens(tx, instance.id), nextSeq: instance.next_token },
      event: { kind: 'cancel' },
      scope: {},
      outcomes: instance.outcomes as Record<string, string>,
      actor,
      at,
    })
  }
}
