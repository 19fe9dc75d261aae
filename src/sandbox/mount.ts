import type { Web } from '../platform/http/index.ts'
import { mountClockPage } from './clock.page.tsx'
import type { SandboxDeps } from './deps.ts'
import { mountInboxPage } from './inbox.page.tsx'
import { mountIndexPage } from './index.page.tsx'
import { mountPopulationPage } from './population.page.tsx'

/** Pages of the simulated counterparties; never mounted in production. */
export function mountSandbox(web: Web, deps: SandboxDeps): void {
  mountIndexPage(web)
  mountInboxPage(web, deps)
  mountPopulationPage(web, deps)
  if (deps.clockShift) mountClockPage(web, deps.clock, deps.clockShift)
}
