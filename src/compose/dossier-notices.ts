import type { Reader } from '../platform/db.ts'
import { civilDateOf } from '../platform/clock.ts'
import { href, type Lang } from '../platform/words.ts'
import { type DossierRow, findDossier, partiesOf } from '../modules/dossiers/index.ts'
import type { StoredEvent } from '../modules/events/index.ts'
import { RATE_DAYS, ratingPath } from '../modules/feedback/index.ts'
import { valueOn } from '../modules/parameters/index.ts'
import { toldOfTime } from './deadlines.ts'
import type { DossierFacts, NoticeInput, ResultWay } from '../modules/notifications/index.ts'
import type { Acts } from './acts.ts'

/** What an event of a dossier tells its citizens. */
export function noticesOfDossier(acts: Acts) {
  return async (reader: Reader, event: StoredEvent): Promise<NoticeInput[]> => {
    const dossier = await findDossier(reader, event.stream.id)
    if (!dossier) return []
    const agency = await acts.processing.agencyOf(dossier.agency_id)
    const { phone, email } = acts.record.contactOf(dossier)
    const told = toldBy(event, dossier, { code: dossier.code, procedure: dossier.procedure_name, office: agency.nameVi, url: `/ho-so/${dossier.code}` }, event.type === 'dossier.returned' ? await rateUrlOf(acts, reader, dossier, event.at) : null)
    if (!told) return []
    if (told.template === 'submitted' && dossier.helped_at_agency_id) told.params.filedAt = (await acts.processing.agencyOf(dossier.helped_at_agency_id)).nameVi
    const notice = { ...told, stream: event.stream, eventId: event.eventId, lang: dossier.lang as Lang }
    const parties = TOLD_TO_PARTIES.has(event.type) ? await partiesOf(reader, dossier.id) : []
    const contacts = await Promise.all(parties.map((party) => acts.people.getContact(reader, party.person_id)))
    return [{ ...notice, to: { phone, email } }, ...contacts.map((contact) => ({ ...notice, to: { phone: contact.phone?.value, email: contact.email?.value } }))]
  }
}

const DAY_MS = 86_400_000

/** Where the dossier may be rated without signing in, as long as it may be rated. */
async function rateUrlOf(acts: Acts, reader: Reader, dossier: DossierRow, at: Date): Promise<string> {
  const days = await valueOn(reader, RATE_DAYS, dossier.agency_id, civilDateOf(at))
  const { sealer, lookupUrl } = acts.processing
  return new URL(href(dossier.lang as Lang, ratingPath(sealer, dossier.id, new Date(at.getTime() + days * DAY_MS))), lookupUrl).href
}

/** What asks for nothing is told to those too who filled in a part: what is asked is the submitter's to answer. */
const TOLD_TO_PARTIES: ReadonlySet<string> = new Set(['dossier.submitted', 'dossier.accepted', 'dossier.refused', 'dossier.issued', 'dossier.result-corrected', 'dossier.returned', 'dossier.withdrawn', 'dossier.stopped'])

type DistributivePick<N> = N extends NoticeInput ? Pick<N, 'template' | 'params'> : never
export type Told = DistributivePick<NoticeInput>

/** Which message an event sends, with what it says; null where nothing is said. */
export function toldBy(event: Pick<StoredEvent, 'type' | 'payload'>, dossier: Pick<DossierRow, 'accept_by' | 'result_way' | 'channel'>, facts: DossierFacts, rateUrl: string | null = null): Told | null {
  const payload = (event.payload ?? {}) as Record<string, unknown>
  const reason = typeof payload.reason === 'string' ? payload.reason : ''
  const when = (name: string) => (typeof payload[name] === 'string' ? new Date(payload[name]) : null)
  const due = when('dueAt')
  switch (event.type) {
    case 'dossier.submitted':
      // Whoever hands it in at a counter or by post is told when it is accepted.
      return dossier.channel !== 2 ? null : { template: 'submitted', params: { ...facts, acceptBy: dossier.accept_by } }
    case 'dossier.part-begun':
      // Those that begin with the whole are told with it.
      return payload.waited === true && typeof payload.whole === 'string' ? { template: 'part-begun', params: { ...facts, whole: payload.whole } } : null
    case 'dossier.supplement-requested':
      return due && { template: 'supplement-requested', params: { ...facts, url: `${facts.url}/bo-sung`, count: Number(payload.count ?? 1), by: due } }
    case 'dossier.supplemented':
      return { template: 'supplemented', params: facts }
    case 'dossier.accepted':
      return { template: 'accepted', params: { ...facts, dueAt: due } }
    case 'dossier.refused':
      return { template: 'refused', params: { ...facts, reason } }
    case 'dossier.draft-sent':
      return { template: 'draft-to-confirm', params: { ...facts, url: `${facts.url}/du-thao`, by: when('answerBy'), silenceAgrees: payload.silence !== 'ask' } }
    case 'dossier.issued':
      return { template: 'result-ready', params: { ...facts, how: wayOf(dossier.result_way) } }
    case 'dossier.returned':
      return { template: 'returned', params: { ...facts, how: wayOf(payload.how), rateUrl } }
    case 'dossier.fetching-reminded':
      return { template: 'result-waiting', params: facts }
    case 'dossier.withdrawal-asked':
      return { template: 'withdrawal-asked', params: facts }
    case 'dossier.withdrawn':
      return { template: 'withdrawal-granted', params: facts }
    case 'dossier.withdrawal-rejected':
      return { template: 'withdrawal-rejected', params: { ...facts, reason } }
    case 'dossier.stopped':
      return { template: 'stopped', params: { ...facts, reason } }
    case 'dossier.result-corrected':
      return { template: 'result-corrected', params: { ...facts, reason, number: String(payload.number ?? '') } }
    case 'dossier.message-from-office':
      return { template: 'office-message', params: facts }
    default:
      return toldOfTime(event.type, payload, facts)
  }
}

const wayOf = (way: unknown): ResultWay => (way === 'counter' || way === 'post' ? way : 'online')
