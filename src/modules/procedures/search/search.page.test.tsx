import { join } from 'node:path'
import { renderToStringAsync } from 'preact-render-to-string'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, createWeb } from '../../../platform/http/index.ts'
import { createSearch, mountSearchApi, mountSearchPage } from './index.ts'
import { shippedDocuments } from './shipped-documents.ts'

const root = join(import.meta.dirname, '../../../..')
let server: Awaited<ReturnType<typeof createServer>>

beforeAll(async () => {
  server = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
  const web = createWeb({
    fastify: server,
    sessionKey: Buffer.alloc(32, 7),
    identify: async () => ({ actor: { kind: 'anonymous' }, sessionId: null }),
    frame: async (content) =>
      renderToStringAsync(
        <>
          <title>{content.title}</title>
          <main>{content.main}</main>
        </>,
      ),
    problemPage: (refusal, status) => ({ title: refusal.code, main: null, status }),
    pageVersion: () => '1',
  })
  const search = createSearch({
    knowledgeFolder: join(root, 'content/search'),
    documents: () => shippedDocuments(join(root, 'data/catalogue')),
    catalogue: { version: async () => 1, knownVersion: () => 1 },
  })
  await search.start()
  mountSearchPage(web, { search })
  mountSearchApi(web, { search, publicUrl: 'https://motcua.example' })
}, 60_000)
afterAll(() => server.close())

const ask = (path: string, parameters: Record<string, string> = {}) =>
  server.inject({ url: `${path}?${new URLSearchParams(parameters)}` })
const text = async (parameters: Record<string, string>, path = '/tim-kiem') => (await ask(path, parameters)).body

describe('/tim-kiem', () => {
  it('shows what was found with code, field, level, and what can be filed here', async () => {
    const html = await text({ q: 'làm giấy khai sinh cho con' })
    expect(html).toMatch(/<ol[^>]*>.*?href="\/thu-tuc\/1\.001193"[^>]*>[^<]*khai sinh/s)
    expect(html).toContain('Nộp được trên cổng này')
    expect(html).toContain('1.001193</span>')
    expect(html).toContain('Hộ tịch')
    expect(html).toContain('Cấp xã')
    expect(html).toContain('value="làm giấy khai sinh cho con"')
    expect(Buffer.byteLength(html)).toBeLessThan(60_000)
  })

  it('offers the mended spelling as a link', async () => {
    const html = await text({ q: 'dang ky khia sinh' })
    expect(html).toContain('Ý Ông/Bà là')
    expect(html).toMatch(/href="\/tim-kiem\?q=%C4%91%C4%83ng[^"]*"[^>]*>đăng ký khai sinh</)
  })

  it('filters by a plain form, keeps what is chosen, counts', async () => {
    const html = await text({ q: 'khai sinh', 'linh-vuc': 'ho-tich', cap: 'xa' })
    expect(html).toMatch(/<option value="ho-tich" selected>Hộ tịch \(\d+\)/)
    expect(html).toMatch(/<option value="xa" selected>Cấp xã \(\d+\)/)
    expect(html).toContain('<input type="hidden" name="q" value="khai sinh"/>')
    expect(html).toContain('href="/tim-kiem?q=khai+sinh">Bỏ các điều kiện lọc')
    expect(await text({ q: 'khai sinh', cap: 'bậy' })).not.toContain('Bỏ các điều kiện lọc')
    expect(await text({ q: 'khai sinh', 'linh-vuc': 'khong-co' })).toContain('Không có thủ tục nào hợp với các điều kiện lọc')
  })

  it('pages, and knows where the pages end', async () => {
    const html = await text({ q: 'giấy phép', trang: '2' })
    expect(html).toContain('rel="prev"')
    expect((await ask('/tim-kiem', { q: 'khai sinh', trang: '900' })).statusCode).toBe(404)
  })

  it('says plainly that nothing was found and what to try', async () => {
    const html = await text({ q: 'qwxz kjhg' })
    expect(html).toContain('Không tìm thấy thủ tục nào')
    expect(html).toContain('1022')
  })

  it('labels one body’s own procedures and those no longer published', async () => {
    expect(await text({ q: '2.000620' })).toContain('Không còn được công bố')
    expect(await text({ q: 'chip bán dẫn huế' })).toContain('Chỉ áp dụng: UBND Thành phố Huế')
  })

  it('speaks English under /en, the names staying Vietnamese', async () => {
    const html = await text({ q: 'khai sinh' }, '/en/tim-kiem')
    expect(html).toMatch(/\d+ procedures/)
    expect(html).toContain('href="/en/thu-tuc/1.001193" lang="vi"')
  })

  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['a broken attribute', '"><img src=x>'],
    ['10,000 letters', 'a'.repeat(10_000)],
    ['control and direction marks', '\u0000\u202e%00'],
    ['SQL', "' or 1=1 --"],
  ])('bears %s', async (_what, q) => {
    const answer = await ask('/tim-kiem', { q })
    expect(answer.statusCode).toBe(200)
    expect(answer.body).not.toContain('<script>alert')
    expect(answer.body).not.toContain('<img src=x')
    expect(answer.body).not.toContain('\u202e')
  })
})

describe('GET /api/v1/procedures', () => {
  it('answers with items, total and the way on', async () => {
    const answer = await ask('/api/v1/procedures', { q: 'đăng ký khai sinh', limit: '2' })
    expect(answer.statusCode).toBe(200)
    const first = answer.json()
    expect(first.items[0]).toEqual({
      code: '1.001193',
      name: 'Thủ tục đăng ký khai sinh',
      field: 'Hộ tịch',
      levels: ['commune'],
      onlineLevel: 'partial',
      status: 'current',
      url: 'https://motcua.example/thu-tuc/1.001193',
    })
    expect(first.items).toHaveLength(2)
    const next = (await ask('/api/v1/procedures', { q: 'đăng ký khai sinh', limit: '2', cursor: first.next })).json()
    expect(next.total).toBe(first.total)
    expect(next.items[0].code).not.toBe(first.items[0].code)
  })

  it('walks through the whole list', async () => {
    const codes = new Set<string>()
    let cursor: string | null = ''
    let total = 0
    while (cursor !== null) {
      const answer = await ask('/api/v1/procedures', { limit: '100', field: 'ho-tich', ...(cursor ? { cursor } : {}) })
      const part: { items: { code: string }[]; total: number; next: string | null } = answer.json()
      for (const item of part.items) codes.add(item.code)
      total = part.total
      cursor = part.next
    }
    expect(codes.size).toBe(total)
    expect(total).toBeGreaterThan(50)
  })

  it.each([
    [{ level: 'village' }, 'search-level'],
    [{ field: 'no such field' }, 'search-field'],
    [{ limit: '0' }, 'search-limit'],
    [{ limit: '101' }, 'search-limit'],
    [{ limit: 'ten' }, 'search-limit'],
    [{ cursor: '-3' }, 'search-cursor'],
    [{ cursor: 'abc' }, 'search-cursor'],
  ])('refuses %j', async (parameters, code) => {
    const answer = await ask('/api/v1/procedures', { q: 'khai sinh', ...(parameters as Record<string, string>) })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ code, status: 400 })
  })
})
