import { parseCivilDate, weekdayOf } from '../../../platform/day-number.ts'
import type { WorkCalendar } from './calendar.ts'

/** A span of work within a day, in minutes after midnight: [start, end). 07:30–11:30 is [450, 690). */
export interface Session {
  start: number
  end: number
}

/** Sessions of Monday to Friday, in that order; an exchanged working Saturday has those of the day that it replaces. */
export type WorkingWeek = readonly [
  readonly Session[],
  readonly Session[],
  readonly Session[],
  readonly Session[],
  readonly Session[],
]

/** A working week in force from one day to another (both included, day numbers). */
export interface WeekInForce {
  from: number
  to: number | null
  week: WorkingWeek
}

/** An office's working weeks; on a day that none covers the default week holds. */
export type WorkingWeeks = readonly WeekInForce[]

const ORDINARY: readonly Session[] = [
  { start: 7 * 60 + 30, end: 11 * 60 + 30 },
  { start: 13 * 60 + 30, end: 17 * 60 },
]

/** 07:30–11:30 and 13:30–17:00 from Monday to Friday. */
export const DEFAULT_WEEK: WorkingWeek = [ORDINARY, ORDINARY, ORDINARY, ORDINARY, ORDINARY]

export const DEFAULT_WEEKS: WorkingWeeks = [{ from: Number.NEGATIVE_INFINITY, to: null, week: DEFAULT_WEEK }]

/** The sessions of the weekly pattern that a day follows, whether it is a working day or not. */
export function sessionsOn(weeks: WorkingWeeks, calendar: WorkCalendar, day: number): readonly Session[] {
  const week = weeks.find((w) => w.from <= day && (w.to === null || day <= w.to))?.week ?? DEFAULT_WEEK
  return week[patternDay(calendar, day) - 1] ?? []
}

function patternDay(calendar: WorkCalendar, day: number): number {
  const dated = calendar.find(day)
  const replaced = dated?.kind === 'swap_work' && dated.swapWith ? parseCivilDate(dated.swapWith) : null
  const weekday = weekdayOf(replaced ?? day)
  return weekday > 5 ? 1 : weekday
}

/** Sessions in order, each ending after it starts, none touching the next. At most four a day. */
export function areSessions(sessions: readonly Session[]): boolean {
  return (
    sessions.length <= 4 &&
    sessions.every(
      ({ start, end }, i) =>
        Number.isInteger(start) &&
        Number.isInteger(end) &&
        start >= 0 &&
        end <= 1440 &&
        start < end &&
        start > (sessions[i - 1]?.end ?? -1),
    )
  )
}

/** Minutes after midnight of 'HH:MM', or null. */
export function minutesOf(time: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  return match ? Number(match[1]) * 60 + Number(match[2]) : null
}

/** 'HH:MM' of minutes after midnight. */
export function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
