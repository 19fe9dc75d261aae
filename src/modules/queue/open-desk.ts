import { actorKey } from '../../platform/actor.ts'
import { allOrNothing } from '../../platform/all-or-nothing.ts'
import { civilDateOf, instantOf } from '../../platform/clock.ts'
import { inTransaction } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { may } from '../accounts/index.ts'
import type { Agency } from '../agencies/index.ts'
import { endServed } from './call-next.ts'
import { findOffice, type QueueDeps, resourceOf, type Staff } from './deps.ts'
import { closeDesksBefore, findDeskAt, insertDesk, lockDeskOf, updateDesk } from './desks.store.ts'
import { QUEUE_EVENTS } from './events.ts'
import { atDesk, type DeskAct } from './on-desk.ts'
import { refuse } from './refusals.ts'
import { lockOffice, raiseVersion } from './settings.store.ts'
import { findSettings } from './settings.ts'
import { expireBefore } from './tickets.store.ts'

/** An officer sits down at a counter: one counter an officer, one officer a counter. Opening the same again changes nothing. */
export function createOpenDesk(deps: QueueDeps) {
  return async (actor: Staff, input: { agencyId: string; counterId: string }): Promise<Decided> => {
    const agency = await findOffice(deps, input.agencyId)
    if (!agency) return refuse('queue-office-unknown')
    const allowed = may(actor, 'ticket.call', resourceOf(agency))
    if (!allowed.ok) return allowed
    const at = deps.clock.now()
    const day = civilDateOf(at)
    return allOrNothing(deps.db, async (tx): Promise<Decided> => {
      // Two who sit down at once are asked one after the other.
      await lockOffice(tx, agency.id)
      await closeDesksBefore(tx, instantOf(day), at)
      const settings = await findSettings(tx, agency.id, day)
      const counter = settings?.counters.find((one) => one.id === input.counterId)
      if (!counter) return refuse('counter-unknown')
      const mine = await lockDeskOf(tx, actorKey(actor))
      if (mine) return mine.counter_id === counter.id ? { ok: true } : refuse('desk-open-already')
      const there = await findDeskAt(tx, counter.id)
      if (there) return refuse('counter-taken', { number: counter.number, who: there.staff_name })
      const id = newId()
      await insertDesk(tx, { id, agency_id: agency.id, counter_id: counter.id, counter_number: counter.number, staff: actorKey(actor), staff_name: actor.name, opened_at: at, closed_at: null, ticket_id: null })
      await append(deps, tx, actor, agency, id, QUEUE_EVENTS.deskOpened, { counter: counter.number }, at)
      await raiseVersion(tx, agency.id)
      return { ok: true }
    })
  }
}

/** The officer stands up; whoever was served is done. */
export function createCloseDesk(deps: QueueDeps) {
  return (actor: Staff, act: DeskAct): Promise<Decided<{ closed: boolean }>> =>
    atDesk(deps, actor, { ...act, route: 'desk.close' }, async (inside) => {
      await endServed(deps, inside)
      await updateDesk(inside.tx, inside.desk.id, { closed_at: inside.at, ticket_id: null })
      await append(deps, inside.tx, actor, inside.agency, inside.desk.id, QUEUE_EVENTS.deskClosed, { counter: inside.counter.number }, inside.at)
      await raiseVersion(inside.tx, inside.agency.id)
      return { ok: true, closed: true }
    })
}

async function append(deps: QueueDeps, tx: Parameters<QueueDeps['append']>[0], actor: Staff, agency: Agency, deskId: string, type: string, payload: { counter: number }, at: Date) {
  await deps.append(tx, { stream: { kind: 'desk', id: deskId }, type, version: 1, actor, agencyId: agency.id, provinceCode: agency.provinceCode, payload, at })
}

const AT_ONCE = 500

/** After midnight: counters that were left open are closed, numbers of the day before are over. New numbers begin at 1 without it. */
export function createEndDay(deps: Pick<QueueDeps, 'db' | 'clock'>) {
  return async (): Promise<void> => {
    const at = deps.clock.now()
    const day = civilDateOf(at)
    await inTransaction(deps.db, (tx) => closeDesksBefore(tx, instantOf(day), at))
    while ((await inTransaction(deps.db, (tx) => expireBefore(tx, day, at, AT_ONCE))) === AT_ONCE);
  }
}
