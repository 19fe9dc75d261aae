import type { Web } from '../../../platform/http/index.ts'
import { mountTrackingApi } from '../api/tracking.api.ts'
import { createAskCode } from './ask-code.ts'
import type { TrackingDeps } from './deps.ts'
import { mountDetailPage } from './detail.page.tsx'
import { createLookUp } from './look-up.ts'
import { mountNumberPages } from './number.page.tsx'
import { mountTrackingPage } from './tracking.page.tsx'

/** Looking a dossier up without logging in: pages and the public API. */
export function mountTracking(web: Web, deps: TrackingDeps): void {
  const lookUp = createLookUp(deps)
  mountTrackingPage(web, { ...deps, lookUp })
  mountNumberPages(web, { ...deps, askCode: createAskCode(deps) })
  mountDetailPage(web, deps)
  mountTrackingApi(web, lookUp)
}
