import type { Tx } from '../../platform/db.ts'
import type { CalendarSnapshot } from '../calendar/index.ts'
import type { ProcessDeps } from './deps.ts'
import { dueOf } from './open-tasks.ts'
import { lockRunningOfDossier, selectOpenOfInstance, type TaskRow, updateTask } from './store.ts'

type Pause = { stoppedAt: Date; resumedAt: Date | null }

/** Open steps of a dossier are due as the calendar in force makes it, from when they opened and with what stood still since. Steps that were done stay. */
export function createFollowSteps({ calendars, definitions }: Pick<ProcessDeps, 'calendars' | 'definitions'>) {
  return async (tx: Tx, { dossierId, pauses }: { dossierId: string; pauses: readonly Pause[] }): Promise<number> => {
    const instance = await lockRunningOfDossier(tx, dossierId)
    if (!instance) return 0
    const calendar = await calendars.current()
    const { model } = await definitions.get(instance.definition_id, tx)
    let moved = 0
    for (const task of await selectOpenOfInstance(tx, instance.id)) {
      const node = model.nodes[task.task_key]
      const first = task.due_at && node?.kind === 'task' ? dueOf(calendar, task.agency_id, node, task.opened_at) : null
      const dueAt = first && withPauses(calendar, task, first, pauses)
      if (!dueAt || dueAt.getTime() === task.due_at?.getTime()) continue
      await updateTask(tx, task.id, { due_at: dueAt, order_at: dueAt, calendar_version: calendar.version })
      moved += 1
    }
    return moved
  }
}

function withPauses(calendar: CalendarSnapshot, task: TaskRow, first: Date, pauses: readonly Pause[]): Date {
  return pauses.reduce((dueAt, { stoppedAt, resumedAt }) => {
    if (!resumedAt || stoppedAt < task.opened_at) return dueAt
    const minutes = calendar.workingMinutesBetween(task.agency_id, stoppedAt, resumedAt)
    return minutes > 0 ? calendar.addWorkingHours(task.agency_id, dueAt, minutes / 60) : dueAt
  }, first)
}
