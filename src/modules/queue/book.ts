import { randomBytes } from 'node:crypto'
import { type Actor, actorKey } from '../../platform/actor.ts'
import { allOrNothing } from '../../platform/all-or-nothing.ts'
import { civilDateOf, civilTimeOf, formatDate, formatDateTime } from '../../platform/clock.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { isId, newId } from '../../platform/ids.ts'
import { once, requestHashOf } from '../../platform/idempotency.ts'
import type { Decided } from '../../platform/result.ts'
import type { Lang } from '../../platform/words.ts'
import { may } from '../accounts/index.ts'
import { type BookingRow, dueBookings, freeSlot, insertBooking, lockBooking, lockBookingByCode, takeSlot, updateBooking } from './bookings.store.ts'
import { findOffice, type QueueDeps, resourceOf } from './deps.ts'
import { QUEUE_EVENTS } from './events.ts'
import { startOf, startsOn } from './open-slots.ts'
import { refuse } from './refusals.ts'
import { addDays } from './rules/days.ts'
import { checkInAt, codeOf, readCode } from './rules/slots.ts'
import { findSettings } from './settings.ts'
import { drawOnce, drawTicket, type Kiosk, kioskActor, type TicketGiven } from './take-ticket.ts'

export type Citizen = Extract<Actor, { kind: 'citizen' }>

export interface BookingWanted {
  agencyId: string
  groupId: string
  day: string
  startMinute: number
  key: string
  lang: Lang
}

/** Books a slot of time: once a key, within the slot's room, one open booking a person and service. */
export function createBook(deps: QueueDeps) {
  return async (actor: Citizen, wanted: BookingWanted): Promise<Decided<{ bookingId: string }>> => {
    const agency = await findOffice(deps, wanted.agencyId)
    if (!agency) return refuse('queue-office-unknown')
    const allowed = may(actor, 'booking.make', { ...resourceOf(agency), ownerPersonIds: [actor.personId] })
    if (!allowed.ok) return allowed
    const at = deps.clock.now()
    const today = civilDateOf(at)
    const done = await allOrNothing(deps.db, async (tx, must) => {
      const request = [agency.id, wanted.groupId, wanted.day, wanted.startMinute]
      return once(tx, { actor: actorKey(actor), route: 'booking.make', key: wanted.key, requestHash: requestHashOf(request), at }, async () => {
        const now = await findSettings(tx, agency.id, today)
        const group = (await findSettings(tx, agency.id, wanted.day))?.groups.find((one) => one.id === wanted.groupId)
        if (!now || !group || group.slotCapacity === 0) return must(refuse('group-unknown')) as never
        const startsAt = startOf(wanted.day, wanted.startMinute)
        const there = wanted.day <= addDays(today, now.quantities.bookDays) && startsAt > at && (await startsOn(deps, agency.id, group, wanted.day)).includes(wanted.startMinute)
        if (!there) return must(refuse('slot-gone')) as never
        if (!(await takeSlot(tx, group.id, wanted.day, wanted.startMinute, group.slotCapacity))) return must(refuse('slot-full')) as never
        const row: BookingRow = {
          id: newId(),
          code: codeOf(randomBytes(16)),
          agency_id: agency.id,
          province_code: agency.provinceCode ?? '',
          group_id: group.id,
          account_id: actor.accountId,
          person_id: actor.personId,
          day: wanted.day,
          start_minute: wanted.startMinute,
          starts_at: startsAt,
          state: 'open',
          lang: wanted.lang,
          made_at: at,
          reminded_at: null,
          ended_at: null,
          ticket_id: null,
        }
        if (!(await insertBooking(tx, row))) return must(refuse('booking-open-already')) as never
        await told(deps, tx, actor, row, QUEUE_EVENTS.bookingMade, at)
        return { bookingId: row.id }
      })
    })
    return done.ok ? { ok: true, ...done.value } : done
  }
}

async function told(deps: QueueDeps, tx: Tx, actor: Actor, row: BookingRow, type: string, at: Date): Promise<void> {
  const payload = { groupId: row.group_id, day: row.day, startMinute: row.start_minute }
  await deps.append(tx, { stream: { kind: 'booking', id: row.id }, type, version: 1, actor, agencyId: row.agency_id, provinceCode: row.province_code, payload, at })
}

/** Gives the slot back; cancelling again changes nothing. Another's booking is as one that is not there. */
export function createCancelBooking(deps: QueueDeps) {
  return (actor: Citizen, bookingId: string): Promise<Decided> => {
    const at = deps.clock.now()
    return inTransaction(deps.db, async (tx): Promise<Decided> => {
      const row = isId(bookingId) ? await lockBooking(tx, bookingId) : null
      if (!row || row.person_id !== actor.personId) return refuse('booking-unknown')
      if (row.state === 'cancelled') return { ok: true }
      if (row.state !== 'open') return refuse('booking-over')
      await updateBooking(tx, row.id, { state: 'cancelled', ended_at: at })
      await freeSlot(tx, row.group_id, row.day, row.start_minute)
      await told(deps, tx, actor, row, QUEUE_EVENTS.bookingCancelled, at)
      return { ok: true }
    })
  }
}

/** The booking's code draws a number at the kiosk, in the lane of those with priority, in the order of the booked times. */
export function createCheckIn(deps: QueueDeps) {
  return (kiosk: Kiosk, typed: { code: string; key: string; lang: Lang }): Promise<Decided<TicketGiven>> => {
    const code = readCode(typed.code)
    return drawOnce(deps, kiosk, typed.key, ['check-in', code], async (tx, { settings, at }) => {
      const row = await lockBookingByCode(tx, code)
      if (!row || row.agency_id !== kiosk.agency.id || row.state === 'cancelled') return refuse('booking-code-wrong')
      if (row.state === 'arrived') return refuse('booking-used')
      if (row.day !== settings.day) return refuse('booking-other-day', { at: formatDateTime(row.starts_at) })
      const { checkInEarly: early, checkInLate: late } = settings.quantities
      const when = checkInAt(row.starts_at, at, { early, late })
      if (when === 'too-early') return refuse('booking-too-early', { time: civilTimeOf(new Date(row.starts_at.getTime() - early * 60_000)), minutes: early })
      const group = settings.groups.find((one) => one.id === row.group_id)
      if (when === 'too-late' || row.state === 'missed') return refuse('booking-too-late', { minutes: late })
      if (!group) return refuse('group-unknown')
      const drawn = await drawTicket(deps, tx, { kiosk, group, day: settings.day, at, lang: typed.lang, line: 'booked', orderAt: row.starts_at, priorityGroupId: null, bookingId: row.id })
      await updateBooking(tx, row.id, { state: 'arrived', ended_at: at, ticket_id: drawn.ticketId })
      await told(deps, tx, kioskActor(kiosk), row, QUEUE_EVENTS.bookingArrived, at)
      return { ok: true, ...drawn }
    })
  }
}

const AT_ONCE = 200
const HOUR_MS = 3_600_000
const LONGEST_REMIND_HOURS = 168
const ACTOR = { kind: 'system', name: 'bookings' } as const

/** By the clock: who has booked is reminded once before the time; who did not come has missed it, and may book again. */
export function createFollowBookings(deps: QueueDeps) {
  return async (): Promise<void> => {
    const at = deps.clock.now()
    const today = civilDateOf(at)
    await inTransaction(deps.db, async (tx) => {
      for (const row of await dueBookings(tx, new Date(at.getTime() + LONGEST_REMIND_HOURS * HOUR_MS), AT_ONCE, true)) {
        const hours = (await findSettings(tx, row.agency_id, today))?.quantities.remindHours ?? 0
        // Made within that time, it was told when it was made.
        const early = row.starts_at.getTime() - row.made_at.getTime() > hours * HOUR_MS
        if (row.starts_at.getTime() - at.getTime() > hours * HOUR_MS) continue
        await updateBooking(tx, row.id, { reminded_at: at })
        if (early) await told(deps, tx, ACTOR, row, QUEUE_EVENTS.bookingReminded, at)
      }
    })
    await inTransaction(deps.db, async (tx) => {
      for (const row of await dueBookings(tx, at, AT_ONCE, false)) {
        const late = (await findSettings(tx, row.agency_id, today))?.quantities.checkInLate ?? 0
        if (row.starts_at.getTime() + late * 60_000 >= at.getTime()) continue
        await updateBooking(tx, row.id, { state: 'missed', ended_at: at })
        await told(deps, tx, ACTOR, row, QUEUE_EVENTS.bookingMissed, at)
      }
    })
  }
}

/** Day and time of a booking, as people read it. */
export const bookedAt = (row: Pick<BookingRow, 'starts_at'>): string => `${civilTimeOf(row.starts_at)}, ${formatDate(row.starts_at)}`
