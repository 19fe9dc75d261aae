import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadContent } from '../modules/content/index.ts'
import { createServer, createWeb } from '../platform/http/index.ts'
import { createFrame, createProblemPage, type Deployment, mountSite } from './index.ts'

const deployment: Deployment = {
  agencyName: 'Phường Ninh Kiều, thành phố Cần Thơ',
  hotline: '1022',
  officeName: 'Trung tâm Phục vụ hành chính công phường Ninh Kiều',
  simulated: [],
  languages: ['vi', 'en'],
  catalogueDate: '2026-07-18',
}
const assets = (name: string) => `/assets/${name}`
let server: Awaited<ReturnType<typeof createServer>>

beforeAll(async () => {
  server = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
  const web = createWeb({
    fastify: server,
    sessionKey: Buffer.alloc(32),
    identify: async () => ({ actor: { kind: 'anonymous' }, sessionId: null }),
    frame: createFrame({ deployment: () => deployment, assets }),
    problemPage: createProblemPage({ hotline: () => deployment.hotline }),
    pageVersion: () => '1',
  })
  mountSite(web, {
    deployment: () => deployment,
    assets,
    content: loadContent(join(import.meta.dirname, '..', '..', 'content')),
    events: [],
    findProcedures: async () => [],
    findFilable: async () => ({ procedures: [], byGeneralForm: 0 }),
    countProcedures: async () => null,
    findDaysOff: async () => null,
    development: true,
    publicUrl: 'http://localhost',
  })
  await server.ready()
})

afterAll(() => server.close())

describe('the site on its server', () => {
  it.each([
    ['/', 'text/html'],
    ['/en', 'text/html'],
    ['/nop-ho-so', 'text/html'],
    ['/en/hoi-dap/phi-va-le-phi', 'text/html'],
    ['/quyen-rieng-tu', 'text/html'],
    ['/dev/ui', 'text/html'],
    ['/dev/ui/table', 'text/html'],
    ['/robots.txt', 'text/plain'],
    ['/manifest.webmanifest', 'application/manifest+json'],
  ])('%s is served', async (url, type) => {
    const response = await server.inject({ url, headers: { 'accept-encoding': 'identity' } })
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toContain(type)
    expect(response.headers['set-cookie']).toBeUndefined()
  })

  it.each(['/khong-co', '/en/hoi-dap/khong-co', '/dev/ui/khong-co', '/su-kien/khong-co'])(
    '%s is a page that says so',
    async (url) => {
      const response = await server.inject({ url, headers: { 'accept-encoding': 'identity' } })
      expect(response.statusCode).toBe(404)
      expect(response.body).toContain(url.startsWith('/en') ? 'This page was not found' : 'Không tìm thấy trang này')
    },
  )

  it('keeps home compressed and answers 304 to its tag', async () => {
    const first = await server.inject({ url: '/', headers: { 'accept-encoding': 'gzip' } })
    expect(first.headers['content-encoding']).toBe('gzip')
    const again = await server.inject({ url: '/', headers: { 'if-none-match': String(first.headers.etag) } })
    expect(again.statusCode).toBe(304)
  })
})
