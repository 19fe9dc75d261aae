import type { Web } from '../../../platform/http/index.ts'
import { mountDayForms } from './day-form.page.tsx'
import type { CalendarAdminDeps } from './deps.ts'
import { mountHolidayList } from './holidays.page.tsx'
import { mountWorkingHours } from './hours.page.tsx'
import { mountRemoveDay } from './remove-day.page.tsx'

/** Administrators' pages: /quan-tri/ngay-nghi and /quan-tri/gio-lam-viec. */
export function mountCalendarAdmin(web: Web, deps: CalendarAdminDeps): void {
  mountHolidayList(web, deps)
  mountDayForms(web, deps)
  mountRemoveDay(web, deps)
  mountWorkingHours(web, deps)
}
