import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, type Locator, type Page, chromium as playwright } from 'playwright-core'
import { expect } from 'vitest'
import type { TestApp } from './app.ts'

let shared: Promise<Browser> | null = null

/** In one process two people's browsers would share what must be apart: cookies of one went with requests of the other. */
const ARGS = chromium.args.filter((arg) => arg !== '--single-process')

/** One browser for the whole file; closed by `closeBrowser`. */
export function openBrowser(): Promise<Browser> {
  shared ??= chromium.executablePath().then((executablePath) => playwright.launch({ executablePath, args: ARGS, headless: true }))
  return shared
}

export async function closeBrowser(): Promise<void> {
  const browser = await shared
  shared = null
  await browser?.close()
}

export interface Visitor {
  page: Page
  context: BrowserContext
  /** What went wrong in the browser: script errors, refused content, failed requests of the site's own. */
  troubles: string[]
  /** What was asked for and how it was answered, without what belongs to the look of a page. */
  trace: string[]
  close(): Promise<void>
}

export interface Device {
  /** Script on or off. */
  script: boolean
  width: 360 | 1280
}

export const PHONE_WITHOUT_SCRIPT: Device = { script: false, width: 360 }
export const DESKTOP: Device = { script: true, width: 1280 }

/** A person with a browser of their own: no cookies of anybody else. */
export async function openVisitor(app: Pick<TestApp, 'url'>, device: Device = DESKTOP): Promise<Visitor> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    baseURL: app.url,
    javaScriptEnabled: device.script,
    viewport: { width: device.width, height: device.width === 360 ? 740 : 900 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const troubles: string[] = []
  const trace: string[] = []
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) troubles.push(`console: ${message.text()}`)
  })
  page.on('response', (response) => {
    if (!response.url().includes('/assets/')) trace.push(`${response.request().method()} ${response.status()} ${response.url()}`)
    if (response.status() >= 500) troubles.push(`${response.status()} ${response.url()}`)
  })
  return { page, context, troubles, trace, close: () => context.close() }
}

/** What a person sees of it once the page has come whole: hidden and folded parts don't count. */
export async function seenText(place: Locator, timeout?: number): Promise<string> {
  const within = timeout === undefined ? {} : { timeout }
  await place.page().waitForLoadState('domcontentloaded', within)
  // biome-ignore lint/performance/useDomNodeTextContent: the rendered text is what the journeys are about
  return place.innerText(within)
}

/** The bytes of a file behind a link, fetched with the visitor's own cookies. */
export async function download(visitor: Visitor, href: string): Promise<{ body: Buffer; type: string; disposition: string }> {
  const response = await visitor.context.request.get(href)
  expect(response.status(), href).toBe(200)
  const headers = response.headers()
  return { body: await response.body(), type: headers['content-type'] ?? '', disposition: headers['content-disposition'] ?? '' }
}

/** The page must not be wider than the screen. */
export async function expectFits(page: Page): Promise<void> {
  await page.waitForLoadState('domcontentloaded')
  const { wide, screen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, screen: document.documentElement.clientWidth }))
  expect(wide, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(screen)
}

/** Tells, with a failure, which page each visitor stood on and what it said. */
export async function withPages<T>(visitors: () => readonly Visitor[], story: () => Promise<T>): Promise<T> {
  try {
    return await story()
  } catch (error) {
    const seen: string[] = []
    for (const { page, troubles, trace } of visitors()) {
      const text = await seenText(page.locator('body'), 2000).catch(() => 'no text')
      seen.push(`--- ${page.url()}\n${[...troubles, ...trace.slice(-4)].join('\n')}\n${text.replace(/\s+/g, ' ').slice(0, 500)}`)
    }
    if (error instanceof Error) error.message += `\n${seen.join('\n')}`
    throw error
  }
}

/** What a person sees fits their screen; its picture is kept where SHOTS names a folder. */
export async function look(visitor: Visitor, name: string): Promise<void> {
  await expectFits(visitor.page)
  if (process.env.SHOTS) await visitor.page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
}
