import type { Web } from '../../platform/http/index.ts'
import { mountCatalogueReport } from './admin/report.page.tsx'
import { mountProcedureApi } from './api/procedure.api.ts'
import type { ProcedurePagesDeps } from './citizen/deps.ts'
import { mountProcedurePages } from './citizen/mount.ts'

export interface ProceduresDeps extends ProcedurePagesDeps {
  publicUrl: string
}

/** The catalogue's pages, API and report; search and packages mount their own. */
export function mountProcedures(web: Web, deps: ProceduresDeps): void {
  mountProcedurePages(web, deps)
  mountProcedureApi(web, deps)
  mountCatalogueReport(web, deps)
}
