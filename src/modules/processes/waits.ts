import type { Tx } from '../../platform/db.ts'
import type { CalendarSnapshot } from '../calendar/index.ts'
import type { Writing } from './carry-on.ts'
import { nodeOf, type ProcessModel, type TimerSpec, type Trigger } from './definition/model.ts'
import type { ProcessDeps } from './deps.ts'
import type { Armed, ProcessState } from './rules/advance.ts'
import { deleteWaits, insertWaits } from './waits.store.ts'

/** Everything that a process waits for besides people and acts: its intermediate events and those armed on edges. */
function awaited(model: ProcessModel, state: ProcessState): Armed[] {
  const catching = state.tokens.filter((token) => token.flow === null && nodeOf(model, token.node).kind === 'catch')
  return [...catching.map((token) => ({ token: token.seq, node: token.node })), ...state.armed]
}

const keyOf = ({ token, node }: Armed) => `${token} ${node}`

/** Writes what is waited for anew, and deletes what no longer is. */
export async function keepWaits(deps: ProcessDeps, tx: Tx, { instance, model, state, after, at }: Writing): Promise<void> {
  const [before, now] = [awaited(model, state), awaited(model, after.state)]
  const [known, wanted] = [new Set(before.map(keyOf)), new Set(now.map(keyOf))]
  await deleteWaits(
    tx,
    instance.id,
    before.filter((one) => !wanted.has(keyOf(one))),
  )
  const fresh = now.filter((one) => !known.has(keyOf(one)))
  if (fresh.length === 0) return
  const calendar = await deps.calendars.current()
  await insertWaits(
    tx,
    fresh.map(({ token, node }) => {
      const on = triggerAt(model, node)
      return {
        instance_id: instance.id,
        token,
        node,
        dossier_id: instance.dossier_id,
        agency_id: instance.agency_id,
        province_code: instance.province_code,
        kind: on.kind,
        message: on.kind === 'message' ? on.message : null,
        due_at: on.kind === 'timer' ? timerDue(calendar, instance.agency_id, on.timer, at) : null,
        calendar_version: calendar.version,
        armed_at: at,
      }
    }),
  )
}

/** @throws Error for an element that waits for nothing. */
export function triggerAt(model: ProcessModel, nodeId: string): Trigger {
  const node = nodeOf(model, nodeId)
  if ((node.kind === 'catch' || node.kind === 'boundary') && node.on.kind !== 'error') return node.on
  throw new Error(`Element '${nodeId}' waits for no time and no message.`)
}

/** When a timer fires that starts now: by the working calendar of the agency, or by the clock on the wall. */
export function timerDue(calendar: CalendarSnapshot, agencyId: string, { clock, amount, unit }: TimerSpec, from: Date): Date {
  const minutes = unit === 'day' ? amount * 24 * 60 : unit === 'hour' ? amount * 60 : amount
  if (clock === 'calendar') return new Date(from.getTime() + minutes * 60_000)
  if (unit === 'day') return calendar.dueDate(agencyId, from, { amount, unit: 'working_day' }).dueAt
  return calendar.addWorkingHours(agencyId, from, minutes / 60)
}
