import type { Web } from '../../../platform/http/index.ts'
import type { ReturnsDeps } from '../ports.ts'
import { mountHanding } from './handing.page.tsx'
import { mountReceiver } from './receiver.page.tsx'
import { mountWaiting } from './waiting.page.tsx'

/** The officers' pages of results that are given back. */
export function mountReturns(web: Web, deps: ReturnsDeps): void {
  mountWaiting(web, deps)
  mountReceiver(web, deps)
  mountHanding(web, deps)
}
