import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDemoDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { demoStaff } from '../../../tests/support/people.ts'
import { DEMO_KIOSK } from '../../demo/hall.ts'
import { DEMO_AGENCIES } from '../../demo/people.ts'
import { newId } from '../../platform/ids.ts'
import { reading } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import { administers, type Agency, createAgencyDirectory } from '../agencies/index.ts'
import { openCalendars } from '../calendar/index.ts'
import { createAppendEvent } from '../events/index.ts'
import { createAddPriority } from './configure.ts'
import type { Staff } from './deps.ts'
import { selectMeasures } from './measures.store.ts'
import { selectOffices } from './settings.store.ts'
import type { QueueTables } from './tables.ts'
import {
  createCallBack,
  createCallNext,
  createCloseDesk,
  createEndDay,
  createFinish,
  createMarkAbsent,
  createOpenDesk,
  createRecall,
  createSetCounter,
  createSetGroup,
  createTakeTicket,
  createTransfer,
  findSettings,
  type Kiosk,
  kioskOf,
  type QueueDeps,
} from './index.ts'

let database: TestDatabase
let deps: QueueDeps
let agency: Agency
let kiosk: Kiosk
let officers: Staff[]

const MONDAY = new Date('2026-11-23T09:00:00+07:00')

beforeAll(async () => {
  database = await openDemoDatabase()
  const { db, clock, sealer } = database
  const directory = createAgencyDirectory({ db, clock, provinceOfCommune: async () => null })
  deps = { db, clock, sealer, append: createAppendEvent(sealer), directory, calendars: openCalendars({ db }) }
  agency = (await directory.snapshot()).get(DEMO_AGENCIES[0].centreId)
  kiosk = (await kioskOf(deps, agency, DEMO_KIOSK)) as Kiosk
  officers = await Promise.all(['motcua', 'motcua2', 'hotich', 'vanthu'].map((name) => demoStaff(database, name)))
})
afterAll(() => database.close())

/** Each test has a day of its own. */
let days = 0
beforeEach(() => database.clock.set(new Date(MONDAY.getTime() + days++ * 86_400_000)))

const settings = async () => {
  const found = await findSettings(deps.db, agency.id, new Date(database.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10))
  if (!found) throw new Error('No settings.')
  return found
}
const groupOf = async (letter: string) => (await settings()).groups.find((one) => one.letter === letter)?.id ?? ''
const counterOf = async (number: number) => (await settings()).counters.find((one) => one.number === number)?.id ?? ''

async function yes<T extends object>(answer: Promise<Decided<T>>): Promise<T> {
  const done = await answer
  if (!done.ok) throw new Error(`Refused: ${done.refusal.code} ${JSON.stringify(done.refusal.params ?? {})}`)
  return done
}
const draw = async (letter: string, more: { priority?: boolean; key?: string; from?: Kiosk } = {}) => {
  const priorityGroupId = more.priority ? ((await settings()).priorities[0]?.id ?? '') : null
  return createTakeTicket(deps)(more.from ?? kiosk, { groupId: await groupOf(letter), priorityGroupId, key: more.key ?? newId(), lang: 'vi' })
}
const open = async (who: number, number: number) => yes(createOpenDesk(deps)(officers[who] as Staff, { agencyId: agency.id, counterId: await counterOf(number) }))
const close = (who: number) => createCloseDesk(deps)(officers[who] as Staff, { key: newId() })
const next = (who: number, key: string = newId()) => createCallNext(deps)(officers[who] as Staff, { key })
const code = (answer: { ok: boolean; refusal?: { code: string } }) => (answer.ok ? 'ok' : answer.refusal?.code)

describe('drawing a number', () => {
  it('counts each group by itself', async () => {
    expect([(await yes(draw('A'))).label, (await yes(draw('A'))).label, (await yes(draw('B'))).label]).toEqual(['A001', 'A002', 'B001'])
  })

  it('gives 50 kiosks at once 50 numbers, none twice, none left out', async () => {
    const machines = Array.from({ length: 50 }, (): Kiosk => ({ ...kiosk, deviceId: newId() }))
    const given = await Promise.all(machines.map((from) => yes(draw('A', { from }))))
    expect(given.map((one) => one.label).sort()).toEqual(Array.from({ length: 50 }, (_, index) => `A${String(index + 1).padStart(3, '0')}`))
    expect(new Set(given.map((one) => one.address)).size).toBe(50)
  })

  it('gives a double tap the same ticket, and the next person after it none of it', async () => {
    const key = newId()
    const both = await Promise.all([yes(draw('A', { key })), yes(draw('A', { key }))])
    expect(both[0]).toEqual(both[1])
    expect(code(await draw('B', { key }))).toBe('ticket-form-old')
    database.clock.advance(121_000)
    expect(code(await draw('A', { key }))).toBe('ticket-form-old')
    expect((await yes(draw('A'))).label).toBe('A002')
  })

  it('begins at 1 on a new day, with nobody doing anything at midnight, also in a program that starts anew', async () => {
    database.clock.set(new Date('2026-12-20T23:59:59+07:00'))
    expect((await yes(draw('A'))).label).toBe('A001')
    expect((await yes(draw('A'))).label).toBe('A002')
    database.clock.advance(1000)
    expect((await yes(draw('A'))).label).toBe('A001')
    deps = { ...deps, directory: createAgencyDirectory({ db: deps.db, clock: deps.clock, provinceOfCommune: async () => null }) }
    expect((await yes(draw('A'))).label).toBe('A002')
  })

  it('is for machines of the office, for groups in force and known kinds of priority', async () => {
    expect(await kioskOf(deps, agency, 'nobody-gave-this')).toBe(null)
    expect(await kioskOf(deps, { ...agency, id: DEMO_AGENCIES[1].centreId }, DEMO_KIOSK)).toBe(null)
    const take = createTakeTicket(deps)
    expect(code(await take(kiosk, { groupId: newId(), priorityGroupId: null, key: newId(), lang: 'vi' }))).toBe('group-unknown')
    expect(code(await take(kiosk, { groupId: await groupOf('A'), priorityGroupId: newId(), key: newId(), lang: 'vi' }))).toBe('priority-unknown')
  })
})

describe('at the counter', () => {
  it('calls in order, finishes who was served, and says so on the board', async () => {
    await draw('A')
    await draw('A')
    await open(0, 1)
    expect((await yes(next(0))).label).toBe('A001')
    database.clock.advance(300_000)
    expect((await yes(next(0))).label).toBe('A002')
    expect((await yes(createRecall(deps)(officers[0] as Staff, { key: newId() }))).label).toBe('A002')
    expect((await yes(createFinish(deps)(officers[0] as Staff, { key: newId() }))).label).toBe('A002')
    expect(code(await createFinish(deps)(officers[0] as Staff, { key: newId() }))).toBe('nobody-called')
    expect(code(await next(0))).toBe('nobody-waits')
    await close(0)
    const day = (await settings()).day
    const [measure] = (await selectMeasures(deps.db, agency.id, day, day)).filter((row) => row.called > 0)
    expect(measure).toMatchObject({ taken: 2, called: 2, served: 2, serve_seconds: 300, wait_seconds: 300 })
  })

  it('never calls one number to two counters', async () => {
    for (let index = 0; index < 24; index++) await yes(draw('D'))
    for (const who of [0, 1, 2, 3]) await open(who, who + 1)
    const called: string[] = []
    for (let round = 0; round < 6; round++) called.push(...(await Promise.all([0, 1, 2, 3].map((who) => yes(next(who))))).map((one) => one.label))
    expect(called).toHaveLength(24)
    expect(new Set(called).size).toBe(24)
    expect(code(await next(0))).toBe('nobody-waits')
    for (const who of [0, 1, 2, 3]) await close(who)
  })

  it('calls once when pressed twice', async () => {
    await draw('A')
    await draw('A')
    await open(0, 1)
    const key = newId()
    const both = await Promise.all([yes(next(0, key)), yes(next(0, key))])
    expect(both.map((one) => one.label)).toEqual(['A001', 'A001'])
    await close(0)
  })

  it('gives priority every second turn, and no more', async () => {
    for (let index = 0; index < 3; index++) await yes(draw('A'))
    database.clock.advance(1000)
    for (let index = 0; index < 2; index++) await yes(draw('A', { priority: true }))
    await open(0, 1)
    const called: string[] = []
    for (let index = 0; index < 5; index++) called.push((await yes(next(0))).label)
    expect(called).toEqual(['A001', 'A004', 'A002', 'A005', 'A003'])
    await close(0)
  })

  it('calls back who was absent within the time, not later', async () => {
    const { ticketId } = await yes(draw('A'))
    await open(0, 1)
    await yes(next(0))
    await yes(createMarkAbsent(deps)(officers[0] as Staff, { key: newId() }))
    const back = () => createCallBack(deps)(officers[0] as Staff, { key: newId(), ticketId })
    database.clock.advance(29 * 60_000)
    expect((await yes(back())).label).toBe('A001')
    expect(code(await back())).toBe('counter-busy')
    await yes(createMarkAbsent(deps)(officers[0] as Staff, { key: newId() }))
    database.clock.advance(31 * 60_000)
    expect(code(await back())).toBe('absent-too-long')
    await close(0)
  })

  it('sends on to another service, where the number keeps its place', async () => {
    await draw('A')
    database.clock.advance(60_000)
    await draw('B')
    await open(0, 1)
    await open(1, 2)
    await yes(next(0))
    const transfer = createTransfer(deps)
    expect(code(await transfer(officers[0] as Staff, { key: newId(), to: await groupOf('A') }))).toBe('transfer-nowhere')
    await yes(transfer(officers[0] as Staff, { key: newId(), to: await groupOf('B') }))
    expect((await yes(next(1))).label).toBe('A001')
    await yes(transfer(officers[1] as Staff, { key: newId(), to: await counterOf(1) }))
    expect((await yes(next(0))).label).toBe('A001')
    expect((await yes(next(1))).label).toBe('B001')
    await close(0)
    await close(1)
  })

  it('is one officer’s, of the office, and opened today', async () => {
    await open(0, 1)
    const sit = createOpenDesk(deps)
    expect(code(await sit(officers[1] as Staff, { agencyId: agency.id, counterId: await counterOf(1) }))).toBe('counter-taken')
    expect(code(await sit(officers[0] as Staff, { agencyId: agency.id, counterId: await counterOf(2) }))).toBe('desk-open-already')
    const stranger = await demoStaff(database, 'bhxh-motcua')
    expect(code(await sit(stranger, { agencyId: agency.id, counterId: await counterOf(2) }))).toBe('outside-agency')
    expect(code(await next(1))).toBe('desk-closed')
    database.clock.advance(86_400_000)
    days++
    expect(code(await next(0))).toBe('desk-closed')
    await createEndDay(deps)()
    await open(1, 1)
    await close(1)
  })

  it('of two who sit down at one counter at once lets one', async () => {
    const counterId = await counterOf(3)
    const both = await Promise.all([0, 1].map((who) => createOpenDesk(deps)(officers[who] as Staff, { agencyId: agency.id, counterId })))
    expect(both.map(code).sort()).toEqual(['counter-taken', 'ok'])
    await Promise.all([close(0), close(1)])
  })
})

describe('the end of the day', () => {
  it('ends what was left open, once', async () => {
    await draw('A')
    await draw('A')
    await open(0, 1)
    await yes(next(0))
    database.clock.advance(86_400_000)
    days++
    await createEndDay(deps)()
    await createEndDay(deps)()
    const { day } = await settings()
    const left = await reading<QueueTables>(deps.db).selectFrom('queue.ticket').select('label').where('state', 'in', ['waiting', 'called', 'absent']).where('day', '<', day).execute()
    expect(left).toEqual([])
  })
})

describe('an administrator', () => {
  it('whose form is refused has begun nothing, not even the queue of an office that has none', async () => {
    const admin = await demoStaff(database, 'quantri')
    const without = (await deps.directory.snapshot()).all.find((one) => administers(admin, one.path) && one.id !== agency.id && one.provinceCode) as Agency
    const officesOf = async () => (await selectOffices(deps.db)).map((one) => one.agency_id)
    const before = await officesOf()
    expect(before).not.toContain(without.id)
    const refused = await createAddPriority(deps)(admin, without, { nameVi: 'Người khuyết tật', nameEn: '', ground: '' })
    expect(refused).toMatchObject({ ok: false, faults: [{ field: 'nameEn' }, { field: 'ground' }] })
    expect(await officesOf()).toEqual(before)
  })

  const form = { letter: 'E', nameVi: 'Khác', nameEn: 'Other', fields: '', procedureCodes: '', ordinal: '9', slotMinutes: '15', slotCapacity: '0' }
  it('changes a group from a day on; until then it is called as before', async () => {
    const admin = await demoStaff(database, 'quantri')
    const set = createSetGroup(deps)
    const today = (await settings()).day
    const made = await yes(set(admin, agency, { id: null, form: { ...form, validFrom: today } }))
    await yes(draw('E'))
    const later = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
    await yes(set(admin, agency, { id: made.id, form: { ...form, letter: 'F', nameVi: 'Việc khác', validFrom: later } }))
    expect((await settings()).groups.find((one) => one.id === made.id)?.letter).toBe('E')
    expect(code(await set(admin, agency, { id: made.id, form: { ...form, validFrom: today } }))).toBe('setting-later')
    database.clock.advance(86_400_000)
    days++
    expect((await settings()).groups.find((one) => one.id === made.id)).toMatchObject({ letter: 'F', nameVi: 'Việc khác' })
  })

  it('of another place, or no administrator, changes nothing; a letter and a number are one’s own', async () => {
    const admin = await demoStaff(database, 'quantri')
    const today = (await settings()).day
    expect(code(await createSetGroup(deps)(officers[0] as Staff, agency, { id: null, form: { ...form, letter: 'G', validFrom: today } }))).toBe('queue-not-yours')
    const elsewhere = (await deps.directory.snapshot()).get(DEMO_AGENCIES[1].centreId)
    expect(code(await createSetGroup(deps)(admin, elsewhere, { id: null, form: { ...form, validFrom: today } }))).toBe('queue-not-yours')
    expect(code(await createSetGroup(deps)(admin, agency, { id: null, form: { ...form, letter: 'A', validFrom: today } }))).toBe('letter-taken')
    expect(code(await createSetCounter(deps)(admin, agency, { id: null, form: { number: '1', name: 'X', groupIds: [await groupOf('A')], validFrom: today } }))).toBe('counter-number-taken')
    expect(code(await createSetGroup(deps)(admin, agency, { id: null, form: { ...form, letter: 'É', validFrom: today } }))).toBe('queue-form-wrong')
  })
})
