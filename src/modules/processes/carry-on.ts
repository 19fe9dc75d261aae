import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import type { FeelScope } from '../../platform/feel/index.ts'
import { newId } from '../../platform/ids.ts'
import type { CalendarSnapshot } from '../calendar/index.ts'
import type { StepDuty, TaskNode } from './definition/model.ts'
import { PROCESS_EVENTS, type ProcessDeps } from './deps.ts'
import { type Advanced, advance, type ProcessEvent, type ProcessState } from './rules/advance.ts'
import { deleteTokens, type InstanceRow, insertTasks, insertTokens, updateInstance } from './store.ts'

/** A step that was just opened. */
export interface OpenedTask {
  taskId: string
  key: string
  name: string
  work: string
  duty: StepDuty
  agencyId: string
  openedAt: Date
  dueAt: Date | null
}

export interface CarriedOn {
  instanceId: string
  dossierId: string
  opened: OpenedTask[]
  /** Nothing is left to do: the process has ended. */
  ended: boolean
}

type Running = Pick<InstanceRow, 'id' | 'definition_id' | 'dossier_id' | 'agency_id' | 'province_code'>

export interface CarryOn {
  instance: Running
  state: ProcessState
  event: ProcessEvent
  scope: FeelScope
  outcomes: Record<string, string>
  actor: Actor
  at: Date
}

/** Moves the tokens of a locked process by one event and writes what follows: tokens, steps, calls of acts, the end. */
export async function carryOn(
  deps: ProcessDeps,
  tx: Tx,
  { instance, state, event, scope, outcomes, actor, at }: CarryOn,
): Promise<CarriedOn> {
  const { model } = await deps.definitions.get(instance.definition_id, tx)
  const after = advance(model, state, event, { ...scope, outcomes })
  const stayed = new Set(after.state.tokens.map((token) => token.seq))
  await deleteTokens(
    tx,
    instance.id,
    state.tokens.filter((token) => !stayed.has(token.seq)).map((token) => token.seq),
  )
  await insertTokens(
    tx,
    instance.id,
    after.state.tokens.filter((token) => token.seq >= state.nextSeq),
    at,
  )
  const opened = await openTasks(deps, tx, instance, after, at)
  for (const { token, service } of after.called) {
    await deps.appendEvent(tx, {
      stream: { kind: 'dossier', id: instance.dossier_id },
      type: PROCESS_EVENTS.actCalled,
      version: 1,
      actor,
      agencyId: instance.agency_id,
      provinceCode: instance.province_code,
      payload: { instanceId: instance.id, token, act: service.act, step: service.id },
      at,
    })
  }
  const stuck = !after.ended && after.state.tokens.every((token) => token.flow !== null)
  if (stuck) throw new Error(`The process ${instance.id} waits for ever at a joining gateway.`)
  await updateInstance(tx, instance.id, {
    next_token: after.state.nextSeq,
    outcomes: JSON.stringify(outcomes),
    ...(after.ended ? { status: event.kind === 'cancel' ? 'cancelled' : 'ended', ended_at: at } : {}),
  })
  return { instanceId: instance.id, dossierId: instance.dossier_id, opened, ended: after.ended }
}

async function openTasks(
  deps: ProcessDeps,
  tx: Tx,
  instance: Running,
  { opened }: Advanced,
  at: Date,
): Promise<OpenedTask[]> {
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

/** Working hours of the agency from now; a step outside the time limit has none. */
function dueOf(calendar: CalendarSnapshot, agencyId: string, task: TaskNode, at: Date): Date | null {
  return task.hours > 0 ? calendar.addWorkingHours(agencyId, at, task.hours) : null
}
