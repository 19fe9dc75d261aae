import type { CivilDate } from '../../../platform/clock.ts'
import { parseCivilDate } from '../../../platform/day-number.ts'
import { dueDate, type Period } from './due-date.ts'
import { type PausePolicy, resumeDue } from './pause.ts'
import { Reckoning, type Step } from './steps.ts'
import { closingOf, type Office, workingDayFrom } from './working-time.ts'

/** Everything that made a due date what it is. */
export interface DeadlineHistory {
  /** When the clock started. */
  receivedAt: Date
  period: Period
  policy: PausePolicy
  /** Stops in their order, none within another; one that still lasts moves nothing yet. */
  pauses: readonly { stoppedAt: Date; resumedAt: Date | null }[]
  /** The one extension: when it was given, and to which day. */
  extension: { at: Date; to: CivilDate } | null
}

/**
 * The due date that an extension promises: the closing of its day, or of the next working day when that is a day off.
 * @throws RangeError for a text that is no date.
 * @see NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP, Mẫu 04; Bộ luật Dân sự 2015, art. 148.5
 */
export function extendedDue({ at, to }: { at: Date; to: CivilDate }, office: Office): { dueAt: Date; explanation: Step[] } {
  const day = parseCivilDate(to)
  if (day === null) throw new RangeError(`${to} is not a date.`)
  const lines = new Reckoning(office)
  lines.add({ code: 'extended', at: at.toISOString(), to })
  const dueAt = closingOf(office, workingDayFrom(office, day))
  lines.due(dueAt)
  return { dueAt, explanation: lines.steps }
}

/**
 * The due date from its whole history, as if the calendar given had held from the start: receipt, stops and extension in
 * the order in which they came. What an office promised from step to step is the same, while its calendar stays the same.
 * @see shared rules 7.4
 */
export function reckonHistory(history: DeadlineHistory, office: Office): { dueAt: Date; explanation: Step[] } {
  const { period, policy, extension } = history
  const [calendar, sessions] = [office.calendar, office.weeks]
  let { dueAt, explanation } = dueDate({ ...period, receivedAt: history.receivedAt, calendar, sessions })
  const take = (next: { dueAt: Date; explanation: Step[] }) => {
    dueAt = next.dueAt
    explanation = [...explanation.filter((step) => step.code !== 'due'), ...next.explanation.filter((step) => step.code !== 'due-before')]
  }
  let extended = extension === null
  for (const { stoppedAt, resumedAt } of history.pauses) {
    if (!resumedAt) continue
    if (extension && !extended && extension.at <= stoppedAt) {
      take(extendedDue(extension, office))
      extended = true
    }
    take(resumeDue({ policy, period, currentDueAt: dueAt, stoppedAt, resumedAt, calendar, sessions }))
  }
  if (extension && !extended) take(extendedDue(extension, office))
  return { dueAt, explanation }
}
