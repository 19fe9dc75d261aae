import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import type { Actor } from '../../platform/actor.ts'
import { newId } from '../../platform/ids.ts'
import { createAppendEvent, createReadStream } from '../events/index.ts'
import { createSetValue, numberParameter, type SetValueDeps, valueOn } from './index.ts'
import { PARAMETERS_STREAM } from './set-value.ts'

const DAYS = numberParameter({ key: 'test.days', title: 'Số ngày', unit: 'ngày', min: 1, max: 30, default: 5, law: 'thử', confirmed: false })
const AGENCY = { id: '019a0000-0000-7000-8000-0000000000aa', path: 'a/019a0000-0000-7000-8000-0000000000aa/' }
const administrator: Actor = {
  kind: 'staff',
  staffId: '019a0000-0000-7000-8000-000000000001',
  name: 'Quản trị',
  posts: [{ postId: 'p', agencyId: 'a', agencyPath: 'a/', title: 'Quản trị viên', duties: ['administrator'] }],
}
const officer = { ...administrator, posts: [{ ...administrator.posts[0], duties: ['leader'] }] } as Actor
const elsewhere = { ...administrator, posts: [{ ...administrator.posts[0], agencyPath: 'b/' }] } as Actor

let database: TestDatabase
let deps: SetValueDeps
beforeAll(async () => {
  database = await openTestDatabase()
  deps = { db: database.db, clock: database.clock, appendEvent: createAppendEvent(database.sealer), parameters: [DAYS] }
})
afterAll(() => database.close())

const input = (change: object = {}) => ({ parameterKey: DAYS.key, agency: null, value: '7', validFrom: '2026-12-01', reason: 'QĐ 1/2026', key: newId(), ...change })
const on = (day: string, agencyId: string | null = null) => valueOn(database.db, DAYS, agencyId, day)

it('holds from its day on, an agency before all, with an event', async () => {
  expect(await on('2026-12-01')).toBe(5)
  const set = createSetValue(deps)
  expect(await set(administrator, input())).toEqual({ ok: true, replayed: false })
  expect(await set(administrator, input({ agency: AGENCY, value: '9' }))).toEqual({ ok: true, replayed: false })
  expect([await on('2026-11-30'), await on('2026-12-01'), await on('2026-12-01', AGENCY.id), await on('2026-11-30', AGENCY.id)]).toEqual([5, 7, 9, 5])
  const events = await createReadStream(database.sealer)(database.db, PARAMETERS_STREAM)
  expect(events.map((event) => event.type)).toEqual(['parameters.value-set', 'parameters.value-set'])
})

it('is recorded once when sent twice, and not under the same key with another value', async () => {
  const set = createSetValue(deps)
  const one = input({ value: '11', validFrom: '2027-01-01' })
  expect(await set(administrator, one)).toEqual({ ok: true, replayed: false })
  expect(await set(administrator, one)).toEqual({ ok: true, replayed: true })
  expect(await set(administrator, { ...one, value: '12' })).toMatchObject({ ok: false })
  expect(await on('2027-01-01')).toBe(11)
})

it.each([
  ['an officer', officer, {}, 'parameter-not-yours'],
  ['an administrator of another agency', elsewhere, { agency: AGENCY }, 'parameter-not-yours'],
  ['an unknown parameter', administrator, { parameterKey: 'toString' }, 'parameter-unknown'],
  ['a value out of bounds', administrator, { value: '31' }, 'parameter-value'],
  ['a value that is none', administrator, { value: '5đ' }, 'parameter-value'],
  ['a day that is none', administrator, { validFrom: '2026-02-30' }, 'parameter-from'],
  ['no reason', administrator, { reason: ' ' }, 'parameter-reason'],
  ['a long reason', administrator, { reason: 'x'.repeat(501) }, 'parameter-reason'],
])('refuses %s', async (_title, actor, change, code) => {
  expect(await createSetValue(deps)(actor, input(change))).toMatchObject({ ok: false, refusal: { code } })
})
