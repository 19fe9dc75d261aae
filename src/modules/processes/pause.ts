import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import type { CalendarSnapshot } from '../calendar/index.ts'
import { type CarriedOn, carryOn, stateOf } from './carry-on.ts'
import type { ProcessDeps } from './deps.ts'
import { triggerAt } from './waits.ts'
import { selectWaits, updateWait } from './waits.store.ts'
import {
  type InstanceRow,
  lockRunningOfDossier,
  selectOpenOfInstance,
  updateInstance,
  updateTask,
} from './store.ts'

/** Stops the clocks of a dossier's open steps; nothing happens when they already stand or no process runs. */
export async function pauseProcess(tx: Tx, { dossierId, at }: { dossierId: string; at: Date }): Promise<void> {
  const instance = await lockRunningOfDossier(tx, dossierId)
  if (!instance || instance.paused_at) return
  await updateInstance(tx, instance.id, { paused_at: at })
  for (const task of await selectOpenOfInstance(tx, instance.id)) await updateTask(tx, task.id, { paused_at: at })
  for (const wait of await selectWaits(tx, instance.id)) await updateWait(tx, wait, { paused_at: at })
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
    await resumeTimers(deps, tx, instance, calendar, at)
  }
}

/** Timers by the working calendar come later by the working time that stood still; those by the clock on the wall by all of it. */
async function resumeTimers(deps: ProcessDeps, tx: Tx, instance: InstanceRow, calendar: CalendarSnapshot, at: Date): Promise<void> {
  const { model } = await deps.definitions.get(instance.definition_id, tx)
  for (const wait of await selectWaits(tx, instance.id)) {
    const stood = wait.paused_at
    const on = triggerAt(model, wait.node)
    if (!stood || !wait.due_at || on.kind !== 'timer') {
      await updateWait(tx, wait, { paused_at: null })
      continue
    }
    const dueAt =
      on.timer.clock === 'working'
        ? calendar.addWorkingHours(wait.agency_id, wait.due_at, calendar.workingMinutesBetween(wait.agency_id, stood, at) / 60)
        : new Date(wait.due_at.getTime() + at.getTime() - stood.getTime())
    await updateWait(tx, wait, { paused_at: null, due_at: dueAt, moved: true, calendar_version: calendar.version })
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
    return carryOn(deps, tx, {
      instance,
      state: await stateOf(tx, instance),
      event: { kind: 'cancel' },
      scope: {},
      outcomes: instance.outcomes as Record<string, string>,
      actor,
      at,
    })
  }
}
