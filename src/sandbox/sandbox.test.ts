import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { mailClient } from '../adapters/mail/index.ts'
import { populationDatabase } from '../adapters/population/index.ts'
import { smsGateway } from '../adapters/sms/index.ts'
import { drivableClock } from '../platform/clock.ts'
import { inTransaction } from '../platform/db.ts'
import { createInbox } from './inbox.ts'
import { followClockShift, type Simulators, startSimulators } from './index.ts'
import { setMode } from './store.ts'

let test: TestDatabase
let simulators: Simulators
const faults: object[] = []
beforeAll(async () => {
  test = await openTestDatabase()
  simulators = await startSimulators({ ...test, log: { error: (facts) => faults.push(facts) } })
})
afterAll(async () => {
  await simulators.stop()
  await test.close()
})

const mail = () => mailClient({ url: simulators.smtpUrl, from: 'Một Cửa <mot-cua@example.vn>' })
const sms = () => smsGateway({ url: simulators.smsUrl, token: null })
const letter = { to: 'lan@example.vn', subject: 'Đã tiếp nhận', text: 'Hồ sơ đã được tiếp nhận.', html: '<p>Hồ sơ đã được tiếp nhận.</p>' }
const girl = { name: 'Nguyễn Thị Bưởi', birthDate: '2026-11-20', sex: 'female', provinceCode: '92', motherNumber: '092190000001', fatherNumber: null }

describe('the inbox', () => {
  it('shows a reference once however often it came, newest first, by any way of writing the address', async () => {
    const inbox = createInbox(test)
    await mail().send({ ...letter, reference: '<1@x>' })
    test.clock.advance(1000)
    await Promise.all([1, 2, 3].map(() => sms().send({ reference: 's1', to: '0912345678', text: 'Mã 123456' })))
    await mail().send({ ...letter, reference: '<1@x>' })
    const all = await inbox.list({ limit: 10 })
    expect(all.items.map(({ channel, times }) => [channel, times])).toEqual([
      ['sms', 3],
      ['email', 2],
    ])
    expect(all.total).toBe(2)
    for (const to of ['+84 912 345 678', '0912.345.678']) expect((await inbox.list({ to, limit: 10 })).items.map(({ text }) => text)).toEqual(['Mã 123456'])
    expect((await inbox.list({ to: 'LAN@example.vn', limit: 10 })).items).toMatchObject([{ subject: letter.subject, from: 'Một Cửa', text: expect.stringContaining(letter.text) }])
    expect((await inbox.list({ to: 'lan@example.vn, 0912345678', limit: 10 })).total).toBe(2)
    expect((await inbox.list({ to: 'nobody@example.vn', limit: 10 })).total).toBe(0)
  })

  it('a counterparty that is switched off takes nothing, and takes it later', async () => {
    await inTransaction(test.db, (tx) => setMode(tx, 'mail', 'down', test.clock.now()))
    expect(await mail().send({ ...letter, reference: '<2@x>' })).toMatchObject({ ok: false, permanent: false })
    await inTransaction(test.db, (tx) => setMode(tx, 'mail', 'working', test.clock.now()))
    expect(await mail().send({ ...letter, reference: '<2@x>' })).toMatchObject({ ok: true })
  })
})

describe('the population database', () => {
  it('remembers what it gave, across processes', async () => {
    const first = await populationDatabase({ url: simulators.populationUrl, token: null }).askNumber('r1', girl)
    const other = await startSimulators({ ...test, log: { error: (facts) => faults.push(facts) } })
    expect(await populationDatabase({ url: other.populationUrl, token: null }).askNumber('r1', girl)).toEqual(first)
    await other.stop()
    expect(first.ok).toBe(true)
  })
})

it('nothing of a person stands in the clear, and nothing failed', async () => {
  for (const table of ['message', 'identity_request']) {
    const { rows } = await test.db.pool.query(`select t::text from sandbox.${table} t`)
    expect(rows.length).toBeGreaterThan(0)
    const dump = JSON.stringify(rows).toLowerCase()
    for (const secret of ['lan@example.vn', '0912345678', '123456"', 'tiếp nhận', 'bưởi', '092190000001', '0923262']) {
      expect(dump).not.toContain(secret)
      expect(dump).not.toContain(Buffer.from(secret).toString('hex'))
    }
  }
  expect(faults).toEqual([])
})

describe('the demo’s clock', () => {
  it('goes where one process puts it, in the others too, and back', async () => {
    const [one, two] = [drivableClock(), drivableClock()]
    const [first, second] = [await followClockShift(test.db, one, { everyMs: 10 }), await followClockShift(test.db, two, { everyMs: 10 })]
    const target = new Date('2027-02-08T10:00:00+07:00')
    await first.goTo(target)
    expect(Math.abs(one.now().getTime() - target.getTime())).toBeLessThan(1000)
    await expect.poll(() => two.now().getFullYear()).toBe(2027)
    expect(Math.abs(two.now().getTime() - one.now().getTime())).toBeLessThan(1000)
    const late = drivableClock()
    const third = await followClockShift(test.db, late)
    expect(late.now().getFullYear()).toBe(2027)
    await second.goBack()
    await expect.poll(() => first.shiftMs()).toBe(0)
    expect(Math.abs(one.now().getTime() - drivableClock().now().getTime())).toBeLessThan(1000)
    for (const shift of [first, second, third]) shift.stop()
  })
})
