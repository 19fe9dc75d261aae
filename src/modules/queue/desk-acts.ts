import { isId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { callTo, endServed, show, told } from './call-next.ts'
import type { QueueDeps, Staff } from './deps.ts'
import { updateDesk } from './desks.store.ts'
import { QUEUE_EVENTS } from './events.ts'
import { addMeasure } from './measures.store.ts'
import { type AtDesk, atDesk, type DeskAct } from './on-desk.ts'
import { refuse } from './refusals.ts'
import { mayComeBack } from './rules/state.ts'
import { raiseVersion } from './settings.store.ts'
import { hourOf } from './take-ticket.ts'
import { lockTicket, type TicketRow, updateTicket } from './tickets.store.ts'

async function served({ tx, desk }: AtDesk): Promise<TicketRow | null> {
  const ticket = desk.ticket_id ? await lockTicket(tx, desk.ticket_id) : null
  return ticket?.state === 'called' ? ticket : null
}

/** Calls the same number once more: the board shows and says it again. */
export function createRecall(deps: QueueDeps) {
  return (actor: Staff, act: DeskAct): Promise<Decided<{ label: string }>> =>
    atDesk(deps, actor, { ...act, route: 'ticket.recall' }, async (inside) => {
      const ticket = await served(inside)
      if (!ticket) return refuse('nobody-called')
      await updateTicket(inside.tx, ticket.id, { calls: ticket.calls + 1 })
      await told(deps, inside, ticket.id, QUEUE_EVENTS.calledAgain, { label: ticket.label, counter: inside.counter.number })
      await show(inside, ticket, true)
      return { ok: true, label: ticket.label }
    })
}

/** The person is served; the counter is free. */
export function createFinish(deps: QueueDeps) {
  return (actor: Staff, act: DeskAct): Promise<Decided<{ label: string }>> =>
    atDesk(deps, actor, { ...act, route: 'ticket.finish' }, async (inside) => {
      const label = await endServed(deps, inside)
      if (!label) return refuse('nobody-called')
      await leave(inside)
      return { ok: true, label }
    })
}

/** Nobody came; they may be called back within a time. */
export function createMarkAbsent(deps: QueueDeps) {
  return (actor: Staff, act: DeskAct): Promise<Decided<{ label: string }>> =>
    atDesk(deps, actor, { ...act, route: 'ticket.absent' }, async (inside) => {
      const ticket = await served(inside)
      if (!ticket) return refuse('nobody-called')
      await updateTicket(inside.tx, ticket.id, { state: 'absent', absent_at: inside.at })
      await addMeasure(inside.tx, { agencyId: inside.agency.id, groupId: ticket.for_group_id, day: inside.day, hour: hourOf(inside.at) }, { absent: 1 })
      await told(deps, inside, ticket.id, QUEUE_EVENTS.absent, { label: ticket.label })
      await leave(inside)
      return { ok: true, label: ticket.label }
    })
}

/** Somebody who was absent came after all: called at once, before those who wait. */
export function createCallBack(deps: QueueDeps) {
  return (actor: Staff, act: DeskAct & { ticketId: string }): Promise<Decided<{ label: string }>> =>
    atDesk(deps, actor, { ...act, route: 'ticket.call-back', request: act.ticketId }, async (inside) => {
      const now = await served(inside)
      if (now) return refuse('counter-busy', { label: now.label })
      const ticket = isId(act.ticketId) ? await lockTicket(inside.tx, act.ticketId) : null
      if (!ticket || ticket.agency_id !== inside.agency.id || ticket.day !== inside.day || ticket.state !== 'absent') return refuse('ticket-unknown')
      const minutes = inside.settings.quantities.absentMinutes
      if (!mayComeBack(ticket.absent_at, inside.at, minutes)) return refuse('absent-too-long', { minutes })
      await callTo(deps, inside, ticket)
      return { ok: true, label: ticket.label }
    })
}

/** Sends the person on to another service or counter; they keep their number and their place in the day's order. */
export function createTransfer(deps: QueueDeps) {
  return (actor: Staff, act: DeskAct & { to: string }): Promise<Decided<{ label: string }>> =>
    atDesk(deps, actor, { ...act, route: 'ticket.transfer', request: act.to }, async (inside) => {
      const ticket = await served(inside)
      if (!ticket) return refuse('nobody-called')
      const { settings, counter } = inside
      const toGroup = settings.groups.find((one) => one.id === act.to)
      const toCounter = settings.counters.find((one) => one.id === act.to && one.id !== counter.id)
      // To a service that this very counter calls too, one would only come back.
      if ((!toGroup || toGroup.id === ticket.for_group_id) && !toCounter) return refuse('transfer-nowhere')
      const serveSeconds = ticket.called_at ? Math.max(0, Math.round((inside.at.getTime() - ticket.called_at.getTime()) / 1000)) : 0
      // Time of a counter that was spent, on somebody who is counted as served once: where they are done.
      await addMeasure(inside.tx, { agencyId: inside.agency.id, groupId: ticket.for_group_id, day: inside.day, hour: hourOf(inside.at) }, { serveSeconds })
      await updateTicket(inside.tx, ticket.id, { state: 'waiting', for_group_id: toGroup?.id ?? ticket.for_group_id, for_counter_id: toCounter?.id ?? null, called_at: null, counter_number: null })
      await told(deps, inside, ticket.id, QUEUE_EVENTS.transferred, { label: ticket.label, group: toGroup?.id ?? null, counter: toCounter?.number ?? null })
      await leave(inside)
      return { ok: true, label: ticket.label }
    })
}

async function leave({ tx, desk, agency }: AtDesk): Promise<void> {
  await updateDesk(tx, desk.id, { ticket_id: null })
  await raiseVersion(tx, agency.id)
}
