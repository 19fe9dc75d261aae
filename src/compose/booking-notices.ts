import { formatDate, civilTimeOf } from '../platform/clock.ts'
import type { Reader } from '../platform/db.ts'
import type { AgencyDirectory } from '../modules/agencies/index.ts'
import type { StoredEvent } from '../modules/events/index.ts'
import type { BookingFacts, NoticeInput } from '../modules/notifications/index.ts'
import { findBooking, findSettings } from '../modules/queue/index.ts'
import type { Acts } from './acts.ts'

const TEMPLATES = { 'booking.made': 'booking-made', 'booking.cancelled': 'booking-cancelled', 'booking.reminded': 'booking-reminder' } as const

/** What an event of a booking tells the one who booked. */
export function noticesOfBooking({ people }: Pick<Acts, 'people'>, directory: AgencyDirectory) {
  return async (reader: Reader, event: StoredEvent): Promise<NoticeInput[]> => {
    const template = TEMPLATES[event.type as keyof typeof TEMPLATES]
    const row = template ? await findBooking(reader, event.stream.id) : null
    if (!template || !row) return []
    // Cancelled meanwhile, it is not called to mind.
    if (template === 'booking-reminder' && row.state !== 'open') return []
    const agency = (await directory.snapshot()).get(row.agency_id)
    const group = (await findSettings(reader, row.agency_id, row.day))?.groups.find((one) => one.id === row.group_id)
    const params: BookingFacts = {
      service: (row.lang === 'en' ? group?.nameEn : group?.nameVi) ?? '',
      office: agency.nameVi,
      day: formatDate(row.day),
      time: civilTimeOf(row.starts_at),
      code: row.code,
      url: '/lich-hen',
    }
    const { phone, email } = await people.getContact(reader, row.person_id)
    return [{ template, params, stream: event.stream, eventId: event.eventId, lang: row.lang, to: { phone: phone?.value ?? null, email: email?.value ?? null } }]
  }
}
