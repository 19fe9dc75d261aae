import type { Agency } from '../../agencies/index.ts'
import { may } from '../../accounts/index.ts'
import { resourceOf, type Staff, todayOf } from '../deps.ts'
import { type DeskRow, type OpenDesk, openDesks } from '../desks.store.ts'
import { openHelpCalls } from '../devices.store.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import type { Counter, Group } from '../settings.store.ts'
import { selectOffices } from '../settings.store.ts'
import { findSettings } from '../settings.ts'
import { countWaiting, findTicket, firstWaiting, lastAbsent, type TicketRow } from '../tickets.store.ts'

/** Offices whose counters this officer may open, with who sits where. */
export interface Choice {
  agency: Agency
  counters: readonly { counter: Counter; takenBy: string | null }[]
  groups: readonly Group[]
}

const MOST_OFFICES = 5

export async function readChoices(deps: QueuePageDeps, actor: Staff): Promise<Choice[]> {
  const snapshot = await deps.directory.snapshot()
  const offices = (await selectOffices(deps.db)).map((row) => snapshot.get(row.agency_id)).filter((agency) => may(actor, 'ticket.call', resourceOf(agency)).ok)
  const found: Choice[] = []
  for (const agency of offices.slice(0, MOST_OFFICES)) {
    const [settings, desks] = await Promise.all([findSettings(deps.db, agency.id, todayOf(deps)), openDesks(deps.db, agency.id)])
    if (!settings) continue
    const takenBy = (id: string) => desks.find((desk) => desk.counter_id === id)?.staff_name ?? null
    found.push({ agency, groups: settings.groups, counters: settings.counters.map((counter) => ({ counter, takenBy: takenBy(counter.id) })) })
  }
  return found
}

/** All that an officer sees at their counter. */
export interface DeskNow {
  agency: Agency
  desk: DeskRow
  counter: Counter | null
  current: TicketRow | null
  groups: readonly Group[]
  counters: readonly Counter[]
  waiting: Map<string, number>
  /** The first who wait for this counter. */
  next: readonly TicketRow[]
  absent: readonly TicketRow[]
  absentMinutes: number
  desks: readonly OpenDesk[]
  help: readonly { id: string; device_name: string; at: Date }[]
  now: Date
}

const LOOKED_AT = 60
const SHOWN = 12
const MINUTE_MS = 60_000

export async function readDesk(deps: QueuePageDeps, desk: DeskRow): Promise<DeskNow> {
  const now = deps.clock.now()
  const day = todayOf(deps)
  const agency = (await deps.directory.snapshot()).get(desk.agency_id)
  const settings = await findSettings(deps.db, agency.id, day)
  const groups = settings?.groups ?? []
  const absentMinutes = settings?.quantities.absentMinutes ?? 0
  const counter = settings?.counters.find((one) => one.id === desk.counter_id) ?? null
  const [current, waiting, first, absent, desks, help] = await Promise.all([
    desk.ticket_id ? findTicket(deps.db, desk.ticket_id) : null,
    countWaiting(deps.db, agency.id, day, groups.map((one) => one.id)),
    firstWaiting(deps.db, agency.id, day, LOOKED_AT),
    lastAbsent(deps.db, agency.id, day, new Date(now.getTime() - absentMinutes * MINUTE_MS), SHOWN),
    openDesks(deps.db, agency.id),
    openHelpCalls(deps.db, agency.id),
  ])
  const mine = (ticket: TicketRow) => (ticket.for_counter_id ? ticket.for_counter_id === desk.counter_id : (counter?.groupIds.includes(ticket.for_group_id) ?? false))
  return { agency, desk, counter, current, groups, counters: settings?.counters ?? [], waiting, next: first.filter(mine).slice(0, SHOWN), absent, absentMinutes, desks, help, now }
}
