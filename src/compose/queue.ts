import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { Web } from '../platform/http/index.ts'
import type { JobHandlers } from '../platform/jobs.ts'
import type { Sealer } from '../platform/seal.ts'
import type { Throttle } from '../modules/accounts/index.ts'
import type { AgencyDirectory } from '../modules/agencies/index.ts'
import type { Calendars } from '../modules/calendar/index.ts'
import { createLookUp, statusLabel, statusWords } from '../modules/dossiers/index.ts'
import { createEndDay, createFollowBookings, mountQueue, type QueuePageDeps } from '../modules/queue/index.ts'
import type { Acts } from './acts.ts'
import { noticesOfBooking } from './booking-notices.ts'
import type { Counterparties } from './counterparties.ts'

export interface QueueParts {
  db: Db
  clock: Clock
  sealer: Sealer
  directory: AgencyDirectory
  calendars: Calendars
  acts: Acts
  throttle: Throttle
  publicUrl: string
  secure: boolean
}

/** Numbers, boards and counters, with the dossiers' own look-up for those who ask at a kiosk. */
export function composeQueue(web: Web, parts: QueueParts): void {
  const { acts, ...rest } = parts
  const lookUp = createLookUp({ ...rest, logAccess: acts.logAccess, record: acts.record })
  const track: QueuePageDeps['track'] = async (code, looker, lang) => {
    const found = await lookUp.byCode(code, looker)
    if (!found.ok) return found
    const { fields } = found
    return { ok: true, dossier: { code: fields.code, procedure: fields.procedure, submitter: fields.submitter, dueAt: fields.dueAt, status: statusLabel(statusWords(lang), fields.status) } }
  }
  mountQueue(web, { ...rest, append: acts.append, track })
}

/** What the clock does for the queue. */
export function queueJobs(deps: Omit<QueueParts, 'throttle' | 'publicUrl' | 'secure'> & Pick<Counterparties, 'follow'>): JobHandlers {
  return {
    'queue.end-day': createEndDay(deps),
    'queue.follow-bookings': createFollowBookings({ ...deps, append: deps.acts.append }),
    'booking.notify': deps.follow(noticesOfBooking(deps.acts, deps.directory)),
  }
}
