import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { render } from 'preact-render-to-string'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { createServer, createWeb } from '../../../platform/http/index.ts'
import { makePartitions } from '../../events/index.ts'
import { method, paper, recordWith } from '../packages/general/general.fixture.ts'
import type { PublishedRecord } from '../packages/general/record.ts'
import { loadPackages, openPackages } from '../packages/index.ts'
import { actDeps, BIRTH_CODE, copyBirth, staff } from '../packages/packages.fixture.ts'
import { mountPackageAdmin } from './mount-packages.ts'

const PAGES = '/quan-tri/goi-thu-tuc/tu-danh-muc'
const OPEN = '1.000001'
const DOUBTFUL = '1.000002'
const MINISTRY = '1.000003'
const EVIL = '1.000004'
const evil = '<script>alert(1)</script> "x" & {y}'

const records = new Map<string, PublishedRecord>([
  [OPEN, recordWith({}, { code: OPEN })],
  [DOUBTFUL, recordWith({ methods: [], groups: [{ name: 'Phần A', components: [paper('Đơn')] }, { name: 'Phần B', components: [paper('Ảnh')] }] }, { code: DOUBTFUL, levels: ['province', 'commune'] })],
  [MINISTRY, recordWith({}, { code: MINISTRY, levels: ['ministry'] })],
  [EVIL, recordWith({ methods: [method({ note: evil })], groups: [{ name: evil, components: [paper(evil)] }], results: [{ name: evil, code: evil }] }, { code: EVIL, name: evil, ofOneBody: evil })],
  [BIRTH_CODE, recordWith({}, { code: BIRTH_CODE })],
  ['1.000005', recordWith({}, { code: '1.000005', content: null, version: null })],
])

let t: TestDatabase
let root: string
let server: Awaited<ReturnType<typeof createServer>>
beforeAll(async () => {
  t = await openTestDatabase()
  await makePartitions(t.db, '2026-11-01', 4)
  root = await mkdtemp(join(tmpdir(), 'general-admin-'))
  await copyBirth(root)
  await loadPackages(t.db, root, actDeps(t))
  server = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
  const web = createWeb({
    fastify: server,
    sessionKey: Buffer.alloc(32, 7),
    identify: async (request) => ({ actor: staff(request.headers['x-as'] === 'officer' ? 'reception' : 'administrator'), sessionId: null }),
    frame: async (content) => `<title>${content.title}</title>${render(<main>{content.main}</main>)}`,
    problemPage: (refusal) => ({ title: refusal.code, main: refusal.code }),
    pageVersion: () => '1',
  })
  mountPackageAdmin(web, {
    ...actDeps(t),
    packages: openPackages({ db: t.db, clock: t.clock, cacheFolder: join(root, '.cache') }),
    staffNames: async () => new Map(),
    findRecord: async (code) => records.get(code) ?? null,
    takersOf: async (level) => (level === 'ministry' ? [] : Array.from({ length: 9 }, (_, i) => `Xã ${i + 1}`)),
  })
}, 60_000)
afterAll(async () => {
  await server.close()
  await rm(root, { recursive: true, force: true })
  await t.close()
})

const get = (url: string, headers = {}) => server.inject({ url, headers })
const post = (code: string, form: Record<string, string>) =>
  server.inject({
    method: 'POST',
    url: `${PAGES}/${code}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ recordVersion: '1', time: 'ban-ghi', fee: 'free', 'date-day': '23', 'date-month': '11', 'date-year': '2026', reason: 'QĐ 1', ...form }).toString(),
  })
const links = (body: string) => [...body.matchAll(/<a href="(#[\w-]+)"/g)].map(([, href]) => href)

describe('the page of one procedure', () => {
  it('shows what the record says, and who would take its dossiers', async () => {
    const { statusCode, body } = await get(`${PAGES}/${OPEN}`)
    expect(statusCode).toBe(200)
    for (const said of ['Cấp giấy phép thử', 'Nội dung số 1, ngày 18/07/2026', 'Xã 6 và 3 nơi khác', 'Đơn đề nghị', 'Bảy bước trong 3 ngày làm việc', 'Như bản ghi: 3 ngày làm việc', 'Bản ghi không nói gì về phí']) expect(body).toContain(said)
  })

  it('asks what the record leaves open, with each fault at its field', async () => {
    const asked = await get(`${PAGES}/${DOUBTFUL}`)
    for (const said of ['Cấp giải quyết hồ sơ nộp ở đây', 'Các nhóm giấy tờ là gì?', 'Bản ghi không nêu thời hạn']) expect(asked.body).toContain(said)
    const answer = await post(DOUBTFUL, { time: '', fee: '' })
    expect(answer.statusCode).toBe(422)
    expect(links(answer.body).slice(0, 4)).toEqual(['#amount', '#level', '#grouping', '#fee'])
    for (const id of ['amount', 'level', 'grouping', 'fee']) expect(answer.body).toContain(`id="${id}"`)
  })

  it.each([
    ['a time of nothing', { time: 'other', amount: '0', unit: 'day' }, '#amount'],
    ['half a day of the calendar', { time: 'other', amount: '1,5', unit: 'day' }, '#amount'],
    ['a time in words', { time: 'other', amount: 'ba', unit: 'day' }, '#amount'],
    ['a unit that is none', { time: 'other', amount: '3', unit: 'week' }, '#amount'],
    ['a fee of nothing', { fee: 'amount', dong: '0' }, '#fee'],
    ['a negative fee', { fee: 'amount', dong: '-5' }, '#fee'],
    ['a fee in words', { fee: 'amount', dong: 'rẻ' }, '#fee'],
    ['no reason', { reason: ' ' }, '#reason'],
    ['a day that is none', { 'date-day': '31', 'date-month': '2' }, '#date'],
    ['a day of the past', { 'date-year': '2020' }, '#date'],
  ])('keeps what was typed and says what is wrong: %s', async (_name, form, at) => {
    const answer = await post(OPEN, form)
    expect(answer.statusCode).toBe(422)
    expect(links(answer.body)[0]).toBe(at)
    for (const [name, value] of Object.entries(form)) if (name !== 'unit' && name !== 'reason' && !['time', 'fee'].includes(name)) expect(answer.body).toContain(`value="${value}"`)
  })

  it('offers no button where nobody takes its dossiers or people wrote a package', async () => {
    const nobody = await get(`${PAGES}/${MINISTRY}`)
    expect(nobody.body).toContain('chưa có cơ quan nào nhận hồ sơ')
    expect(nobody.body).not.toContain('Công bố bằng tờ khai chung')
    expect((await post(MINISTRY, {})).statusCode).toBe(409)
    const own = await get(`${PAGES}/${BIRTH_CODE}`)
    expect(own.body).toContain('đã có gói riêng')
    expect(own.body).not.toContain('Công bố bằng tờ khai chung')
    expect((await post(BIRTH_CODE, {})).statusCode).toBe(409)
  })

  it('shows the source’s words as words', async () => {
    const { body } = await get(`${PAGES}/${EVIL}`)
    expect(body).toContain('&lt;script>alert(1)')
    // The title is the frame’s to escape.
    expect(body.slice(body.indexOf('<main>'))).not.toContain('<script>alert')
    expect((await post(EVIL, { fee: 'told' })).statusCode).toBe(303)
  })

  it.each([
    ['9.999999', 404],
    ['1.000005', 409],
    ['x', 404],
    ['%00', 404],
  ])('is none for %s', async (code, status) => expect((await get(`${PAGES}/${code}`)).statusCode).toBe(status))

  it('publishes, says so, and can be ended', async () => {
    const done = await post(OPEN, { time: 'other', amount: '2,5', unit: 'working_day', fee: 'amount', dong: '70.000 đồng' })
    expect([done.statusCode, done.headers.location]).toEqual([303, `/quan-tri/goi-thu-tuc/${OPEN}?da-luu=tu-danh-muc`])
    expect((await get(String(done.headers.location))).body).toContain('Đã công bố bằng tờ khai chung')
    expect((await get(`${PAGES}/${OPEN}`)).body).toContain('lập từ nội dung số 1 của bản ghi')
    expect((await get('/quan-tri/goi-thu-tuc')).body).not.toContain(OPEN)
    const page = await get(`/quan-tri/goi-thu-tuc/${OPEN}/ngung`)
    expect(page.body).toContain('Ngừng nhận hồ sơ mới')
    const ended = (form: Record<string, string>) =>
      server.inject({ method: 'POST', url: `/quan-tri/goi-thu-tuc/${OPEN}/ngung`, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams({ 'date-day': '23', 'date-month': '11', 'date-year': '2026', ...form }).toString() })
    expect(links((await ended({ reason: '' })).body)[0]).toBe('#reason')
    expect((await ended({ reason: 'Mở nhầm' })).statusCode).toBe(303)
    expect((await get(`/quan-tri/goi-thu-tuc/${OPEN}`)).body).toContain('Đang ngừng nhận')
    expect((await get(`/quan-tri/goi-thu-tuc/${OPEN}/ngung`)).statusCode).toBe(409)
  })
})

describe('the pages are the administrators’', () => {
  it.each([PAGES, `${PAGES}/${OPEN}`, `/quan-tri/goi-thu-tuc/${OPEN}/ngung`])('%s', async (url) => expect((await get(url, { 'x-as': 'officer' })).statusCode).toBe(403))
})

describe('ending what is no procedure', () => {
  it.each(['%00', 'x', '9.999999'])('%s', async (code) => expect((await get(`/quan-tri/goi-thu-tuc/${code}/ngung`)).statusCode).toBe(409))
})

describe('the list', () => {
  it.each(['', '?q=%25', '?q=%3Cscript%3E', '?cap=khac&linh-vuc=khong-co&tinh-trang=x&sau=1.1', `?q=${'a'.repeat(5000)}`, '?sau=9.999999'])('stands whatever the address says: %s', async (query) => {
    const { statusCode, body } = await get(`${PAGES}${query}`)
    expect(statusCode).toBe(200)
    expect(body).not.toContain('<script>')
  })
})
