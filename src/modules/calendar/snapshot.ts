import { type CivilDate, stopwatch } from '../../platform/clock.ts'
import { parseCivilDate } from '../../platform/day-number.ts'
import type { Db, Reader } from '../../platform/db.ts'
import { acceptBy } from './rules/acceptance.ts'
import { compileCalendar, type WorkCalendar } from './rules/calendar.ts'
import { type DueDate, dueDate, type Period } from './rules/due-date.ts'
import { type DeadlineHistory, extendedDue, reckonHistory } from './rules/history.ts'
import { resumeDue, type ResumeInput } from './rules/pause.ts'
import { DEFAULT_WEEKS, type WeekInForce, type WorkingWeek, type WorkingWeeks } from './rules/sessions.ts'
import type { Step } from './rules/steps.ts'
import { addWorkingHours, isWorkingDay, type Office, workingMinutesBetween } from './rules/working-time.ts'
import { selectDays, selectVersion, selectYears } from './store.ts'
import { selectWeeks, type StoredWeek } from './weeks.store.ts'

/** The calendar and the agencies' working weeks in one version, in memory. */
export class CalendarSnapshot {
  readonly version: number
  readonly calendar: WorkCalendar
  readonly #weeks: ReadonlyMap<string | null, WeekInForce[]>

  constructor(calendar: WorkCalendar, weeks: readonly StoredWeek[]) {
    this.version = calendar.version
    this.calendar = calendar
    this.#weeks = Map.groupBy(weeks.map(inForce), (week) => week.agencyId)
  }

  /** Working time of an agency; of the deployment's default week without one. */
  officeOf(agencyId: string | null): Office {
    return { calendar: this.calendar, weeks: this.weeksOf(agencyId) }
  }
  weeksOf(agencyId: string | null): WorkingWeeks {
    const own = agencyId === null ? [] : (this.#weeks.get(agencyId) ?? [])
    return [...own, ...(this.#weeks.get(null) ?? []), ...DEFAULT_WEEKS]
  }
  dueDate(agencyId: string | null, receivedAt: Date, period: Period): DueDate {
    return dueDate({ ...period, receivedAt, calendar: this.calendar, sessions: this.weeksOf(agencyId) })
  }
  resumeDue(
    agencyId: string | null,
    stop: Omit<ResumeInput, 'calendar' | 'sessions'>,
  ): { dueAt: Date; explanation: Step[] } {
    return resumeDue({ ...stop, calendar: this.calendar, sessions: this.weeksOf(agencyId) })
  }
  reckonHistory(agencyId: string | null, history: DeadlineHistory): { dueAt: Date; explanation: Step[] } {
    return reckonHistory(history, this.officeOf(agencyId))
  }
  extendedDue(agencyId: string | null, input: { at: Date; to: CivilDate }): { dueAt: Date; explanation: Step[] } {
    return extendedDue(input, this.officeOf(agencyId))
  }
  acceptBy(agencyId: string | null, receivedAt: Date): { dueAt: Date; explanation: Step[] } {
    return acceptBy(receivedAt, this.calendar, this.weeksOf(agencyId))
  }
  addWorkingHours(agencyId: string | null, from: Date, hours: number): Date {
    return addWorkingHours(this.officeOf(agencyId), from, hours)
  }
  workingMinutesBetween(agencyId: string | null, from: Date, to: Date): number {
    return workingMinutesBetween(this.officeOf(agencyId), from, to)
  }
  /** @throws RangeError for a text that is no date. */
  isWorkingDay(agencyId: string | null, date: string): boolean {
    const day = parseCivilDate(date)
    if (day === null) throw new RangeError(`${date} is not a date.`)
    return isWorkingDay(this.officeOf(agencyId), day)
  }
}

function inForce(week: StoredWeek): WeekInForce & { agencyId: string | null } {
  return {
    agencyId: week.agencyId,
    from: parseCivilDate(week.validFrom) ?? Number.NEGATIVE_INFINITY,
    to: week.validTo === null ? null : parseCivilDate(week.validTo),
    week: week.sessions as WorkingWeek,
  }
}

/** The calendar as the database has it now, within a transaction where there is one. */
export async function calendarSnapshot(reader: Reader): Promise<CalendarSnapshot> {
  const version = await selectVersion(reader)
  const days = await selectDays(reader)
  const years = await selectYears(reader)
  const weeks = await selectWeeks(reader)
  return new CalendarSnapshot(compileCalendar(version, days, years), weeks)
}

export interface Calendars {
  /** The calendar in memory. Once read it answers at once and follows the database's version behind the answer. */
  current(): Promise<CalendarSnapshot>
  /** The version in memory, at once, followed in the same way; 0 before the first reading. For caches that can't wait. */
  knownVersion(): number
  /** Reads the calendar anew: this process has just changed it. */
  changed(): Promise<void>
}

/** How long a process may go on with a calendar that another process has edited. */
const LOOK_AGAIN_MS = 2_000

/**
 * Callers often stand in a transaction: waiting there for another connection could lock up the pool,
 * so only the very first call waits for the database.
 */
export function openCalendars({ db }: { db: Db }): Calendars {
  let held: { snapshot: CalendarSnapshot; at: number } | null = null
  let reading: Promise<CalendarSnapshot> | null = null

  async function read(): Promise<CalendarSnapshot> {
    const same = held && (await selectVersion(db)) === held.snapshot.version
    const snapshot = held && same ? held.snapshot : await calendarSnapshot(db)
    held = { snapshot, at: stopwatch() }
    return snapshot
  }
  function readOnce(): Promise<CalendarSnapshot> {
    reading ??= read().finally(() => {
      reading = null
    })
    return reading
  }
  function follow(): CalendarSnapshot | null {
    if (held && stopwatch() - held.at >= LOOK_AGAIN_MS) {
      // A database that does not answer now is asked again later; until then the calendar in memory holds.
      held.at = stopwatch()
      readOnce().catch(() => null)
    }
    return held?.snapshot ?? null
  }
  return {
    async changed() {
      await reading?.catch(() => null)
      await readOnce()
    },
    current: async () => follow() ?? readOnce(),
    knownVersion: () => follow()?.version ?? 0,
  }
}
