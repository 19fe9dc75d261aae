import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { behaviourWords } from '../behaviour-words.ts'

/** As a page carries it. */
const say = (behaviour: 'upload' | 'autosave') => behaviourWords('vi', behaviour).replaceAll('"', '&quot;')

const ROOT = join(import.meta.dirname, '..', '..', '..')
const assets = mkdtempSync(join(tmpdir(), 'behaviours-'))
const BROWSER_START_MS = 60_000

let browser: Browser
let page: Page
let server: Server
let origin: string
/** What the server answers to a post; each test sets its own. */
let answerPost: (request: IncomingMessage, body: string, response: ServerResponse) => void
let bodies: string[]
let main: string
let scripts: string[]

const documentOf = (content: string) =>
  `<!doctype html><html lang="vi"><head><title>Thử</title><script src="/base.js"></script>${scripts
    .map((name) => `<script type="module" src="/${name}.js"></script>`)
    .join('')}</head><body><main tabindex="-1">${content}</main></body></html>`

function serve(request: IncomingMessage, response: ServerResponse) {
  if (request.method === 'POST') {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      bodies.push(body)
      answerPost(request, body, response)
    })
    return
  }
  if (request.url?.startsWith('/can-bo/song')) {
    response.setHeader('content-type', 'text/event-stream')
    response.write('event: ho-so\ndata: {"revision":4}\n\n')
    return
  }
  const script = /^\/([\w-]+)\.js$/.exec(request.url ?? '')?.[1]
  response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8')
  response.end(script ? readFileSync(join(assets, `${script}.js`)) : documentOf(main))
}

async function open(content: string, names: string[] = []) {
  main = content
  scripts = names
  await page.goto(`${origin}/trang`)
}

beforeAll(async () => {
  const esbuild = await import('esbuild')
  const entryPoints = ['base', 'upload', 'autosave', 'shortcuts', 'papers', 'live'].map((name) =>
    join(ROOT, 'src/ui/behaviours', `${name}.ts`),
  )
  await esbuild.build({ entryPoints, outdir: assets, bundle: true, format: 'esm', logLevel: 'error' })
  server = createServer(serve).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const args = chromium.args.filter((arg) => !/single-process|no-zygote|headless/.test(arg))
  browser = await playwright.launch({ executablePath: await chromium.executablePath(), args, headless: true })
}, BROWSER_START_MS)

afterAll(async () => {
  await browser?.close()
  server?.close()
  rmSync(assets, { recursive: true, force: true })
})

beforeEach(async () => {
  await page?.context().close()
  page = await (await browser.newContext()).newPage()
  bodies = []
  answerPost = (_request, _body, response) => response.end()
})

const focused = () => page.evaluate(() => document.activeElement?.id)

describe('base', () => {
  it('goes to the error summary, and from its link to the first field of a date', async () => {
    await open(`<div id="tong" class="govuk-error-summary" tabindex="-1" data-behaviour="error-summary"><a href="#ngay">Sửa</a></div>
      <div id="ngay"><input id="ngay-day"><input id="ngay-month"></div>`)
    await page.waitForFunction(() => document.activeElement?.id === 'tong')
    await page.click('a')
    await page.waitForFunction(() => document.activeElement?.id === 'ngay-day')
  })

  it('keeps the display settings on the device and applies them before the next page is painted', async () => {
    const settings = `<div data-behaviour="display" data-kept="Đã nhớ">
      <input type="radio" name="text" value="" checked><input type="radio" name="text" value="large" id="lon">
      <input type="radio" name="theme" value="" checked><input type="radio" name="theme" value="dark" id="toi"><output></output></div>`
    await open(settings)
    await page.check('#lon')
    await page.check('#toi')
    expect(await page.textContent('output')).toBe('Đã nhớ')
    await open(settings)
    expect(await page.evaluate(() => ({ ...document.documentElement.dataset }))).toEqual({
      text: 'large',
      theme: 'dark',
      script: '',
    })
    expect(await page.isChecked('#toi')).toBe(true)
    expect(await page.context().cookies()).toEqual([])
  })
})

describe('upload', () => {
  const form = `<form method="post" action="/gui" enctype="multipart/form-data" data-behaviour="upload" data-max-bytes="2000000" data-say="${say('upload')}">
    <input type="file" name="file" id="tep"><button>Gửi</button></form>`
  const choose = (size: number) =>
    page.setInputFiles('#tep', { name: 'anh.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(size) })

  it('tells the size before sending, and warns of a file that is too large', async () => {
    await open(form, ['upload'])
    await choose(1_500_000)
    expect(await page.textContent('.mc-said')).toBe('Đã chọn 1 tệp, 1,5 MB.')
    await choose(3_000_000)
    expect(await page.textContent('.mc-said--trouble')).toContain('lớn hơn 2,0 MB')
  })

  it('goes on to where the server sends it', async () => {
    answerPost = (_request, _body, response) => response.writeHead(303, { location: '/xong' }).end()
    await open(form, ['upload'])
    await choose(500_000)
    await page.click('button')
    await page.waitForURL('**/xong')
    expect(bodies).toHaveLength(1)
    expect(bodies[0]).toContain('filename="anh.jpg"')
  })

  it('shows what became of the same page without asking for it again', async () => {
    answerPost = (_request, _body, response) => response.writeHead(303, { location: '/trang' }).end()
    await open(`<section id="anh">${form}</section>`, ['upload'])
    await choose(500_000)
    main = '<section id="anh"><p>anh.jpg</p></section>'
    const asked: string[] = []
    page.on('request', (request) => asked.push(`${request.method()} ${request.url().slice(origin.length)}`))
    await page.click('button')
    await page.waitForSelector('text=anh.jpg')
    expect(await focused()).toBe('anh')
    expect(asked).toEqual(['POST /gui', 'GET /trang'])
  })

  it('shows what must be corrected in place of the page', async () => {
    answerPost = (_request, _body, response) =>
      response
        .writeHead(422, { 'content-type': 'text/html; charset=utf-8' })
        .end(documentOf('<div id="tong" data-behaviour="error-summary" tabindex="-1">Tệp là HTML</div>'))
    await open(form, ['upload'])
    await choose(1000)
    await page.click('button')
    await page.waitForSelector('text=Tệp là HTML')
    expect(await focused()).toBe('tong')
  })

  it('says plainly that the line was lost, and lets it be sent again', async () => {
    answerPost = (request) => request.socket.destroy()
    await open(form, ['upload'])
    await choose(1000)
    await page.click('button')
    await page.waitForSelector('text=Mất kết nối nên tệp chưa gửi được')
    answerPost = (_request, _body, response) => response.writeHead(303, { location: '/xong' }).end()
    await page.click('button')
    await page.waitForURL('**/xong')
  })
})

describe('autosave', () => {
  const form = `<form method="post" action="/luu" data-behaviour="autosave" data-draft="d1" data-say="${say('autosave')}"><input type="hidden" name="_csrf" value="c">
    <input name="ho-ten" id="ho-ten"><input type="radio" name="gioi" value="nu" id="nu"></form><p data-telling>Đã lưu lúc 08:00</p>`
  const said = () => page.textContent('[data-telling]')

  it('saves a few seconds after typing stops and says when', async () => {
    answerPost = (_request, _body, response) =>
      response.setHeader('content-type', 'application/json').end('{"savedAt":"14:32"}')
    await open(form, ['autosave'])
    await page.fill('#ho-ten', 'Nguyễn Ngọc Ánh')
    await page.waitForFunction(
      () => document.querySelector('[data-telling]')?.textContent === 'Đã lưu lúc 14:32.',
      null,
      { timeout: 8000 },
    )
    expect(bodies).toHaveLength(1)
    const sent = new URLSearchParams(bodies[0])
    expect([sent.get('ho-ten'), sent.get('_csrf')]).toEqual(['Nguyễn Ngọc Ánh', 'c'])
    expect(sent.get('_key')).toBeTruthy()
  })

  it('keeps on the device what could not be sent, and restores and sends it when the page is opened again', async () => {
    answerPost = (request) => request.socket.destroy()
    await open(form, ['autosave'])
    await page.fill('#ho-ten', 'Ánh')
    await page.check('#nu')
    await page.waitForFunction(
      () => document.querySelector('[data-telling]')?.textContent?.includes('được giữ trên máy này'),
      null,
      { timeout: 8000 },
    )
    answerPost = (_request, _body, response) =>
      response.setHeader('content-type', 'application/json').end('{"savedAt":"14:40"}')
    await open(form, ['autosave'])
    expect(await page.inputValue('#ho-ten')).toBe('Ánh')
    expect(await page.isChecked('#nu')).toBe(true)
    await page.waitForFunction(
      () => document.querySelector('[data-telling]')?.textContent === 'Đã lưu lúc 14:40.',
      null,
      { timeout: 8000 },
    )
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
  })

  it('says when the session has ended', async () => {
    answerPost = (_request, _body, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Đăng nhập</h1>')
    await open(form, ['autosave'])
    await page.fill('#ho-ten', 'Ánh')
    await page.waitForFunction(
      () => document.querySelector('[data-telling]')?.textContent?.includes('Phiên đăng nhập đã hết'),
      null,
      { timeout: 8000 },
    )
    expect(await said()).toContain('giữ trên máy này')
  })
})

describe('shortcuts', () => {
  const office = `<a href="/moi" data-key="g m" data-key-name="Mới gửi đến">Mới</a><input id="o">
    <table class="mc-table"><tbody><tr><td><a href="/1" id="a1">1</a></td></tr><tr><td><a href="/2" id="a2">2</a></td></tr></tbody></table>
    <dialog class="mc-keys"><dl></dl><form method="dialog"><button>Đóng</button></form></dialog>`

  it('walks the rows with j and k', async () => {
    await open(office, ['shortcuts'])
    await page.keyboard.press('j')
    expect(await focused()).toBe('a1')
    await page.keyboard.press('j')
    expect(await focused()).toBe('a2')
    await page.keyboard.press('k')
    expect(await focused()).toBe('a1')
  })

  it('lists the keys of the page by ?', async () => {
    await open(office, ['shortcuts'])
    await page.keyboard.press('?')
    expect(await page.textContent('dialog[open] dl')).toBe('g mMới gửi đến')
  })

  it('presses what carries the keys in turn, and leaves typing alone', async () => {
    await open(office, ['shortcuts'])
    await page.focus('#o')
    await page.keyboard.type('gm')
    expect(await page.inputValue('#o')).toBe('gm')
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await page.waitForURL('**/moi')
  })
})

describe('papers', () => {
  it('zooms and turns the picture, its box turned with it', async () => {
    const picture = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='200' height='100'/%3E"
    await open(
      `<figure class="mc-paper-view"><div class="mc-paper-tools"><button value="1.25">Phóng to</button><button value="">Xoay</button></div><div class="mc-paper-scroll"><img class="mc-paper-image" alt="Giấy chứng sinh" src="${picture}"></div></figure>`,
      ['papers'],
    )
    const box = async () => (await page.locator('img').boundingBox()) ?? { width: 0, height: 0 }
    await page.click('text=Xoay')
    const turned = await box()
    expect(turned.height / turned.width).toBeCloseTo(2, 1)
    await page.click('text=Xoay')
    const before = await box()
    await page.click('text=Phóng to')
    expect((await box()).width / before.width).toBeCloseTo(1.25, 1)
  })
})

describe('live', () => {
  it('says that the case has changed, also to somebody whose session ended meanwhile: what is answered with a page is not read', async () => {
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    await open('<div data-live-case="H1" data-revision="3" hidden><p></p></div>', ['live'])
    await page.getByText('Hồ sơ vừa thay đổi sau khi trang này được mở.').waitFor()
    expect(faults).toEqual([])
  })
})
