import { offReason, type WorkCalendar } from './calendar.ts'
import { type Session, sessionsOn, type WorkingWeeks } from './sessions.ts'

/**
 * Working time of one office. Instants are `Date`; days are day numbers in Asia/Ho_Chi_Minh (UTC+7, no summer time);
 * a session is [start, end), so the closing minute is outside. One working day is 8 working hours.
 * @see shared rules 7.4; Bộ luật Dân sự 2015, art. 147–148
 */
export interface Office {
  calendar: WorkCalendar
  weeks: WorkingWeeks
}

const OFFSET = 7 * 3600_000
const DAY = 86_400_000
export const MINUTE = 60_000
/** How far a search for a working day goes before the office counts as never open. */
const FARTHEST = 3700

/** The civil day of an instant, as a day number. */
export const dayOf = (instant: Date): number => Math.floor((instant.getTime() + OFFSET) / DAY)

/** The instant `minutes` after midnight of a day. */
export const instantAt = (day: number, minutes: number): Date => new Date(day * DAY - OFFSET + minutes * MINUTE)

/** Sessions worked on a day; none when it is a day off. */
export function sessionsOf(office: Office, day: number): readonly Session[] {
  return offReason(office.calendar, day) ? [] : sessionsOn(office.weeks, office.calendar, day)
}

export const isWorkingDay = (office: Office, day: number): boolean => sessionsOf(office, day).length > 0

/** The first working day not before `day`. @throws RangeError when the office never opens. */
export function workingDayFrom(office: Office, day: number): number {
  for (let d = day; d < day + FARTHEST; d += 1) if (isWorkingDay(office, d)) return d
  throw new RangeError('The office has no working day.')
}

/** Closing instant of a working day. @throws RangeError on a day off. */
export function closingOf(office: Office, day: number): Date {
  const last = sessionsOf(office, day).at(-1)
  if (!last) throw new RangeError('Nobody works on that day.')
  return instantAt(day, last.end)
}

/** The instant itself within a session, else the start of the next one. */
export function nextWorkingInstant(office: Office, instant: Date): Date {
  const today = dayOf(instant)
  for (const session of sessionsOf(office, today)) {
    if (instant < instantAt(today, session.end)) return later(instant, instantAt(today, session.start))
  }
  const day = workingDayFrom(office, today + 1)
  return instantAt(day, sessionsOf(office, day)[0]?.start ?? 0)
}

/**
 * The instant when `hours` working hours (fractions allowed, ≥ 0) have passed since `from`;
 * hours that fill a session end at its end, not at the start of the next.
 */
export function addWorkingHours(office: Office, from: Date, hours: number): Date {
  let left = Math.round(hours * 60 * MINUTE)
  let at = nextWorkingInstant(office, from)
  for (;;) {
    const day = dayOf(at)
    for (const session of sessionsOf(office, day)) {
      const start = later(at, instantAt(day, session.start))
      const span = instantAt(day, session.end).getTime() - start.getTime()
      if (span <= 0) continue
      if (left <= span) return new Date(start.getTime() + left)
      left -= span
    }
    at = instantAt(workingDayFrom(office, day + 1), 0)
  }
}

/** Whole and broken working minutes in [from, to); 0 when `to` is not after `from`. */
export function workingMinutesBetween(office: Office, from: Date, to: Date): number {
  let total = 0
  for (let day = dayOf(from); day <= dayOf(to); day += 1) {
    for (const session of sessionsOf(office, day)) {
      const start = later(from, instantAt(day, session.start)).getTime()
      const end = Math.min(to.getTime(), instantAt(day, session.end).getTime())
      if (end > start) total += end - start
    }
  }
  return total / MINUTE
}

/** The working day `count` working days after a day, the day itself not counted; with 0 the first working day not before it. */
export function addWorkingDays(office: Office, day: number, count: number): number {
  let at = day
  if (count === 0) return workingDayFrom(office, day)
  for (let left = count; left > 0; left -= 1) at = workingDayFrom(office, at + 1)
  return at
}

/** Working days in [from, to), day numbers. */
export function workingDaysBetween(office: Office, from: number, to: number): number {
  let count = 0
  for (let day = from; day < to; day += 1) if (isWorkingDay(office, day)) count += 1
  return count
}

const later = (a: Date, b: Date): Date => (a > b ? a : b)
