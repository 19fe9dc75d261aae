import type { Web } from '../../../platform/http/index.ts'
import { checklistPage } from './checklist.page.tsx'
import type { ProcedurePagesDeps } from './deps.ts'
import { fullTextPage } from './full-text.page.tsx'
import { bodiesPage, bodyPage, eventPage, fieldPage, fieldsPage } from './lists.pages.tsx'
import { procedurePage } from './procedure.page.tsx'

const PUBLIC = { audience: 'public' } as const
const KEEP = { keep: true }

/** Pages of procedures and the lists that lead to them: the same for every visitor, kept until the catalogue changes. */
export function mountProcedurePages(web: Web, deps: ProcedurePagesDeps): void {
  web.get('/thu-tuc/:code', PUBLIC, (request) => procedurePage(deps, request), KEEP)
  web.get('/thu-tuc/:code/can-mang-theo', PUBLIC, (request) => checklistPage(deps, request), KEEP)
  web.get('/thu-tuc/:code/toan-van', PUBLIC, (request) => fullTextPage(deps, request), KEEP)
  web.get('/linh-vuc', PUBLIC, (request) => fieldsPage(deps, request), KEEP)
  web.get('/linh-vuc/:slug', PUBLIC, (request) => fieldPage(deps, request), KEEP)
  web.get('/co-quan', PUBLIC, (request) => bodiesPage(deps, request), KEEP)
  web.get('/co-quan/:slug', PUBLIC, (request) => bodyPage(deps, request), KEEP)
  web.get('/su-kien/:slug/tat-ca', PUBLIC, (request) => eventPage(deps, request), KEEP)
}
