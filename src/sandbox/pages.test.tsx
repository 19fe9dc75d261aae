import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { createServer, createWeb } from '../platform/http/index.ts'
import { renderIn } from '../ui/index.ts'
import { createInbox } from './inbox.ts'
import { type ClockShift, followClockShift, mountSandbox } from './index.ts'
import { createNumbers } from './numbers.ts'
import { findMode } from './store.ts'

let test: TestDatabase
let server: Awaited<ReturnType<typeof createServer>>
let shift: ClockShift
beforeAll(async () => {
  test = await openTestDatabase()
  shift = await followClockShift(test.db, test.clock)
  server = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
  const web = createWeb({
    fastify: server,
    sessionKey: Buffer.alloc(32, 7),
    identify: async () => ({ actor: { kind: 'anonymous' }, sessionId: null }),
    frame: async (page, request) => renderIn(request.lang, page.main),
    problemPage: (refusal, status) => ({ title: refusal.code, status, main: null }),
    pageVersion: () => '1',
  })
  mountSandbox(web, { db: test.db, sealer: test.sealer, clock: test.clock, clockShift: shift })
})
afterAll(async () => {
  shift.stop()
  await server.close()
  await test.close()
})

const get = (url: string) => server.inject({ url })
const post = (url: string, form: Record<string, string>, headers = {}) =>
  server.inject({ method: 'POST', url, payload: new URLSearchParams(form).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } })

describe('the inbox page', () => {
  it('shows messages as plain text with links, and nothing of them as markup', async () => {
    const inbox = createInbox(test)
    await inbox.keepMail({
      reference: '<1@x>',
      from: 'Một Cửa',
      to: 'lan@example.vn',
      subject: '<script>alert(1)</script>',
      text: 'Xem: http://localhost:3000/ho-so/H1.\n\n<b>đậm</b> javascript:alert(1)',
      html: '<b>đậm</b>',
    })
    await inbox.keepSms({ reference: 's1', to: '0912345678', text: '123456 là mã' })
    const all = await get('/sandbox/hop-thu')
    expect(all.statusCode).toBe(200)
    expect(all.body).toContain('href="http://localhost:3000/ho-so/H1"')
    expect(all.body).not.toMatch(/<script>alert|<b>đậm|href="javascript/)
    expect(all.body.indexOf('123456')).toBeLessThan(all.body.indexOf('ho-so/H1'))
    const one = await get('/sandbox/hop-thu?tim=0912%20345%20678')
    expect(one.body).toContain('123456')
    expect(one.body).not.toContain('ho-so/H1')
  })

  it('answers programs in JSON, by address', async () => {
    const answer = (await get('/sandbox/hop-thu.json?to=lan@example.vn')).json()
    expect(answer).toMatchObject({ total: 1, items: [{ channel: 'email', to: 'lan@example.vn', times: 1, receivedAt: expect.stringMatching(/\+07:00$/) }] })
    expect((await get('/sandbox/hop-thu.json?limit=-3&to=nobody@x.vn')).json()).toEqual({ items: [], total: 0 })
    expect((await get('/sandbox/hop-thu.json?limit=abc')).statusCode).toBe(200)
    expect((await get('/sandbox/hop-thu?trang=99999999999999999999')).statusCode).toBe(200)
  })

  it('switches the counterparties off and on', async () => {
    await post('/sandbox/hop-thu/trang-thai', { party: 'sms', mode: 'down' })
    expect(await findMode(test.db, 'sms')).toBe('down')
    expect((await get('/sandbox/hop-thu')).body).toContain('Đang ngừng')
    await post('/sandbox/hop-thu/trang-thai', { party: 'sms', mode: 'working' })
    await post('/sandbox/hop-thu/trang-thai', { party: 'nobody', mode: 'down' })
    expect(await findMode(test.db, 'sms')).toBe('working')
  })
})

describe('the population page', () => {
  it('sets how the database answers and lists what it gave', async () => {
    const newborn = { name: 'Nguyễn Thị Bưởi', birthDate: '2026-11-20', sex: 'female', provinceCode: '92', motherNumber: null, fatherNumber: null }
    await createNumbers(test).giveNumber('r1', newborn, '092326000001')
    await post('/sandbox/dan-cu', { mode: 'slow' })
    await post('/sandbox/dan-cu', { mode: 'nonsense' })
    expect(await findMode(test.db, 'population')).toBe('slow')
    const { body } = await get('/sandbox/dan-cu?da-luu=1')
    expect(body).toContain('092326000001')
    expect(body).toMatch(/value="slow"[^>]*checked|checked[^>]*value="slow"/)
  })
})

describe('the clock page', () => {
  it('moves on, goes to an instant and back', async () => {
    const before = test.clock.now().getTime()
    await post('/sandbox/dong-ho', { act: 'advance', by: String(8 * 3600_000) })
    expect(Math.abs(test.clock.now().getTime() - before - 8 * 3600_000)).toBeLessThan(2000)
    const set = await post('/sandbox/dong-ho', { act: 'set', 'to-day': '8', 'to-month': '2', 'to-year': '2027', time: '7:30' })
    expect(set.statusCode).toBe(303)
    expect((await get('/sandbox/dong-ho')).body).toContain('07:30, 08/02/2027')
    await post('/sandbox/dong-ho', { act: 'back' })
    expect(shift.shiftMs()).toBe(0)
  })

  it.each([
    { 'to-day': '31', 'to-month': '2', 'to-year': '2027', time: '07:30' },
    { 'to-day': '1', 'to-month': '2', 'to-year': '2027', time: '25:00' },
    { 'to-day': '1', 'to-month': '2', 'to-year': '9027', time: '07:30' },
    { 'to-day': '', 'to-month': '<b>', 'to-year': '', time: '' },
  ])('refuses what is no time and keeps what was typed: %o', async (typed) => {
    const answer = await post('/sandbox/dong-ho', { act: 'set', ...typed })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Xin nhập ngày có thật')
    if (typed['to-day']) expect(answer.body).toContain(`value="${typed['to-day']}"`)
    expect(shift.shiftMs()).toBe(0)
  })

  it('another site can’t turn it', async () => {
    const answer = await post('/sandbox/dong-ho', { act: 'advance', by: '3600000' }, { origin: 'https://evil.example' })
    expect(answer.statusCode).toBe(403)
    expect(shift.shiftMs()).toBe(0)
  })
})
