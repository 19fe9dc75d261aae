import { actorKey } from '../../platform/actor.ts'
import { allOrNothing } from '../../platform/all-or-nothing.ts'
import { type CivilDate, civilDateOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import type { Json } from '../../platform/idempotency.ts'
import { once, requestHashOf } from '../../platform/idempotency.ts'
import type { Decided } from '../../platform/result.ts'
import { may } from '../accounts/index.ts'
import type { Agency } from '../agencies/index.ts'
import { type QueueDeps, resourceOf, type Staff } from './deps.ts'
import { type DeskRow, lockDeskOf } from './desks.store.ts'
import { refuse } from './refusals.ts'
import type { Counter } from './settings.store.ts'
import { findSettings, type Settings } from './settings.ts'

/** What an act at an open counter works with; the counter is its officer's alone until it ends. */
export interface AtDesk {
  tx: Tx
  desk: DeskRow
  counter: Counter
  settings: Settings
  agency: Agency
  actor: Staff
  at: Date
  day: CivilDate
}

export interface DeskAct {
  key: string
}

/** Runs an officer's act at the counter they opened: once a key, in one transaction, with duty and agency looked at in the act. */
export async function atDesk<R extends { [key: string]: Json }>(deps: QueueDeps, actor: Staff, act: DeskAct & { route: string; request?: unknown }, work: (inside: AtDesk) => Promise<Decided<R>>): Promise<Decided<R>> {
  const at = deps.clock.now()
  const day = civilDateOf(at)
  const snapshot = await deps.directory.snapshot()
  const done = await allOrNothing(deps.db, async (tx, must) => {
    const repeat = { actor: actorKey(actor), route: act.route, key: act.key, requestHash: requestHashOf(act.request ?? null), at }
    return once<R>(tx, repeat, async () => {
      const desk = await lockDeskOf(tx, actorKey(actor))
      if (!desk || civilDateOf(desk.opened_at) !== day) return must(refuse('desk-closed')) as never
      const agency = snapshot.get(desk.agency_id)
      must(may(actor, 'ticket.call', resourceOf(agency)))
      const settings = await findSettings(tx, agency.id, day)
      const counter = settings?.counters.find((one) => one.id === desk.counter_id)
      if (!settings || !counter) return must(refuse('counter-unknown')) as never
      const { ok: _ok, ...given } = must(await work({ tx, desk, counter, settings, agency, actor, at, day }))
      return given as unknown as R
    })
  })
  return done.ok ? ({ ok: true, ...done.value } as Decided<R>) : done
}
