import type { CivilDate } from '../../../platform/clock.ts'
import { parseCivilDate, partsOfDay, weekdayOf } from '../../../platform/day-number.ts'

/** What a dated day is: a public holiday, a day off for a holiday on a weekend, a working day exchanged for another, or that other. */
export type DayKind = 'holiday' | 'compensation' | 'swap_off' | 'swap_work'

/** How sure a day is: announced, reported before the announcement, following from the Labour Code, or from memory. */
export type DayStatus = 'official' | 'reported' | 'by_rule' | 'recalled'

export interface CalendarDay {
  date: CivilDate
  kind: DayKind
  nameVi: string
  nameEn: string
  /** The other day of an exchange. */
  swapWith: CivilDate | null
  status: DayStatus
}

/** The days that differ from plain weeks, in one version; immutable. */
export interface WorkCalendar {
  readonly version: number
  /** The dated day of a day number, if it is one. */
  find(day: number): CalendarDay | null
  /** True when the holidays of the year are known. */
  covers(year: number): boolean
  /** True when the year has a day that is not officially announced. */
  isProvisional(year: number): boolean
}

/** @throws RangeError for a day that is not a date. */
export function compileCalendar(version: number, days: readonly CalendarDay[], years: readonly number[]): WorkCalendar {
  const byNumber = new Map<number, CalendarDay>()
  const covered = new Set(years)
  const provisional = new Set<number>()
  for (const day of days) {
    const number = parseCivilDate(day.date)
    if (number === null) throw new RangeError(`${day.date} is not a date.`)
    byNumber.set(number, day)
    if (day.status !== 'official') provisional.add(partsOfDay(number).year)
  }
  return {
    version,
    find: (day) => byNumber.get(day) ?? null,
    covers: (year) => covered.has(year),
    isProvisional: (year) => provisional.has(year),
  }
}

/** Why nobody works on a day by the calendar alone, or null on a working day. An exchanged Saturday is a working day. */
export function offReason(calendar: WorkCalendar, day: number): 'weekend' | Exclude<DayKind, 'swap_work'> | null {
  const dated = calendar.find(day)
  if (dated) return dated.kind === 'swap_work' ? null : dated.kind
  return weekdayOf(day) > 5 ? 'weekend' : null
}
