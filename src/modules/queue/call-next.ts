import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { QueueDeps, Staff } from './deps.ts'
import { insertCall, updateDesk } from './desks.store.ts'
import { QUEUE_EVENTS } from './events.ts'
import { addMeasure } from './measures.store.ts'
import { type AtDesk, atDesk, type DeskAct } from './on-desk.ts'
import { refuse } from './refusals.ts'
import { countedOn, type Lane, laneOf } from './rules/order.ts'
import { raiseVersion } from './settings.store.ts'
import { hourOf } from './take-ticket.ts'
import { headOf, lockTicket, takeHead, type TicketRow, updateTicket, type Waiting } from './tickets.store.ts'

/** Calls who is next for this counter; whoever it served until now is done. Two counters never call the same number. */
export function createCallNext(deps: QueueDeps) {
  return (actor: Staff, act: DeskAct): Promise<Decided<{ label: string }>> =>
    atDesk(deps, actor, { ...act, route: 'ticket.call-next' }, async (inside) => {
      const { tx, desk, counter, settings, agency, day } = inside
      const waiting: Waiting = { agencyId: agency.id, day, groupIds: counter.groupIds, counterId: counter.id }
      const [favoured, plain] = [await headOf(tx, waiting, 'favoured'), await headOf(tx, waiting, 'plain')]
      const lane = laneOf({ favoured, plain, plainSince: desk.plain_since, every: settings.quantities.priorityEvery })
      if (!lane) return refuse('nobody-waits')
      const other: Lane = lane === 'plain' ? 'favoured' : 'plain'
      // The first of the lane may just be called at another counter.
      const first = await takeHead(tx, waiting, lane)
      const ticket: TicketRow | null = first ?? (await takeHead(tx, waiting, other))
      if (!ticket) return refuse('nobody-waits')
      await endServed(deps, inside)
      await updateDesk(tx, desk.id, { plain_since: countedOn(first ? lane : other, desk.plain_since) })
      await callTo(deps, inside, ticket)
      return { ok: true, label: ticket.label }
    })
}

/** The number that the counter serves is done; nothing when it serves none. */
export async function endServed(deps: QueueDeps, inside: AtDesk): Promise<string | null> {
  const { tx, desk, at, agency, day } = inside
  const ticket = desk.ticket_id ? await lockTicket(tx, desk.ticket_id) : null
  if (ticket?.state !== 'called') return null
  await updateTicket(tx, ticket.id, { state: 'served', ended_at: at })
  const serveSeconds = ticket.called_at ? Math.max(0, Math.round((at.getTime() - ticket.called_at.getTime()) / 1000)) : 0
  await addMeasure(tx, { agencyId: agency.id, groupId: ticket.for_group_id, day, hour: hourOf(at) }, { served: 1, serveSeconds })
  await told(deps, inside, ticket.id, QUEUE_EVENTS.served, { label: ticket.label })
  return ticket.label
}

/** Calls a locked number to the counter: row, counter, board, measure and event. */
export async function callTo(deps: QueueDeps, inside: AtDesk, ticket: TicketRow): Promise<void> {
  const { tx, desk, counter, at, agency, day } = inside
  const first = ticket.first_called_at === null
  await updateTicket(tx, ticket.id, { state: 'called', called_at: at, first_called_at: ticket.first_called_at ?? at, calls: ticket.calls + 1, counter_number: counter.number, absent_at: null })
  await updateDesk(tx, desk.id, { ticket_id: ticket.id })
  if (first) {
    const waitSeconds = Math.max(0, Math.round((at.getTime() - Math.max(ticket.taken_at.getTime(), ticket.order_at.getTime())) / 1000))
    await addMeasure(tx, { agencyId: agency.id, groupId: ticket.for_group_id, day, hour: hourOf(at) }, { called: 1, waitSeconds })
  }
  await told(deps, inside, ticket.id, QUEUE_EVENTS.called, { label: ticket.label, counter: counter.number })
  await show(inside, ticket, false)
}

/** What boards show and say; last in the act. */
export async function show({ tx, agency, counter, at }: AtDesk, ticket: TicketRow, again: boolean): Promise<void> {
  const version = await raiseVersion(tx, agency.id)
  await insertCall(tx, { id: newId(), agency_id: agency.id, version, ticket_id: ticket.id, label: ticket.label, counter_number: counter.number, again, at })
}

export async function told(deps: QueueDeps, { tx, actor, agency, at }: AtDesk, ticketId: string, type: string, payload: { [key: string]: string | number | null }): Promise<void> {
  await deps.append(tx, { stream: { kind: 'ticket', id: ticketId }, type, version: 1, actor, agencyId: agency.id, provinceCode: agency.provinceCode, payload, at })
}
