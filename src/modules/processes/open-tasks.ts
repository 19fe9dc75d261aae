import type { Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { CalendarSnapshot } from '../calendar/index.ts'
import type { OpenedTask, Running } from './carry-on.ts'
import type { TaskNode } from './definition/model.ts'
import type { ProcessDeps } from './deps.ts'
import type { Advanced } from './rules/advance.ts'
import { insertTasks } from './store.ts'

/** Opens the steps that an event brought, each with its deadline. */
export async function openTasks(deps: ProcessDeps, tx: Tx, instance: Running, { opened }: Pick<Advanced, 'opened'>, at: Date): Promise<OpenedTask[]> {
  if (opened.length === 0) return []
  const calendar = await deps.calendars.current()
  const tasks = opened.map(({ token, task }) => ({
    id: newId(),
    token,
    task,
    dueAt: dueOf(calendar, instance.agency_id, task, at),
  }))
  await insertTasks(
    tx,
    tasks.map(({ id, token, task, dueAt }) => ({
      id,
      instance_id: instance.id,
      token,
      dossier_id: instance.dossier_id,
      agency_id: instance.agency_id,
      province_code: instance.province_code,
      task_key: task.id,
      name: task.name,
      work: task.work,
      duty: task.duty,
      hours: task.hours,
      opened_at: at,
      due_at: dueAt,
      order_at: dueAt ?? at,
      calendar_version: calendar.version,
    })),
  )
  return tasks.map(({ id, task, dueAt }) => ({
    taskId: id,
    key: task.id,
    name: task.name,
    work: task.work,
    duty: task.duty,
    agencyId: instance.agency_id,
    openedAt: at,
    dueAt,
  }))
}

/** Working days or hours of the agency from now; a step outside the time limit has none. */
export function dueOf(calendar: CalendarSnapshot, agencyId: string, task: Pick<TaskNode, 'hours' | 'days'>, at: Date): Date | null {
  if (task.days) return calendar.dueDate(agencyId, at, { amount: task.days, unit: 'working_day' }).dueAt
  return task.hours > 0 ? calendar.addWorkingHours(agencyId, at, task.hours) : null
}
