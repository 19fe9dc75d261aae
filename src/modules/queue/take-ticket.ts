import { allOrNothing } from '../../platform/all-or-nothing.ts'
import { type CivilDate, civilDateOf, civilTimeOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { once, requestHashOf } from '../../platform/idempotency.ts'
import type { Decided } from '../../platform/result.ts'
import type { Lang } from '../../platform/words.ts'
import type { Agency } from '../agencies/index.ts'
import type { QueueDeps } from './deps.ts'
import { QUEUE_EVENTS } from './events.ts'
import { addMeasure } from './measures.store.ts'
import { refuse } from './refusals.ts'
import { labelOf } from './rules/say.ts'
import { KEY_LIVES_MS } from './rules/state.ts'
import type { Group } from './settings.store.ts'
import { raiseVersion } from './settings.store.ts'
import { findSettings, type Settings } from './settings.ts'
import { addressHashOf, addressOf } from './ticket-address.ts'
import { insertTicket, nextNumber } from './tickets.store.ts'

/** A machine in the hall that may give out numbers. */
export interface Kiosk {
  deviceId: string
  deviceName: string
  agency: Agency
}

export interface TicketWanted {
  groupId: string
  /** Why one is called sooner; null for everybody else. */
  priorityGroupId: string | null
  key: string
  lang: Lang
}

export interface TicketGiven {
  ticketId: string
  label: string
  address: string
}

export const kioskActor = (kiosk: Pick<Kiosk, 'deviceId'>) => ({ kind: 'system', name: `kiosk-${kiosk.deviceId}` }) as const

/** Draws the next number of a group for whoever stands at the kiosk; the same key draws it once. */
export function createTakeTicket(deps: QueueDeps) {
  return (kiosk: Kiosk, wanted: TicketWanted): Promise<Decided<TicketGiven>> =>
    drawOnce(deps, kiosk, wanted.key, [wanted.groupId, wanted.priorityGroupId], async (tx, { settings, at }) => {
      const group = settings.groups.find((one) => one.id === wanted.groupId)
      if (!group) return refuse('group-unknown')
      if (wanted.priorityGroupId && !settings.priorities.some((one) => one.id === wanted.priorityGroupId)) return refuse('priority-unknown')
      return { ok: true, ...(await drawTicket(deps, tx, { kiosk, group, day: settings.day, at, lang: wanted.lang, line: wanted.priorityGroupId ? 'priority' : 'plain', orderAt: at, priorityGroupId: wanted.priorityGroupId, bookingId: null })) }
    })
}

interface Drawing {
  settings: Settings
  at: Date
}

/** Runs a drawing once a key. A form that lies open on a screen in a hall is not the next person's: its key is good for a short while. */
export async function drawOnce(deps: QueueDeps, kiosk: Kiosk, key: string, request: unknown, work: (tx: Tx, drawing: Drawing) => Promise<Decided<{ ticketId: string; label: string }>>): Promise<Decided<TicketGiven>> {
  const at = deps.clock.now()
  const done = await allOrNothing(deps.db, async (tx, must) => {
    const repeat = { actor: `kiosk:${kiosk.deviceId}`, route: 'ticket.take', key, requestHash: requestHashOf([kiosk.agency.id, request]), at }
    return once(tx, repeat, async () => {
      const settings = await findSettings(tx, kiosk.agency.id, civilDateOf(at))
      const { ticketId, label } = must(settings ? await work(tx, { settings, at }) : refuse('queue-office-unknown'))
      return { ticketId, label, at: at.getTime() }
    })
  })
  if (!done.ok) return done.refusal.code === 'key-reused' ? refuse('ticket-form-old') : done
  const { ticketId, label, at: takenAt } = done.value
  if (done.replayed && at.getTime() - takenAt > KEY_LIVES_MS) return refuse('ticket-form-old')
  return { ok: true, ticketId, label, address: addressOf(deps.sealer, ticketId) }
}

export interface Draw {
  kiosk: Kiosk
  group: Group
  day: CivilDate
  at: Date
  lang: Lang
  line: 'plain' | 'priority' | 'booked'
  orderAt: Date
  priorityGroupId: string | null
  bookingId: string | null
}

/** Row, number, event and measure of a ticket, in the caller's transaction. */
export async function drawTicket(deps: QueueDeps, tx: Tx, draw: Draw): Promise<{ ticketId: string; label: string }> {
  const { kiosk, group, day, at } = draw
  const { agency } = kiosk
  const provinceCode = agency.provinceCode ?? ''
  const id = newId()
  const number = await nextNumber(tx, group.id, day)
  const label = labelOf(group.letter, number)
  await insertTicket(tx, {
    id,
    agency_id: agency.id,
    province_code: provinceCode,
    day,
    group_id: group.id,
    number,
    label,
    address_hash: addressHashOf(addressOf(deps.sealer, id)),
    for_group_id: group.id,
    for_counter_id: null,
    line: draw.line,
    priority_group_id: draw.priorityGroupId,
    booking_id: draw.bookingId,
    state: 'waiting',
    order_at: draw.orderAt,
    taken_at: at,
    first_called_at: null,
    called_at: null,
    calls: 0,
    counter_number: null,
    absent_at: null,
    ended_at: null,
    lang: draw.lang,
  })
  await deps.append(tx, {
    stream: { kind: 'ticket', id },
    type: QUEUE_EVENTS.taken,
    version: 1,
    actor: kioskActor(kiosk),
    agencyId: agency.id,
    provinceCode,
    payload: { label, groupId: group.id, line: draw.line, bookingId: draw.bookingId },
    at,
  })
  await addMeasure(tx, { agencyId: agency.id, groupId: group.id, day, hour: hourOf(at) }, { taken: 1 })
  await raiseVersion(tx, agency.id)
  return { ticketId: id, label }
}

/** Hour of the day in Việt Nam. */
export const hourOf = (at: Date): number => Number(civilTimeOf(at).slice(0, 2))
