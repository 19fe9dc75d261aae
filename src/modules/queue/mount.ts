import type { Web } from '../../platform/http/index.ts'
import { mountQueueAdmin } from './admin/mount.ts'
import { mountBooking } from './booking/book.page.tsx'
import { mountMyBookings } from './booking/mine.page.tsx'
import { mountOffices } from './booking/offices.page.tsx'
import { mountFollow } from './citizen/follow.page.tsx'
import { mountBoard } from './hall/board.page.tsx'
import { mountCheckIn } from './hall/check-in.page.tsx'
import { mountDrawing } from './hall/draw.page.tsx'
import { mountKiosk } from './hall/kiosk.page.tsx'
import { mountKioskTracking } from './hall/track.page.tsx'
import { mountCounter } from './officer/counter.page.tsx'
import { mountFigures } from './officer/figures.page.tsx'
import type { QueuePageDeps } from './page-deps.ts'
import { watchVersions } from './watch-versions.ts'

/** Kiosk, board, the number on the phone, the officers' counter, the administrators' pages. */
export function mountQueue(web: Web, deps: QueuePageDeps): void {
  const watch = watchVersions(deps)
  mountKiosk(web, deps)
  mountDrawing(web, deps)
  mountKioskTracking(web, deps)
  mountBoard(web, deps, watch)
  mountFollow(web, deps)
  mountCounter(web, deps, watch)
  mountFigures(web, deps)
  mountCheckIn(web, deps)
  mountOffices(web, deps)
  mountBooking(web, deps)
  mountMyBookings(web, deps)
  mountQueueAdmin(web, deps)
}
