import type { Web } from '../../../platform/http/index.ts'
import { mountAgencyList } from './agencies.page.tsx'
import { mountAgencyPage } from './agency.page.tsx'
import type { AgencyAdminDeps } from './deps.ts'
import { mountAgencyParts } from './parts.page.tsx'

/** Administrators' pages of agencies. */
export function mountAgencyAdmin(web: Web, deps: AgencyAdminDeps): void {
  mountAgencyList(web, deps)
  const show = mountAgencyPage(web, deps)
  mountAgencyParts(web, deps, show)
}
