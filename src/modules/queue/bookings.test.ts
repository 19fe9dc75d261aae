import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDemoDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { demoCitizen, demoStaff } from '../../../tests/support/people.ts'
import { DEMO_KIOSK } from '../../demo/hall.ts'
import { DEMO_AGENCIES } from '../../demo/people.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { type Agency, createAgencyDirectory } from '../agencies/index.ts'
import { openCalendars } from '../calendar/index.ts'
import { createAppendEvent } from '../events/index.ts'
import { createBook, createCallNext, createCancelBooking, createCheckIn, createFollowBookings, createOpenDesk, createTakeTicket, findBooking, findSettings, type Kiosk, kioskOf, type QueueDeps } from './index.ts'
import { openSlots, workingDays } from './open-slots.ts'
import { checkInAt, codeOf, readCode, slotsOf } from './rules/slots.ts'

let database: TestDatabase
let deps: QueueDeps
let agency: Agency
let kiosk: Kiosk
let groupId: string

beforeAll(async () => {
  database = await openDemoDatabase()
  const { db, clock, sealer } = database
  const directory = createAgencyDirectory({ db, clock, provinceOfCommune: async () => null })
  deps = { db, clock, sealer, append: createAppendEvent(sealer), directory, calendars: openCalendars({ db }) }
  agency = (await directory.snapshot()).get(DEMO_AGENCIES[0].centreId)
  kiosk = (await kioskOf(deps, agency, DEMO_KIOSK)) as Kiosk
  // B takes two in each half hour.
  groupId = (await findSettings(db, agency.id, '2026-11-23'))?.groups.find((one) => one.letter === 'B')?.id ?? ''
})
afterAll(() => database.close())

const code = (answer: { ok: boolean; refusal?: { code: string } }) => (answer.ok ? 'ok' : answer.refusal?.code)
async function yes<T extends object>(answer: Promise<Decided<T>>): Promise<T> {
  const done = await answer
  if (!done.ok) throw new Error(`Refused: ${done.refusal.code}`)
  return done
}
const TEN = 10 * 60
const book = async (username: string, day: string, startMinute: number, key = newId()) =>
  createBook(deps)(await demoCitizen(database, username), { agencyId: agency.id, groupId, day, startMinute, key, lang: 'vi' })

describe('slots', () => {
  it.each([
    [[{ start: 450, end: 690 }], 60, [450, 510, 570, 630]],
    [[{ start: 450, end: 500 }, { start: 810, end: 870 }], 30, [450, 810, 840]],
    [[], 15, []],
  ])('of %j by %i minutes', (sessions, minutes, starts) => expect(slotsOf(sessions, minutes)).toEqual(starts))

  it('leave out days off: Saturday, Sunday and the holiday of 24/11', async () => {
    expect(await workingDays(deps, agency.id, '2026-11-23', 7)).toEqual(['2026-11-23', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'])
  })

  it.each([
    [-31, 'too-early'],
    [-30, 'now'],
    [15, 'now'],
    [16, 'too-late'],
  ] as const)('%i minutes after the time: %s', (minutes, said) => {
    const at = new Date('2026-11-25T10:00:00+07:00')
    expect(checkInAt(at, new Date(at.getTime() + minutes * 60_000), { early: 30, late: 15 })).toBe(said)
  })

  it('have codes that can be read aloud and typed anyhow', () => {
    expect(codeOf(new Uint8Array([0, 1, 31, 32, 255, 9, 8, 7]))).toMatch(/^[2-9A-HJ-NP-Z]{8}$/)
    expect(readCode(' abcd-2345 ')).toBe('ABCD2345')
  })
})

describe('a booking', () => {
  it('is for a time that there is', async () => {
    expect(code(await book('congdan', '2026-11-24', TEN))).toBe('slot-gone')
    expect(code(await book('congdan', '2026-11-25', TEN + 7))).toBe('slot-gone')
    expect(code(await book('congdan', '2026-11-23', 8 * 60))).toBe('slot-gone')
    expect(code(await book('congdan', '2027-11-23', TEN))).toBe('slot-gone')
  })

  it('is one a person and service, once a key; cancelled, its place is free', async () => {
    const key = newId()
    const both = await Promise.all([book('congdan', '2026-11-25', TEN, key), book('congdan', '2026-11-25', TEN, key)])
    expect(both.map(code)).toEqual(['ok', 'ok'])
    expect(both[0]).toEqual(both[1])
    expect(code(await book('congdan', '2026-11-26', TEN))).toBe('booking-open-already')
    const group = (await findSettings(deps.db, agency.id, '2026-11-25'))?.groups.find((one) => one.id === groupId)
    const left = async () => (group ? (await openSlots(deps, deps.db, agency.id, group, '2026-11-25')).find((slot) => slot.startMinute === TEN)?.left : undefined)
    expect(await left()).toBe(1)
    const bookingId = both[0]?.ok ? both[0].bookingId : ''
    expect(code(await createCancelBooking(deps)(await demoCitizen(database, 'congdan2'), bookingId))).toBe('booking-unknown')
    for (let times = 0; times < 2; times++) expect(code(await createCancelBooking(deps)(await demoCitizen(database, 'congdan'), bookingId))).toBe('ok')
    expect(await left()).toBe(2)
  })

  it('of twenty at once takes no more than the slot holds', async () => {
    const citizen = await demoCitizen(database, 'congdan')
    const tries = await Promise.all(Array.from({ length: 20 }, () => createBook(deps)({ ...citizen, accountId: newId(), personId: newId() }, { agencyId: agency.id, groupId, day: '2026-11-27', startMinute: TEN, key: newId(), lang: 'vi' })))
    expect(tries.filter((one) => one.ok)).toHaveLength(2)
    expect(new Set(tries.map(code))).toEqual(new Set(['ok', 'slot-full']))
  })

  it('reminds once, draws a number at its time only, and is called before those who only came earlier', async () => {
    const { bookingId } = await yes(book('congdan', '2026-11-25', TEN))
    const row = await findBooking(deps.db, bookingId)
    const checkIn = (key = newId()) => createCheckIn(deps)(kiosk, { code: row?.code.toLowerCase() ?? '', key, lang: 'vi' })
    await createFollowBookings(deps)()
    expect((await findBooking(deps.db, bookingId))?.reminded_at).toBe(null)
    database.clock.set(new Date('2026-11-24T10:30:00+07:00'))
    await createFollowBookings(deps)()
    await createFollowBookings(deps)()
    expect((await findBooking(deps.db, bookingId))?.reminded_at).not.toBe(null)
    expect(code(await checkIn())).toBe('booking-other-day')
    database.clock.set(new Date('2026-11-25T09:00:00+07:00'))
    expect(code(await checkIn())).toBe('booking-too-early')
    for (let index = 0; index < 3; index++) await yes(createTakeTicket(deps)(kiosk, { groupId, priorityGroupId: null, key: newId(), lang: 'vi' }))
    database.clock.set(new Date('2026-11-25T09:58:00+07:00'))
    const key = newId()
    const drawn = await yes(checkIn(key))
    expect(await yes(checkIn(key))).toEqual(drawn)
    expect(drawn.label).toBe('B004')
    expect(code(await checkIn())).toBe('booking-used')
    expect(code(await createCheckIn(deps)(kiosk, { code: 'ZZZZZZZZ', key: newId(), lang: 'vi' }))).toBe('booking-code-wrong')
    const officer = await demoStaff(database, 'motcua')
    const counterId = (await findSettings(deps.db, agency.id, '2026-11-25'))?.counters.find((one) => one.number === 2)?.id ?? ''
    await yes(createOpenDesk(deps)(officer, { agencyId: agency.id, counterId }))
    const called: string[] = []
    for (let index = 0; index < 4; index++) called.push((await yes(createCallNext(deps)(officer, { key: newId() }))).label)
    expect(called).toEqual(['B001', 'B004', 'B002', 'B003'])
  })

  it('is missed by who did not come, who may book again', async () => {
    const { bookingId } = await yes(book('congdan2', '2026-11-26', TEN))
    database.clock.set(new Date('2026-11-26T10:14:00+07:00'))
    await createFollowBookings(deps)()
    expect((await findBooking(deps.db, bookingId))?.state).toBe('open')
    database.clock.set(new Date('2026-11-26T10:16:00+07:00'))
    await createFollowBookings(deps)()
    expect((await findBooking(deps.db, bookingId))?.state).toBe('missed')
    expect(code(await book('congdan2', '2026-11-27', 14 * 60))).toBe('ok')
  })
})
