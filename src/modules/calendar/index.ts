export type { CalendarAdminDeps } from './admin/deps.ts'
export { mountCalendarAdmin } from './admin/mount.ts'
export { type CalendarApiDeps, mountCalendarApi } from './api/due-date.api.ts'
export { applyChange, type CalendarChange, type ChangeDeps, type DayMoved, type Tried, tryChange } from './changes.ts'
export { createDeadlines, type PeriodWithPauses, type Reckoned } from './deadlines.ts'
export { declareYear } from './declare-year.ts'
export { addDay, changeDay, removeDay } from './edit-day.ts'
export { type HolidayLoad, loadHolidays } from './load.ts'
export { CALENDAR_EVENTS, type CalendarActDeps } from './ports.ts'
export { ACKNOWLEDGE_HOURS, acceptBy } from './rules/acceptance.ts'
export { type CalendarDay, compileCalendar, type DayKind, offReason, type WorkCalendar } from './rules/calendar.ts'
export {
  type DueDate,
  type DueDateInput,
  dueDate,
  HOURS_A_DAY,
  type Period,
  type PeriodUnit,
  periodFault,
} from './rules/due-date.ts'
export type { DayFault } from './rules/day-form.ts'
export { explain, type ExplainedLine } from './rules/explain.ts'
export { type DeadlineHistory, extendedDue, reckonHistory } from './rules/history.ts'
export { classify, type Outcome } from './rules/outcome.ts'
export { type PausePolicy, resumeDue } from './rules/pause.ts'
export { DEFAULT_WEEKS, type WorkingWeeks } from './rules/sessions.ts'
export type { Step } from './rules/steps.ts'
export {
  addWorkingHours,
  isWorkingDay,
  nextWorkingInstant,
  type Office,
  sessionsOf,
  workingMinutesBetween,
} from './rules/working-time.ts'
export { setWorkingWeek, type WeekInput } from './set-working-week.ts'
export { readLunarYears } from './shipped.ts'
export { HOLIDAYS } from './admin/holidays.page.tsx'
export { KIND as DAY_KINDS } from './admin/words.ts'
export { type Calendars, CalendarSnapshot, calendarSnapshot, openCalendars } from './snapshot.ts'
