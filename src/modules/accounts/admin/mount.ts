import type { Web } from '../../../platform/http/index.ts'
import { mountAbsences } from './absences.page.tsx'
import type { StaffAdminDeps } from './deps.ts'
import { mountStaffPage } from './staff.page.tsx'
import { mountStaffList } from './staff-list.page.tsx'

/** Administrators' pages of staff, posts and absences. */
export function mountStaffAdmin(web: Web, deps: StaffAdminDeps): void {
  mountStaffList(web, deps)
  mountStaffPage(web, deps)
  mountAbsences(web, deps)
}
