import type { CivilDate } from '../../platform/clock.ts'
import type { Period } from './rules/due-date.ts'
import type { DeadlineHistory } from './rules/history.ts'
import type { PausePolicy } from './rules/pause.ts'
import type { Step } from './rules/steps.ts'
import type { Calendars } from './snapshot.ts'

export interface Reckoned {
  dueAt: Date
  calendarVersion: number
  explanation: Step[]
}

export type PeriodWithPauses = Period & { pausePolicy: PausePolicy }

/** Due dates of an agency's dossiers by the calendar in force, as the record of a dossier asks for them. */
export function createDeadlines(calendars: Pick<Calendars, 'current'>) {
  return {
    async start(input: { agencyId: string; receivedAt: Date; period: PeriodWithPauses }): Promise<Reckoned> {
      const snapshot = await calendars.current()
      const { dueAt, explanation } = snapshot.dueDate(input.agencyId, input.receivedAt, input.period)
      return { dueAt, explanation, calendarVersion: snapshot.version }
    },
    async extend({ agencyId, ...input }: { agencyId: string; at: Date; to: CivilDate }): Promise<Reckoned> {
      const snapshot = await calendars.current()
      return { ...snapshot.extendedDue(agencyId, input), calendarVersion: snapshot.version }
    },
    /** The whole way of a due date again, by the calendar in force. */
    async again({ agencyId, ...history }: { agencyId: string } & DeadlineHistory): Promise<Reckoned> {
      const snapshot = await calendars.current()
      return { ...snapshot.reckonHistory(agencyId, history), calendarVersion: snapshot.version }
    },
    async resume(input: {
      agencyId: string
      currentDueAt: Date
      stoppedAt: Date
      resumedAt: Date
      period: PeriodWithPauses
    }): Promise<Reckoned> {
      const snapshot = await calendars.current()
      const { agencyId, period, ...stop } = input
      const { dueAt, explanation } = snapshot.resumeDue(agencyId, { ...stop, period, policy: period.pausePolicy })
      return { dueAt, explanation, calendarVersion: snapshot.version }
    },
  }
}
