import { formatCivilDate } from '../../../platform/day-number.ts'
import type { WorkCalendar } from './calendar.ts'
import { dueDate, endOfPeriod, type Period, workingDays, workingHours } from './due-date.ts'
import { DEFAULT_WEEKS, type WorkingWeeks } from './sessions.ts'
import { Reckoning, type Step } from './steps.ts'
import {
  closingOf,
  dayOf,
  nextWorkingInstant,
  type Office,
  workingDayFrom,
  workingDaysBetween,
  workingMinutesBetween,
} from './working-time.ts'

/** `resume`: the time stopped is added; `recompute`: the whole period counts again from the end of the stop. */
export type PausePolicy = 'resume' | 'recompute'

export interface ResumeInput {
  policy: PausePolicy
  period: Period
  /** The due date before the stop; it is never edited, a new one stands beside it. */
  currentDueAt: Date
  stoppedAt: Date
  resumedAt: Date
  calendar: WorkCalendar
  sessions?: WorkingWeeks
}

/**
 * The due date after a stop [stoppedAt, resumedAt), and why. The stop is measured in the unit of the period:
 * working days (also for `same_day`), calendar days (also for `month`), or working minutes for hours and half days.
 * Both ends count from the next session when they fall outside working time, as a receipt does; so a stop within one
 * working day moves a limit in days by none.
 * @throws RangeError when `resumedAt` is before `stoppedAt`.
 * @see shared rules 7.2, 7.4 point 7; NĐ 301/2026/NĐ-CP art. 4.7
 */
export function resumeDue(input: ResumeInput): { dueAt: Date; explanation: Step[] } {
  const { stoppedAt, resumedAt, currentDueAt, period, calendar, sessions = DEFAULT_WEEKS } = input
  if (resumedAt < stoppedAt) throw new RangeError('A stop ends after it begins.')
  const office: Office = { calendar, weeks: sessions }
  const lines = new Reckoning(office)
  lines.add({ code: 'due-before', at: currentDueAt.toISOString() })
  lines.add({ code: 'stopped', at: stoppedAt.toISOString() })
  lines.add({ code: 'resumed', at: resumedAt.toISOString() })
  if (input.policy === 'recompute') {
    lines.add({ code: 'recomputed', at: resumedAt.toISOString() })
    const again = dueDate({ ...period, receivedAt: resumedAt, calendar, sessions })
    const reckoned = [...lines.steps, ...again.explanation.slice(1)]
    if (again.dueAt >= currentDueAt) return { dueAt: again.dueAt, explanation: reckoned }
    // Only an extension can have promised later than the whole period from now: what was promised later stands.
    const kept = currentDueAt.toISOString()
    return { dueAt: currentDueAt, explanation: [...reckoned.slice(0, -1), { code: 'promise-kept', at: kept }, { code: 'due', at: kept }] }
  }
  const dueAt = extended(office, lines, input)
  lines.due(dueAt)
  return { dueAt, explanation: lines.steps }
}

function extended(office: Office, lines: Reckoning, { period, stoppedAt, resumedAt, currentDueAt }: ResumeInput): Date {
  const at = resumedAt.toISOString()
  const from = nextWorkingInstant(office, stoppedAt)
  const to = nextWorkingInstant(office, resumedAt)
  const dueDay = dayOf(currentDueAt)
  if (period.unit === 'hour' || (period.unit === 'working_day' && !Number.isInteger(period.amount))) {
    const minutes = workingMinutesBetween(office, stoppedAt, resumedAt)
    lines.add({ code: 'pause', at, amount: minutes, unit: 'minute' })
    return minutes === 0 ? currentDueAt : workingHours(office, lines, currentDueAt, minutes / 60)
  }
  if (period.unit === 'day' || period.unit === 'month') {
    const days = dayOf(to) - dayOf(from)
    lines.add({ code: 'pause', at, amount: days, unit: 'day' })
    lines.add({ code: 'calendar-days', at: formatCivilDate(dueDay + days), amount: days })
    return endOfPeriod(office, lines, dueDay, dueDay + days)
  }
  const days = workingDaysBetween(office, dayOf(from), dayOf(to))
  lines.add({ code: 'pause', at, amount: days, unit: 'working-day' })
  return days === 0 ? closingOf(office, workingDayFrom(office, dueDay)) : workingDays(office, lines, dueDay, days)
}
