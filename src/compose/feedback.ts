import type { Reader } from '../platform/db.ts'
import type { Web } from '../platform/http/index.ts'
import type { JobHandlers } from '../platform/jobs.ts'
import { civilDateOf } from '../platform/clock.ts'
import { href, type Lang } from '../platform/words.ts'
import { createLookUp, findDossier } from '../modules/dossiers/index.ts'
import type { StoredEvent } from '../modules/events/index.ts'
import { findRating, type FeedbackPageDeps, mountFeedback } from '../modules/feedback/index.ts'
import type { NoticeInput } from '../modules/notifications/index.ts'
import { findSettings } from '../modules/queue/index.ts'
import type { Counterparties } from './counterparties.ts'
import type { QueueParts } from './queue.ts'

/** Ratings, with the dossiers' look-up by PIN and the frame of the office's kiosk. */
export function composeFeedback(web: Web, parts: Omit<QueueParts, 'calendars' | 'publicUrl' | 'secure'>): void {
  const { db, clock, directory, acts } = parts
  const lookUp = createLookUp({ ...parts, logAccess: acts.logAccess, record: acts.record })
  const hallOf: FeedbackPageDeps['hallOf'] = async (office, lang) => {
    const agency = (await directory.snapshot()).all.find((one) => one.code === office || one.id === office)
    const settings = agency ? await findSettings(db, agency.id, civilDateOf(clock.now())) : null
    if (!agency || !settings) return null
    const slug = encodeURIComponent(agency.code ?? agency.id)
    const home = href(lang, `/ki-ot/${slug}`)
    return { slug, home, hall: { name: agency.nameVi, idle: { home, seconds: settings.quantities.kioskIdleSeconds } } }
  }
  mountFeedback(web, { db, clock, sealer: parts.sealer, append: acts.append, logAccess: acts.logAccess, directory, findByPin: lookUp.byPin, hallOf })
}

export function feedbackJobs(parts: Pick<QueueParts, 'directory' | 'acts'> & Pick<Counterparties, 'follow'>): JobHandlers {
  return { 'rating.notify': parts.follow(noticesOfRating(parts)) }
}

/** The person is told that the office has answered. */
function noticesOfRating({ directory, acts }: Pick<QueueParts, 'directory' | 'acts'>) {
  return async (reader: Reader, event: StoredEvent): Promise<NoticeInput[]> => {
    const rating = event.type === 'rating.answered' ? await findRating(reader, event.stream.id) : null
    const dossier = rating ? await findDossier(reader, rating.dossier_id) : null
    if (!rating || !dossier) return []
    const { phone, email } = acts.record.contactOf(dossier)
    const params = { code: dossier.code, procedure: dossier.procedure_name, office: (await directory.snapshot()).get(dossier.agency_id).nameVi, url: `/ho-so/${dossier.code}/danh-gia` }
    return [{ template: 'rating-answered', params, stream: event.stream, eventId: event.eventId, lang: rating.lang as Lang, to: { phone, email } }]
  }
}
