import { fileURLToPath } from 'node:url'
import { render } from 'preact-render-to-string'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import type { Actor } from '../../../platform/actor.ts'
import { createServer, createWeb } from '../../../platform/http/index.ts'
import { createAppendEvent } from '../../events/index.ts'
import { inTransaction } from '../../../platform/db.ts'
import { applyChange, loadHolidays, mountCalendarAdmin, readLunarYears } from '../index.ts'
import { selectDaysOfYear } from '../store.ts'

const folder = fileURLToPath(new URL('../../../../data/holidays', import.meta.url))
const SAVED = '/quan-tri/ngay-nghi'
const AGENCY = {
  id: '019a0000-0000-7000-8000-0000000000aa',
  name: 'Trung tâm PVHCC phường Ninh Kiều',
  path: 'a/019a0000-0000-7000-8000-0000000000aa/',
}
const admin: Actor = {
  kind: 'staff',
  staffId: '019a0000-0000-7000-8000-000000000001',
  name: 'Quản trị',
  posts: [{ postId: 'p', agencyId: 'a', agencyPath: 'a/', title: 'Quản trị viên', duties: ['administrator'] }],
}

let test: TestDatabase
let server: Awaited<ReturnType<typeof createServer>>
beforeAll(async () => {
  test = await openTestDatabase()
  const deps = { ...test, appendEvent: createAppendEvent(test.sealer) }
  await loadHolidays(deps, folder)
  server = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
  const web = createWeb({
    fastify: server,
    sessionKey: Buffer.alloc(32, 7),
    identify: async () => ({ actor: admin, sessionId: null }),
    frame: async (content) => `<title>${content.title}</title>${render(<main>{content.main}</main>)}`,
    problemPage: (refusal) => ({ title: refusal.code, main: refusal.code }),
    pageVersion: () => '1',
  })
  const lunarYears = await readLunarYears(folder)
  mountCalendarAdmin(web, {
    ...deps,
    lunarYears,
    async propose(actor, change) {
      const done = await inTransaction(test.db, (tx) => applyChange({ ...deps, lunarYears })(tx, actor, change))
      return done.ok ? { ok: true, next: SAVED } : done
    },
    changesUrl: '/quan-tri/ngay-nghi/thay-doi',
    administeredAgencies: async () => [AGENCY],
    nameOfEditor: async (key) => (key === 'system:holidays' ? 'Hệ thống' : 'Quản trị'),
  })
})
afterAll(async () => {
  await server.close()
  await test.close()
})

const get = (url: string) => server.inject(url)
const post = (url: string, form: Record<string, string>) =>
  server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  })
const date = (name: string, day: string, month: string, year: string) => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
})
const holiday = {
  kind: 'holiday',
  ...date('date', '7', '12', '2026'),
  nameVi: 'Ngày nghỉ địa phương',
  nameEn: 'Local day off',
  status: 'official',
  reason: 'QĐ 1/QĐ-UBND',
}
const onDate = async (day: string) =>
  (await selectDaysOfYear(test.db, Number(day.slice(0, 4)))).find((each) => each.date === day)

describe('pages of holidays', () => {
  it('show the present year, another year, and one that is not known', async () => {
    const now = await get('/quan-tri/ngay-nghi')
    expect(now.body).toContain('Thứ Ba, 24/11/2026')
    expect(now.body).toContain('Nghỉ hoán đổi (làm bù 22/08/2026)')
    expect((await get('/quan-tri/ngay-nghi?nam=2027')).body).toContain('Theo báo chí, chưa công bố')
    expect((await get('/quan-tri/ngay-nghi?nam=2029')).body).toContain('Chưa có lịch nghỉ năm 2029')
    expect((await get('/quan-tri/ngay-nghi?nam=<script>')).statusCode).toBe(200)
  })

  it('add, change and remove a day', async () => {
    expect((await get('/quan-tri/ngay-nghi/them')).statusCode).toBe(200)
    const added = await post('/quan-tri/ngay-nghi/them', holiday)
    expect([added.statusCode, added.headers.location]).toEqual([303, SAVED])
    const day = await onDate('2026-12-07')
    expect((await get(`/quan-tri/ngay-nghi/${day?.id}/sua`)).body).toContain('value="Ngày nghỉ địa phương"')
    const changed = await post(`/quan-tri/ngay-nghi/${day?.id}/sua`, { ...holiday, nameVi: 'Kỷ niệm' })
    expect(changed.statusCode).toBe(303)
    const gone = await get(`/quan-tri/ngay-nghi/${day?.id}/sua`)
    expect([gone.statusCode, gone.body.includes('calendar-day-gone')]).toEqual([409, true])
    const again = await onDate('2026-12-07')
    expect(again?.nameVi).toBe('Kỷ niệm')
    expect((await get(`/quan-tri/ngay-nghi/${again?.id}/bo`)).body).toContain('Bỏ Thứ Hai, 07/12/2026 khỏi lịch?')
    expect((await post(`/quan-tri/ngay-nghi/${again?.id}/bo`, { reason: '' })).statusCode).toBe(422)
    expect((await post(`/quan-tri/ngay-nghi/${again?.id}/bo`, { reason: 'Nhập nhầm' })).statusCode).toBe(303)
    expect(await onDate('2026-12-07')).toBeUndefined()
  })

  it('keep what was typed and say what is wrong', async () => {
    const answer = await post('/quan-tri/ngay-nghi/them', {
      ...holiday,
      ...date('date', '30', '2', '2026'),
      nameVi: '',
      reason: '"><script>',
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('href="#date"')
    expect(answer.body).toContain('Xin nhập tên ngày nghỉ')
    expect(answer.body).toContain('value="30"')
    expect(answer.body).not.toContain('<script>')
    const taken = await post('/quan-tri/ngay-nghi/them', { ...holiday, ...date('date', '24', '11', '2026') })
    expect(taken.body).toContain('Ngày 24/11/2026 đã có trong lịch')
  })

  it('an exchange takes two days', async () => {
    const answer = await post('/quan-tri/ngay-nghi/them', {
      ...holiday,
      kind: 'exchange',
      ...date('date', '11', '12', '2026'),
      ...date('workedOn', '12', '12', '2026'),
    })
    expect(answer.statusCode).toBe(303)
    expect((await onDate('2026-12-12'))?.kind).toBe('swap_work')
  })

  it('lay a year out by law', async () => {
    expect((await post('/quan-tri/ngay-nghi/nam/2028', { reason: '' })).statusCode).toBe(422)
    expect((await post('/quan-tri/ngay-nghi/nam/2028', { reason: 'Chờ thông báo' })).headers.location).toBe(SAVED)
    expect((await get('/quan-tri/ngay-nghi?nam=2028')).body).toContain('Suy ra từ luật')
    expect((await post('/quan-tri/ngay-nghi/nam/2028', { reason: 'x' })).statusCode).toBe(409)
  })

  it.each(['/quan-tri/ngay-nghi/khong-co/sua', '/quan-tri/ngay-nghi/019a0000-0000-7000-8000-0000000000ff/bo'])(
    '%s is a plain refusal',
    async (url) => {
      expect((await get(url)).statusCode).toBe(409)
      expect((await post(url, { reason: 'x' })).statusCode).toBe(409)
    },
  )
})

describe('pages of working hours', () => {
  it('list the common hours and those of agencies', async () => {
    const list = await get('/quan-tri/gio-lam-viec')
    expect(list.body).toContain('Trung tâm PVHCC phường Ninh Kiều')
    expect(list.body).toContain('Thứ Hai – Thứ Sáu: 07:30–11:30, 13:30–17:00')
  })

  it('set the hours of an agency from a day', async () => {
    const url = `/quan-tri/gio-lam-viec/${AGENCY.id}`
    expect((await get(url)).body).toContain('value="07:30–11:30, 13:30–17:00"')
    const week = Object.fromEntries([1, 2, 3, 4, 5].map((i) => [`day${i}`, '07:00-11:00, 13:00-16:30']))
    const wrong = await post(url, { ...week, day3: '11-7', reason: 'x', ...date('validFrom', '1', '12', '2026') })
    expect([wrong.statusCode, wrong.body.includes('href="#day3"')]).toEqual([422, true])
    expect((await post(url, { ...week, reason: 'x' })).body).toContain('Xin nhập ngày bắt đầu áp dụng')
    expect((await post(url, { ...week, reason: 'Giờ mới', ...date('validFrom', '1', '12', '2026') })).statusCode).toBe(
      303,
    )
    expect((await get('/quan-tri/gio-lam-viec')).body).toContain('Giờ mới từ 01/12/2026')
    expect((await get('/quan-tri/gio-lam-viec/019a0000-0000-7000-8000-0000000000ff')).statusCode).toBe(403)
  })
})
