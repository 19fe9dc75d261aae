import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { createServer, createWeb } from '../../../platform/http/index.ts'
import { createAppendEvent } from '../../events/index.ts'
import { loadHolidays, mountCalendarApi, openCalendars } from '../index.ts'

let test: TestDatabase
let server: Awaited<ReturnType<typeof createServer>>
beforeAll(async () => {
  test = await openTestDatabase()
  await loadHolidays(
    { ...test, appendEvent: createAppendEvent(test.sealer) },
    fileURLToPath(new URL('../../../../data/holidays', import.meta.url)),
  )
  server = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
  const web = createWeb({
    fastify: server,
    sessionKey: Buffer.alloc(32, 7),
    identify: async () => ({ actor: { kind: 'anonymous' }, sessionId: null }),
    frame: async () => '',
    problemPage: (refusal) => ({ title: refusal.code, main: null }),
    pageVersion: () => '1',
  })
  mountCalendarApi(web, {
    calendars: openCalendars(test),
    findAgencyId: async (code) => (code === 'H92.1' ? '019a0000-0000-7000-8000-0000000000aa' : null),
  })
})
afterAll(async () => {
  await server.close()
  await test.close()
})

const ask = (query: string, headers = {}) => server.inject({ url: `/api/v1/due-date?${query}`, headers })

describe('GET /api/v1/due-date', () => {
  it('answers with the due instant and its explanation', async () => {
    const answer = await ask('receivedAt=2026-11-23T09:00:00%2B07:00&amount=1&unit=working_day')
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({
      dueAt: '2026-11-25T17:00:00+07:00',
      explanation: [
        { at: '2026-11-23T09:00:00+07:00', text: 'Nhận đủ hồ sơ lúc 09:00, 23/11/2026.' },
        { at: '2026-11-23', text: 'Ngày bắt đầu (23/11/2026) không tính (Điều 147 Bộ luật Dân sự 2015).' },
        { at: '2026-11-24', text: 'Nghỉ lễ: 24/11/2026 (Ngày Văn hóa Việt Nam).' },
        { at: '2026-11-25', text: 'Ngày làm việc thứ 1: 25/11/2026.' },
        { at: '2026-11-25T17:00:00+07:00', text: 'Hạn trả kết quả: 17:00, 25/11/2026.' },
      ],
    })
  })

  it('takes every unit, a + that was not encoded, an agency, and English', async () => {
    expect((await ask('receivedAt=2026-11-16T15:00:00+07:00&amount=1&unit=same_day')).json().dueAt).toBe(
      '2026-11-17T17:00:00+07:00',
    )
    expect((await ask('receivedAt=2026-11-20T16:00:00%2B07:00&amount=8&unit=hour')).json().dueAt).toBe(
      '2026-11-23T16:30:00+07:00',
    )
    expect((await ask('receivedAt=2026-12-31T02:00:00Z&amount=2&unit=month&agency=H92.1')).json().dueAt).toBe(
      '2027-03-01T17:00:00+07:00',
    )
    const english = await ask('receivedAt=2026-11-20T09:00:00%2B07:00&amount=4&unit=day', { 'accept-language': 'en' })
    expect(english.json().explanation.at(-1).text).toBe('Result due: 17:00, 25/11/2026.')
  })

  it.each([
    ['amount=1&unit=day', 400, 'due-date-received-at'],
    ['receivedAt=2026-02-30T09:00:00Z&amount=1&unit=day', 400, 'due-date-received-at'],
    ['receivedAt=2026-11-20T09:00:00Z&amount=1&unit=fortnight', 400, 'due-date-unit'],
    ['receivedAt=2026-11-20T09:00:00Z&amount=-1&unit=day', 400, 'due-date-amount'],
    ['receivedAt=2026-11-20T09:00:00Z&amount=99999999&unit=hour', 400, 'due-date-amount'],
    ['receivedAt=2026-11-20T09:00:00Z&amount=abc&unit=hour', 400, 'due-date-amount'],
    ['receivedAt=2026-11-20T09:00:00Z&amount=1&unit=hour&agency=nobody', 404, 'due-date-agency'],
  ])('refuses %s with %i', async (query, status, code) => {
    const answer = await ask(query)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ status, code })
  })
})
