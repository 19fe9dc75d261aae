import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import type { Actor } from '../../platform/actor.ts'
import { withQueries } from '../../platform/db.ts'
import { createServer, createWeb } from '../../platform/http/index.ts'
import { renderIn } from '../../ui/index.ts'
import { reportText } from './admin/report-text.ts'
import { procedureDetailSchema } from './api/detail-schema.ts'
import { detail } from './api/procedure.api.ts'
import { allForSearch, type Catalogue, loadCatalogue, openCatalogue, readTaxonomy } from './catalogue/index.ts'
import { mountProcedures } from './mount.ts'

const root = join(import.meta.dirname, '../../..')
let test: TestDatabase
let server: Awaited<ReturnType<typeof createServer>>
let catalogue: Catalogue

const ADMINISTRATOR: Actor = {
  kind: 'staff',
  staffId: 's',
  name: 'Lê Văn Quản',
  posts: [{ postId: 'p', agencyId: 'a', agencyPath: 'a/', title: 'Quản trị', duties: ['administrator'] }],
}

beforeAll(async () => {
  test = await openTestDatabase()
  await loadCatalogue(test.db, { folder: join(root, 'data/catalogue'), clock: test.clock })
  catalogue = openCatalogue({ ...test, taxonomy: await readTaxonomy(join(root, 'data/taxonomy')) })
  server = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
  const web = createWeb({
    fastify: server,
    sessionKey: Buffer.alloc(32, 7),
    identify: async (request) => ({
      actor: request.headers['x-as'] === 'administrator' ? ADMINISTRATOR : { kind: 'anonymous' },
      sessionId: null,
    }),
    frame: async (page, request) =>
      renderIn(request.lang, page.main),
    problemPage: (refusal, status) => ({ title: refusal.code, status, main: null }),
    pageVersion: () => String(catalogue.knownVersion()),
  })
  mountProcedures(web, {
    catalogue,
    packages: { current: async () => null },
    fillingTime: async () => null,
    filingFor: () => null,
    blankFormUrl: () => null,
    publicUrl: 'https://example.test/',
  })
}, 60_000)
afterAll(async () => {
  await server.close()
  await test.close()
})

const api = (code: string) => server.inject({ url: `/api/v1/procedures/${encodeURIComponent(code)}` })

describe('GET /api/v1/procedures/{code}', () => {
  it('gives a procedure with everything that was published', async () => {
    const answer = await api('1.001193')
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      code: '1.001193',
      name: 'Thủ tục đăng ký khai sinh',
      field: 'Hộ tịch',
      levels: ['commune'],
      onlineLevel: 'partial',
      status: 'current',
      url: 'https://example.test/thu-tuc/1.001193',
      source: 'portal',
      contentAsOf: '2026-07-18',
      content: { methods: [{ channel: 'online', time: { amount: 1, unit: null } }, {}, {}] },
    })
  })
  it('leaves null what no source says', async () => {
    const code = (
      await sql<{
        code: string
      }>`select code from procedures.procedure where status = 'current' and content_version is null order by 1 limit 1`.execute(
        test.db.kysely(),
      )
    ).rows[0]?.code
    expect((await api(code ?? '')).json()).toMatchObject({
      levels: [],
      onlineLevel: null,
      content: null,
      contentAsOf: null,
      version: null,
      oldLevelEquivalent: null,
    })
  })
  it('marks what is no longer published and hides what is internal', async () => {
    expect((await api('1.000009')).json()).toMatchObject({ status: 'no_longer_published', source: 'index' })
    expect((await api('1.014325')).statusCode).toBe(404)
  })
  it('answers unknown and malformed codes with problem details', async () => {
    const unknown = await api('9.123456')
    expect(unknown.statusCode).toBe(404)
    expect(unknown.headers['content-type']).toContain('application/problem+json')
    expect(unknown.json()).toMatchObject({ status: 404 })
    for (const code of ['khai-sinh', "1.001193'--", '\u0000', 'x'.repeat(400)])
      expect((await api(code)).statusCode).toBe(404)
  })
  it('describes every public procedure by its schema', async () => {
    const codes = (
      await sql<{
        code: string
      }>`select code from procedures.procedure where status <> 'internal' order by code`.execute(test.db.kysely())
    ).rows
    for (const { code } of codes.filter((_, index) => index % 9 === 0)) {
      const procedure = await catalogue.find(code)
      if (!procedure) throw new Error(code)
      expect(procedureDetailSchema.safeParse(detail(procedure, 'https://example.test')).error).toBeUndefined()
    }
  })
})

describe('pages', () => {
  it.each([
    ['/thu-tuc/1.001193', 200],
    ['/en/thu-tuc/1.001193', 200],
    ['/thu-tuc/1.001193/can-mang-theo', 200],
    ['/thu-tuc/1.001193/toan-van', 200],
    ['/thu-tuc/%201.014325', 200],
    ['/thu-tuc/%00', 404],
    ['/thu-tuc/9.123456', 404],
    ['/thu-tuc/9.123456/can-mang-theo', 404],
    ['/linh-vuc', 200],
    ['/linh-vuc/ho-tich', 200],
    ['/linh-vuc/ho-tich?trang=abc', 200],
    ['/linh-vuc/khong-co', 404],
    ['/co-quan', 200],
    ['/co-quan/bo-tu-phap', 200],
    ['/su-kien/co-con-nho/tat-ca', 200],
    ['/quan-tri/danh-muc/bao-cao', 303],
  ])('%s answers %i', async (url, status) => {
    expect((await server.inject({ url })).statusCode).toBe(status)
  })
  it('need at most eight queries each', async () => {
    for (const url of [
      '/thu-tuc/1.004222',
      '/thu-tuc/1.000009',
      '/linh-vuc/dat-dai',
      '/co-quan',
      '/su-kien/huu-tri/tat-ca',
    ]) {
      const { queries } = await withQueries(async () => server.inject({ url }))
      expect(queries.length).toBeLessThanOrEqual(8)
    }
  })
})

describe('rows for the search', () => {
  it('are all that may be found, with what is known of each', async () => {
    const rows = await allForSearch(test.db, (code) => code === '1.001193')
    expect(rows).toHaveLength(8388 - 192)
    expect(rows.find((row) => row.code === '1.001193')).toMatchObject({
      fields: ['Hộ tịch'],
      levels: { ministry: false, province: false, commune: true, other: false },
      type: 'STANDARD',
      publishingBody: 'Bộ Tư pháp',
      fileable: true,
      hasContent: true,
      time: { vi: '1 ngày làm việc', en: '1 working day' },
      fee: { vi: '0 đồng', en: '0 đồng' },
    })
    expect(rows.filter((row) => row.status === 'current')).toHaveLength(5478)
  })
})

describe('the report', () => {
  it('is a page of administrators', async () => {
    const { statusCode, body } = await server.inject({
      url: '/quan-tri/danh-muc/bao-cao',
      headers: { 'x-as': 'administrator' },
    })
    expect(statusCode).toBe(200)
    expect(body).toContain('Mã không đúng dạng quốc gia')
    expect(body).toContain('href="/thu-tuc/1.014955-Xoa"')
  })
  it('prints counts and oddities', async () => {
    const report = await loadCatalogue(test.db, { folder: join(root, 'data/catalogue'), clock: test.clock })
    const text = reportText(report)
    expect(text).toContain('Có trong danh mục quốc gia: 5670')
    expect(text).toContain('Mức phí có dấu hiệu ghi sai (135 đồng thay cho 135.000 đồng): 95.')
    expect(text).toContain('Thời hạn không có đơn vị (bản ghi cũ): 1234.')
  })
})
