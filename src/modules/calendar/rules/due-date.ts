import { addMonths, formatCivilDate } from '../../../platform/day-number.ts'
import type { WorkCalendar } from './calendar.ts'
import { DEFAULT_WEEKS, minutesOf, type WorkingWeeks } from './sessions.ts'
import { Reckoning, type Step } from './steps.ts'
import {
  addWorkingHours,
  closingOf,
  dayOf,
  instantAt,
  isWorkingDay,
  nextWorkingInstant,
  type Office,
  workingDayFrom,
  workingMinutesBetween,
} from './working-time.ts'

/**
 * Units of a time limit. `same_day`: trong ngày; `working_day`: ngày làm việc (a fraction is that share of 8 working hours);
 * `day`: calendar days; `hour`: working hours; `month`: calendar months.
 */
export type PeriodUnit = 'same_day' | 'working_day' | 'day' | 'hour' | 'month'

export interface Period {
  /** Above 0; whole for `day` and `month`; without meaning for `same_day`. */
  amount: number
  unit: PeriodUnit
  /** From this time (HH:MM) a dossier counts as received on the next working day; 15:00 by default for `same_day`, none for the others. */
  cutOff?: string
}

export interface DueDateInput extends Period {
  receivedAt: Date
  calendar: WorkCalendar
  /** The office's working weeks; 07:30–11:30, 13:30–17:00 by default. */
  sessions?: WorkingWeeks
}

export interface DueDate {
  dueAt: Date
  /** The instant the period counts from: the receipt, or the start of the next session when it fell outside. */
  countedFrom: Date
  explanation: Step[]
}

export const DEFAULT_CUT_OFF = '15:00'
export const HOURS_A_DAY = 8
const MOST = 20_000

/**
 * When a dossier received at an instant is due, and why. Time zone Asia/Ho_Chi_Minh.
 * Limits in days end at the office's closing time of their last day; limits in hours end at the minute.
 * The day of receipt is not counted; a limit that ends on a day off ends on the next working day. Years whose holidays
 * are not known count as plain weeks, and the explanation says so.
 * @throws RangeError for an amount or cut-off that is none (callers check input with `periodFault`).
 * @see Bộ luật Dân sự 2015, art. 147–148; NĐ 118/2025/NĐ-CP as amended by NĐ 309/2026/NĐ-CP, art. 17.3 (start of the clock)
 */
export function dueDate({ receivedAt, calendar, sessions = DEFAULT_WEEKS, ...period }: DueDateInput): DueDate {
  const fault = periodFault(period)
  if (fault) throw new RangeError(`Not a period: ${fault}.`)
  const office: Office = { calendar, weeks: sessions }
  const lines = new Reckoning(office)
  lines.add({ code: 'received', at: receivedAt.toISOString() })
  const countedFrom = nextWorkingInstant(office, receivedAt)
  if (countedFrom.getTime() !== receivedAt.getTime()) lines.movedInto(office, receivedAt, countedFrom)
  const from = period.unit === 'same_day' ? countedFrom : afterCutOff(office, lines, countedFrom, period.cutOff)
  const dueAt = reckon(office, lines, from, period)
  lines.due(dueAt)
  return { dueAt, countedFrom: from, explanation: lines.steps }
}

/** @see NĐ 301/2026/NĐ-CP, art. 7.2 (linked procedures: received from 15:00, counted from the next working day) */
function afterCutOff(office: Office, lines: Reckoning, from: Date, cutOff: string | undefined): Date {
  const day = dayOf(from)
  if (cutOff === undefined || from < instantAt(day, minutesOf(cutOff) ?? 0)) return from
  const next = nextWorkingInstant(office, instantAt(day + 1, 0))
  lines.add({ code: 'next-day-from-cut-off', at: next.toISOString(), cutOff })
  return next
}

/** What is wrong with a period, or null. */
export function periodFault({ amount, unit, cutOff }: Period): 'amount' | 'cut-off' | null {
  if (cutOff !== undefined && minutesOf(cutOff) === null) return 'cut-off'
  if (unit === 'same_day') return null
  if (!Number.isFinite(amount) || amount <= 0 || amount > MOST) return 'amount'
  const wholeOnly = unit === 'day' || unit === 'month'
  if (wholeOnly && !Number.isInteger(amount)) return 'amount'
  return unit === 'month' && amount > 1200 ? 'amount' : null
}

function reckon(office: Office, lines: Reckoning, from: Date, period: Period): Date {
  switch (period.unit) {
    case 'same_day':
      return sameDay(office, lines, from, period.cutOff ?? DEFAULT_CUT_OFF)
    case 'working_day':
      return Number.isInteger(period.amount)
        ? workingDays(office, lines, dayOf(from), period.amount)
        : workingHours(office, lines, from, period.amount * HOURS_A_DAY)
    case 'hour':
      return workingHours(office, lines, from, period.amount)
    case 'day':
      lines.add({ code: 'first-day', at: formatCivilDate(dayOf(from)) })
      lines.add({ code: 'calendar-days', at: formatCivilDate(dayOf(from) + period.amount), amount: period.amount })
      return endOfPeriod(office, lines, dayOf(from), dayOf(from) + period.amount)
    case 'month': {
      const last = addMonths(dayOf(from), period.amount)
      lines.add({ code: 'months', at: formatCivilDate(last), amount: period.amount })
      return endOfPeriod(office, lines, dayOf(from), last)
    }
  }
}

/** @see published texts of 2.000635, 2.000815: received after 15:00 and not solvable at once, returned the next working day; NĐ 301/2026 art. 7.2 */
function sameDay(office: Office, lines: Reckoning, from: Date, cutOff: string): Date {
  const day = dayOf(from)
  const limit = instantAt(day, minutesOf(cutOff) ?? 0)
  const code = from < limit ? 'before-cut-off' : 'from-cut-off'
  lines.add({ code, at: from.toISOString(), cutOff })
  return from < limit ? closingOf(office, day) : workingDays(office, lines, day, 1)
}

/** Counts whole working days after a day, with a line for each run of days counted or left out. */
export function workingDays(office: Office, lines: Reckoning, from: number, amount: number): Date {
  lines.add({ code: 'first-day', at: formatCivilDate(from) })
  let day = from
  for (let n = 1; n <= amount; n += 1) {
    const next = workingDayFrom(office, day + 1)
    lines.skippedBetween(day, next)
    lines.counted(next, n)
    day = next
  }
  return closingOf(office, day)
}

/** Counts working hours, with a line for each run of working days and of days off. */
export function workingHours(office: Office, lines: Reckoning, from: Date, hours: number): Date {
  const dueAt = addWorkingHours(office, from, hours)
  let start = from
  lines.years(dayOf(from), dayOf(dueAt))
  for (let day = dayOf(from); day < dayOf(dueAt); day += 1) {
    if (isWorkingDay(office, day + 1)) continue
    if (isWorkingDay(office, day)) hoursLine(office, lines, start, closingOf(office, day))
    lines.skipped(day + 1)
    start = instantAt(day + 2, 0)
  }
  hoursLine(office, lines, start, dueAt)
  return dueAt
}

function hoursLine(office: Office, lines: Reckoning, from: Date, to: Date): void {
  const start = nextWorkingInstant(office, from)
  const minutes = workingMinutesBetween(office, start, to)
  if (minutes > 0) lines.add({ code: 'hours', at: start.toISOString(), to: to.toISOString(), minutes })
}

/** The closing of the last day, or of the next working day when the last one is a day off (art. 148.5). */
export function endOfPeriod(office: Office, lines: Reckoning, first: number, last: number): Date {
  const day = workingDayFrom(office, last)
  lines.years(first, day)
  if (day > last) {
    for (let off = last; off < day; off += 1) lines.skipped(off)
    lines.add({ code: 'moved-to-working-day', at: formatCivilDate(day) })
  }
  return closingOf(office, day)
}
