import { dueDate } from './due-date.ts'
import type { WorkCalendar } from './calendar.ts'
import type { WorkingWeeks } from './sessions.ts'
import type { Step } from './steps.ts'

/** Working hours within which the office accepts an online dossier or asks for more. */
export const ACKNOWLEDGE_HOURS = 8

/**
 * By when an online dossier must be accepted, refused or sent back for more: 8 working hours from its receipt by the system;
 * a receipt outside working hours counts from the start of the next session.
 * @see NĐ 45/2020/NĐ-CP (time of the notice); shared rules 5.2
 */
export function acceptBy(
  receivedAt: Date,
  calendar: WorkCalendar,
  sessions?: WorkingWeeks,
): { dueAt: Date; explanation: Step[] } {
  return dueDate({ receivedAt, amount: ACKNOWLEDGE_HOURS, unit: 'hour', calendar, sessions })
}
