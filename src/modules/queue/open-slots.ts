import { type CivilDate, instantOf } from '../../platform/clock.ts'
import { parseCivilDate } from '../../platform/day-number.ts'
import type { Reader } from '../../platform/db.ts'
import { sessionsOf } from '../calendar/index.ts'
import { takenSlots } from './bookings.store.ts'
import type { QueueDeps } from './deps.ts'
import { addDays } from './rules/days.ts'
import { slotsOf } from './rules/slots.ts'
import type { Group } from './settings.store.ts'

export interface Slot {
  startMinute: number
  startsAt: Date
  left: number
}

const MINUTE_MS = 60_000

export const startOf = (day: CivilDate, startMinute: number): Date => new Date(instantOf(day).getTime() + startMinute * MINUTE_MS)

/** Beginnings of a group's slots on a day by the office's working hours; none on a day off. */
export async function startsOn(deps: Pick<QueueDeps, 'calendars'>, agencyId: string, group: Group, day: CivilDate): Promise<number[]> {
  const number = parseCivilDate(day)
  if (number === null) return []
  return slotsOf(sessionsOf((await deps.calendars.current()).officeOf(agencyId), number), group.slotMinutes)
}

/** What can still be booked of a group on a day. */
export async function openSlots(deps: Pick<QueueDeps, 'calendars' | 'clock'>, reader: Reader, agencyId: string, group: Group, day: CivilDate): Promise<Slot[]> {
  const [starts, taken] = [await startsOn(deps, agencyId, group, day), await takenSlots(reader, group.id, day)]
  const now = deps.clock.now()
  return starts.map((startMinute) => ({ startMinute, startsAt: startOf(day, startMinute), left: group.slotCapacity - (taken.get(startMinute) ?? 0) })).filter((slot) => slot.left > 0 && slot.startsAt > now)
}

/** The days ahead on which the office works. */
export async function workingDays(deps: Pick<QueueDeps, 'calendars'>, agencyId: string, from: CivilDate, days: number): Promise<CivilDate[]> {
  const calendar = await deps.calendars.current()
  return Array.from({ length: days + 1 }, (_, index) => addDays(from, index)).filter((day) => calendar.isWorkingDay(agencyId, day))
}
