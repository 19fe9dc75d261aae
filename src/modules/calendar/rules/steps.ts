import type { CivilDate } from '../../../platform/clock.ts'
import { formatCivilDate, partsOfDay } from '../../../platform/day-number.ts'
import { type DayKind, offReason } from './calendar.ts'
import { dayOf, isWorkingDay, type Office } from './working-time.ts'

/** An instant as ISO 8601 in UTC. */
export type Instant = string

/**
 * One line of a reckoning, as data: codes, dates and names, no sentences, so that it can be stored and shown in any language.
 * `at` is the day (or the instant) that the line speaks of.
 */
export type Step =
  | { code: 'received'; at: Instant }
  | { code: 'outside-hours'; at: Instant; why: 'closed' | 'weekend' | DayKind; name?: DayName }
  | { code: 'before-cut-off' | 'from-cut-off' | 'next-day-from-cut-off'; at: Instant; cutOff: string }
  | { code: 'first-day'; at: CivilDate }
  | { code: 'counted'; at: CivilDate; to: CivilDate; first: number; last: number }
  | { code: 'exchanged-working-day'; at: CivilDate; name: DayName; swapWith: CivilDate | null }
  | { code: 'weekend'; at: CivilDate; to: CivilDate }
  | { code: 'day-off'; at: CivilDate; kind: DayKind; name: DayName; swapWith: CivilDate | null }
  | { code: 'office-closed'; at: CivilDate; to: CivilDate }
  | { code: 'calendar-days' | 'months'; at: CivilDate; amount: number }
  | { code: 'moved-to-working-day'; at: CivilDate }
  | { code: 'hours'; at: Instant; to: Instant; minutes: number }
  | { code: 'stopped' | 'resumed' | 'due-before' | 'recomputed' | 'promise-kept' | 'calendar-changed'; at: Instant }
  | { code: 'extended'; at: Instant; to: CivilDate }
  | { code: 'pause'; at: Instant; amount: number; unit: 'working-day' | 'day' | 'minute' }
  | { code: 'year-unknown' | 'year-provisional'; at: CivilDate; year: number }
  | { code: 'due'; at: Instant }

export interface DayName {
  vi: string
  en: string
}

/** Collects the lines of one reckoning; neighbouring counted days, and days of one weekend, are one line. */
export class Reckoning {
  readonly steps: Step[] = []
  readonly #office: Office
  readonly #years = new Set<number>()

  constructor(office: Office) {
    this.#office = office
  }

  add(step: Step): void {
    this.steps.push(step)
  }

  /** A working day that is the `n`th of the period. */
  counted(day: number, n: number): void {
    this.#noteYear(day)
    const date = formatCivilDate(day)
    const dated = this.#office.calendar.find(day)
    if (dated) {
      this.add({
        code: 'exchanged-working-day',
        at: date,
        name: { vi: dated.nameVi, en: dated.nameEn },
        swapWith: dated.swapWith,
      })
    }
    const last = this.steps.at(-1)
    if (last?.code === 'counted' && last.last === n - 1) {
      last.to = date
      last.last = n
    } else {
      this.add({ code: 'counted', at: date, to: date, first: n, last: n })
    }
  }

  /** A day on which nobody works. */
  skipped(day: number): void {
    this.#noteYear(day)
    const date = formatCivilDate(day)
    const reason = offReason(this.#office.calendar, day)
    const dated = this.#office.calendar.find(day)
    if (dated && reason) {
      this.add({
        code: 'day-off',
        at: date,
        kind: dated.kind,
        name: { vi: dated.nameVi, en: dated.nameEn },
        swapWith: dated.swapWith,
      })
      return
    }
    const code = reason === 'weekend' ? 'weekend' : 'office-closed'
    const last = this.steps.at(-1)
    if (last?.code === code) last.to = date
    else this.add({ code, at: date, to: date })
  }

  /** Every day off in (after, before). */
  skippedBetween(after: number, before: number): void {
    for (let day = after + 1; day < before; day += 1) if (!isWorkingDay(this.#office, day)) this.skipped(day)
  }

  /** Says when the holidays of the years from `from` to `to` are unknown or not final. */
  years(from: number, to: number): void {
    for (let year = partsOfDay(from).year; year <= partsOfDay(to).year; year += 1) this.#noteYearOnce(year)
  }

  due(at: Date): void {
    this.add({ code: 'due', at: at.toISOString() })
  }

  /** Where an instant outside working hours counts from. */
  movedInto(office: Office, given: Date, counted: Date): void {
    const day = dayOf(given)
    const reason = offReason(office.calendar, day)
    const dated = office.calendar.find(day)
    const name = dated && reason ? { name: { vi: dated.nameVi, en: dated.nameEn } } : {}
    this.years(day, dayOf(counted))
    this.add({ code: 'outside-hours', at: counted.toISOString(), why: reason ?? 'closed', ...name })
  }

  #noteYear(day: number): void {
    this.#noteYearOnce(partsOfDay(day).year)
  }

  #noteYearOnce(year: number): void {
    if (this.#years.has(year)) return
    this.#years.add(year)
    const { calendar } = this.#office
    const at = `${String(year).padStart(4, '0')}-01-01`
    if (!calendar.covers(year)) this.add({ code: 'year-unknown', at, year })
    else if (calendar.isProvisional(year)) this.add({ code: 'year-provisional', at, year })
  }
}
