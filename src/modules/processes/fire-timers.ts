import type { Actor } from '../../platform/actor.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db.ts'
import type { FeelScope } from '../../platform/feel/index.ts'
import { type CarriedOn, carryOn, stateOf } from './carry-on.ts'
import { PROCESS_EVENTS, type ProcessDeps } from './deps.ts'
import { type InstanceRow, lockInstance } from './store.ts'
import { timerDue, triggerAt } from './waits.ts'
import { selectDueWaits, selectWaits, updateWait, type WaitRow } from './waits.store.ts'

export interface FireDeps extends ProcessDeps {
  db: Db
  clock: Clock
  /** What conditions may read of a dossier. */
  scopeOf: (tx: Tx, dossierId: string) => Promise<FeelScope>
}

const TIME: Actor = { kind: 'system', name: 'process-timers' }
const A_PAGE = 100

/**
 * Fires the timers whose time has come, each in a transaction of its own; a timer that another process fires, or whose step was closed
 * in the meantime, is left alone. One that fails does not hold up those behind it.
 * @throws AggregateError with everything that failed, after all others were fired.
 */
export function createFireTimers(deps: FireDeps) {
  return async (): Promise<number> => {
    const now = deps.clock.now()
    const failures: unknown[] = []
    let fired = 0
    let last: WaitRow | null = null
    for (;;) {
      const due: WaitRow[] = await selectDueWaits(deps.db, now, last, A_PAGE)
      for (const row of due) {
        const done = await inTransaction(deps.db, (tx) => fire(deps, tx, row, now)).catch((error: unknown) => void failures.push(error))
        if (done) fired += 1
      }
      last = due.at(-1) ?? null
      if (due.length < A_PAGE) break
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} timers of processes could not be fired.`)
    return fired
  }
}

async function fire(deps: FireDeps, tx: Tx, { instance_id, token, node }: WaitRow, at: Date): Promise<CarriedOn | null> {
  const instance = await lockInstance(tx, instance_id)
  if (instance?.status !== 'running' || instance.paused_at) return null
  const wait = (await selectWaits(tx, instance_id)).find((row) => row.token === token && row.node === node)
  if (!wait?.due_at || wait.due_at > at) return null
  if (await wasPutOff(deps, tx, instance, wait, at)) return null
  const outcomes = { ...(instance.outcomes as Record<string, string>), [node]: 'fired' }
  const carried = await carryOn(deps, tx, {
    instance,
    state: await stateOf(tx, instance),
    event: { kind: 'fire', token, node },
    scope: { ...(await deps.scopeOf(tx, instance.dossier_id)), outcome: 'fired' },
    outcomes,
    actor: TIME,
    at,
  })
  const { model } = await deps.definitions.get(instance.definition_id, tx)
  await deps.appendEvent(tx, {
    stream: { kind: 'dossier', id: instance.dossier_id },
    type: PROCESS_EVENTS.timerFired,
    version: 1,
    actor: TIME,
    agencyId: instance.agency_id,
    provinceCode: instance.province_code,
    payload: { instanceId: instance.id, event: node, name: model.nodes[node]?.name ?? '', dueAt: wait.due_at.toISOString() },
    at,
  })
  return carried
}

/** A day off was declared since the timer was set: it waits for its time by the calendar of today. */
async function wasPutOff(deps: FireDeps, tx: Tx, instance: InstanceRow, wait: WaitRow, at: Date): Promise<boolean> {
  const calendar = await deps.calendars.current()
  if (wait.moved || wait.calendar_version === calendar.version) return false
  const { model } = await deps.definitions.get(instance.definition_id, tx)
  const on = triggerAt(model, wait.node)
  if (on.kind !== 'timer') return false
  const dueAt = timerDue(calendar, wait.agency_id, on.timer, wait.armed_at)
  if (dueAt <= at) return false
  await updateWait(tx, wait, { due_at: dueAt, calendar_version: calendar.version })
  return true
}
