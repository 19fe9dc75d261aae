import { join } from 'node:path'
import { HtmlValidate } from 'html-validate/node'
import { describe, expect, it } from 'vitest'
import { loadContent } from '../modules/content/index.ts'
import type { Answer, Audience, Handler, Web, WebRequest } from '../platform/http/index.ts'
import { allProblems } from '../platform/problems.ts'
import { createFrame, createProblemPage, type Deployment, mountSite, type SiteDeps } from './index.ts'

const judge = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'long-title': 'off', 'no-inline-style': 'error', 'tel-non-breaking': 'off', 'prefer-native-element': 'off' },
})

const deployment: Deployment = {
  agencyName: 'Phường Ninh Kiều, thành phố Cần Thơ',
  hotline: '1022',
  officeName: 'Trung tâm Phục vụ hành chính công phường Ninh Kiều',
  officePhone: '0292 3000 000',
  simulated: ['email', 'sms'],
  languages: ['vi', 'en'],
  catalogueDate: '2026-07-18',
}

const deps: SiteDeps = {
  deployment: () => deployment,
  content: loadContent(join(import.meta.dirname, '..', '..', 'content')),
  events: [
    { slug: 'co-con-nho', for: 'citizen', vi: 'Có con nhỏ', en: 'Having a young child', first: ['1.001193'] },
    { slug: 'khoi-su-kinh-doanh', for: 'business', vi: 'Khởi sự kinh doanh', en: 'Starting a business', first: [] },
  ],
  assets: (name) => `/assets/${name}`,
  findProcedures: async (codes) => codes.map((code) => ({ code, name: `Thủ tục ${code}` })),
  findFilable: async () => ({ procedures: [{ code: '1.001193', name: 'Thủ tục đăng ký khai sinh' }], byGeneralForm: 0 }),
  countProcedures: async () => 5478,
  findDaysOff: async () => ({
    name: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnam Culture Day' },
    from: '2026-11-24',
    to: '2026-11-24',
    reopens: '2026-11-25',
  }),
  development: false,
  publicUrl: 'https://example.vn',
}

function mounted(over: Partial<SiteDeps> = {}): Map<string, Handler> {
  const routes = new Map<string, Handler>()
  const refuse = () => {
    throw new Error('The site only reads.')
  }
  const web: Web = {
    get: (url, _access, handler) => routes.set(url, handler),
    post: refuse,
    put: refuse,
    patch: refuse,
    delete: refuse,
    routes: [],
  }
  mountSite(web, { ...deps, ...over })
  return routes
}

const request = (lang: 'vi' | 'en', path: string, over: Partial<WebRequest> = {}) =>
  ({
    params: {},
    query: {},
    lang,
    path,
    url: lang === 'en' ? `/en${path}` : path,
    actor: { kind: 'anonymous' },
    csrf: null,
    requestId: '019aa1b2-7c3d-7000-8000-1234567890ab',
    ...over,
  }) as WebRequest

const frame = createFrame({
  deployment: () => deployment,
  assets: deps.assets,
  navigation: async () => [
    { title: 'Việc', items: [{ key: 'moi', href: '/can-bo/moi', text: 'Mới', count: 2, shortcut: 'g m' }] },
  ],
})

async function documentOf(answer: Answer, asked: WebRequest, audience: Audience = 'public'): Promise<string> {
  if (answer.kind !== 'page') throw new Error(`A page was expected, not ${answer.kind}.`)
  return frame(answer.page, asked, audience)
}

async function faultsOf(html: string): Promise<string[]> {
  const { results } = await judge.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId}: ${message} (${line})`),
  )
}

const PAGES: [route: string, path: string, params?: Record<string, string>][] = [
  ['/', '/'],
  ['/hien-thi', '/hien-thi'],
  ['/nop-ho-so', '/nop-ho-so'],
  ['/hoi-dap', '/hoi-dap'],
  ['/su-kien', '/su-kien'],
  ['/su-kien/:slug', '/su-kien/co-con-nho', { slug: 'co-con-nho' }],
  ...deps.content.pages.vi.map(({ slug }): [string, string] => [`/${slug}`, `/${slug}`]),
  ...deps.content.questions.vi.map(({ slug }): [string, string, Record<string, string>] => [
    '/hoi-dap/:slug',
    `/hoi-dap/${slug}`,
    { slug },
  ]),
]

async function show(
  lang: 'vi' | 'en',
  route: string,
  path: string,
  params: Record<string, string> = {},
  over: Partial<SiteDeps> = {},
) {
  const asked = request(lang, path, { params })
  const handler = mounted(over).get(route)
  if (!handler) throw new Error(`No route ${route}.`)
  return documentOf(await handler(asked), asked)
}

describe.each(['vi', 'en'] as const)('pages of the site (%s)', (lang) => {
  it.each(PAGES)(
    '%s %s is valid, speaks its language and carries nothing of the visitor',
    async (route, path, params) => {
      const html = await show(lang, route, path, params)
      expect(await faultsOf(html)).toEqual([])
      expect(html).toContain(`<html lang="${lang}">`)
      expect(html).not.toMatch(/_csrf|_key|\{\w+\}| style=|<script>[^<]/)
      const wrong = [...html.matchAll(/ href="(\/[^"]*)"(?![^>]*hreflang)/g)]
        .map(([, address = '']) => address)
        .filter(
          (address) => !/^\/(assets|manifest|dev)/.test(address) && /^\/en(\/|$)/.test(address) !== (lang === 'en'),
        )
      expect(wrong).toEqual([])
    },
  )
})

describe('home', () => {
  it('shows search, the doors, the events, the next day off and the catalogue’s date', async () => {
    const html = await show('vi', '/', '/')
    for (const words of [
      'Ông/Bà cần làm thủ tục gì?',
      'Nộp hồ sơ trực tuyến',
      'Thanh toán trực tuyến (chưa mở)',
      'Có con nhỏ',
      'Thứ Ba, 24/11/2026: nghỉ Ngày Văn hóa Việt Nam',
      'thứ Tư, 25/11/2026',
      '5.478 thủ tục',
      '18/07/2026',
    ]) {
      expect(html).toContain(words)
    }
  })

  it('leaves out what is not known', async () => {
    const html = await show(
      'vi',
      '/',
      '/',
      {},
      { findDaysOff: async () => null, countProcedures: async () => null, findProcedures: async () => [] },
    )
    expect(html).not.toMatch(/nghỉ Ngày|Danh mục có|Dịch vụ hay dùng/)
    expect(await faultsOf(html)).toEqual([])
  })

  it('weighs little before its style sheet', async () => {
    const { gzipSync } = await import('node:zlib')
    expect(gzipSync(await show('vi', '/', '/')).length).toBeLessThan(9000)
  })
})

describe('frames', () => {
  const page = { kind: 'page', page: { title: 'Trang', main: <h1>Trang</h1>, scripts: ['upload'] } } as const
  const citizen = { kind: 'citizen', accountId: 'a', personId: 'p', name: 'Nguyễn Thị <Lan>', via: 'session' } as const
  const staff = {
    kind: 'staff',
    staffId: 's',
    name: 'Trần Thủy',
    posts: [{ postId: '1', agencyId: '2', agencyPath: '2/', title: 'Cán bộ một cửa', duties: ['reception'] }],
  } as const

  it.each([
    ['citizen', '/ho-so', citizen],
    ['officer', '/can-bo/moi', staff],
    ['admin', '/quan-tri', staff],
    ['sandbox', '/sandbox', { kind: 'anonymous' }],
  ] as const)('of the %s is valid', async (audience, path, actor) => {
    const html = await documentOf(page, request('vi', path, { actor, csrf: 'c' }), audience)
    expect(await faultsOf(html)).toEqual([])
    expect(html).toContain('/assets/upload.js')
  })

  it('names who is signed in, escaped, and signs out by a post', async () => {
    const html = await documentOf(page, request('vi', '/ho-so', { actor: citizen, csrf: 'c' }), 'citizen')
    expect(html).toContain('Nguyễn Thị &lt;Lan>')
    expect(html).toMatch(/<form action="\/dang-xuat" method="post"><input type="hidden" name="_csrf" value="c"\/>/)
  })

  it('carries over nothing from the page before: title, description, who is signed in', async () => {
    const described = { kind: 'page', page: { title: 'Trang đầu', description: 'Nói về trang <một>', main: <h1>Trang đầu</h1> } } as const
    expect(await documentOf(described, request('vi', '/ho-so', { actor: citizen, csrf: 'c' }), 'citizen')).toContain('content="Nói về trang &lt;một>"')
    const html = await documentOf({ kind: 'page', page: { title: 'Hai', main: <h1>Hai</h1> } }, request('vi', '/ho-so', { actor: { ...citizen, name: 'Lê Hai' }, csrf: 'd' }), 'citizen')
    expect(html).toMatch(/<title>Hai – .*Lê Hai<.*value="d"/s)
    expect(html).not.toMatch(/name="description"|Trang đầu|Lan|value="c"/)
    expect(await documentOf({ kind: 'page', page: { title: 'Ba', main: <h1>Ba</h1> } }, request('vi', '/ho-so'))).not.toMatch(/dang-xuat|Lê Hai|_csrf/)
  })

  it('marks where the reader is', async () => {
    const html = await documentOf(page, request('vi', '/can-bo/moi', { actor: staff }), 'officer')
    expect(html).toMatch(/href="\/can-bo\/moi" aria-current="page"/)
  })

  it('switches the language at the same address with its query', async () => {
    const html = await documentOf(page, request('en', '/tim-kiem', { url: '/en/tim-kiem?q=x' }))
    expect(html).toContain('href="/tim-kiem?q=x"')
  })

  it('says on every page of the sandbox that it is simulated', async () => {
    expect(await documentOf(page, request('vi', '/sandbox'), 'sandbox')).toContain('MÔ PHỎNG')
  })
})

describe('error pages', () => {
  const problemPage = createProblemPage({ hotline: () => '1022' })

  it.each([403, 404, 413, 422, 429, 500, 503] as const)(
    '%i says what happened, what is kept, what to do, with a code',
    async (status) => {
      const [code = ''] = [...allProblems()].find(([, problem]) => problem.status === status) ?? []
      for (const lang of ['vi', 'en'] as const) {
        const asked = request(lang, '/x')
        const html = await frame(
          problemPage({ code, params: { seconds: 30, detail: 'x' } }, status, asked),
          asked,
          'public',
        )
        expect(await faultsOf(html)).toEqual([])
        expect(html).toContain(asked.requestId)
        expect(html).toContain(lang === 'vi' ? 'Điều đã được giữ' : 'What is kept')
      }
    },
  )
})
