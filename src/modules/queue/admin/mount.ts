import type { Web } from '../../../platform/http/index.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import { mountCounterForm } from './counter-form.page.tsx'
import { mountGroupForm } from './group-form.page.tsx'
import { mountOfficeQueue } from './office.page.tsx'

/** Administrators' pages: /quan-tri/xep-hang. */
export function mountQueueAdmin(web: Web, deps: QueuePageDeps): void {
  mountOfficeQueue(web, deps)
  mountGroupForm(web, deps)
  mountCounterForm(web, deps)
}
