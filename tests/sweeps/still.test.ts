import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { closeBrowser, openBrowser } from '../support/browser.ts'
import type { Client } from './client.ts'
import { citizenPages, officePages, openWorld, type World } from './scenes.ts'

/** What lies below the fold is seen too: a screen as tall as most pages. */
const HEIGHT = 3000
/** How long a page is watched after its scripts have run. */
const WATCHED_MS = 250

let app: TestApp
let world: World
beforeAll(async () => {
  app = await startTestApp()
  world = await openWorld(app)
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

type Shift = PerformanceEntry & { value: number; sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[] }
type Watching = typeof globalThis & { moved: () => string[] }

/** Runs in the page before anything else, which stands in a browser that reads codes: keeps what the browser says was moved after it had been painted. */
function watch(): void {
  const named = (node: Node | null): string => (node instanceof Element ? `${node.tagName.toLowerCase()}${node.id ? `#${node.id}` : ''}.${node.className}` : `text in ${node?.parentElement?.tagName.toLowerCase() ?? 'what is gone'}`)
  const told = ({ value, sources }: Shift) => `${value.toFixed(5)}: ${sources.map(({ node, previousRect, currentRect }) => `${named(node)} ${previousRect.y}+${previousRect.height} -> ${currentRect.y}+${currentRect.height}`).join('; ')}`
  const all: string[] = []
  const observer = new PerformanceObserver((list) => void all.push(...(list.getEntries() as Shift[]).map(told)))
  observer.observe({ type: 'layout-shift', buffered: true })
  Object.assign(globalThis, { BarcodeDetector: class { detect = async () => [] }, moved: () => [...all, ...(observer.takeRecords() as Shift[]).map(told)] })
}

const painted = () => performance.getEntriesByName('first-contentful-paint').length > 0
const afterFrames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))

type Pages = readonly (readonly [name: string, who: Client, url: string])[]

/** Opens pages whose scripts arrive when all else is painted, as over a weak line; tells what moved then. */
async function movedOn(width: 360 | 1280, pages: Pages, { scripts = 'late', look }: { scripts?: 'late' | 'lost'; look?: (page: Page) => Promise<void> } = {}): Promise<string[]> {
  const browser = await openBrowser()
  const faults: string[] = []
  const people = new Map<Client, Page>()
  let allowed: Promise<unknown> = Promise.resolve()
  const tabOf = async (who: Client): Promise<Page> => {
    const known = people.get(who)
    if (known) return known
    const context = await browser.newContext({ baseURL: app.url, viewport: { width, height: HEIGHT }, locale: 'vi-VN' })
    context.setDefaultTimeout(20_000)
    await context.addCookies([...who.cookies].map(([name, value]) => ({ name, value, url: app.url })))
    await context.addInitScript(watch)
    await context.route(/\/assets\/(?!base-)[^/]*\.js$/, async (route) => {
      await allowed
      await (scripts === 'lost' ? route.abort() : route.continue())
    })
    const page = await context.newPage()
    people.set(who, page)
    return page
  }
  try {
    for (const [name, who, url] of pages) {
      const page = await tabOf(who)
      const { promise: held, resolve: release } = Promise.withResolvers<void>()
      allowed = held
      await page.goto(url, { waitUntil: 'commit' })
      await page.waitForFunction(painted)
      await page.evaluate(afterFrames)
      release()
      await page.waitForLoadState('load')
      await page.waitForTimeout(WATCHED_MS)
      await look?.(page)
      faults.push(...(await page.evaluate(() => (globalThis as Watching).moved())).map((shift) => `${name} ${url}: moved by ${shift}`))
    }
    return faults
  } finally {
    for (const page of people.values()) await page.context().close()
  }
}

/** On which most people do most: looked at on both screens. */
const OFTEN = new Set(['home', 'search', 'procedure with a package', 'step 1', 'step 2', 'step 2 with papers', 'step 3', 'step 4', 'tracking, found', 'my dossiers', 'dossier with everything', 'inbox', 'case, filed', 'case with everything', 'counter'])
/** Every page on both: slower, run by hand. */
const ALL = process.env.SWEEP_ALL !== undefined
const often = (pages: Pages): Pages => pages.filter(([name]) => ALL || OFTEN.has(name))

describe('nothing that is seen moves when the scripts of the page come', () => {
  it('on citizens’ pages on a phone', async () => {
    expect(await movedOn(360, citizenPages(world))).toEqual([])
  })
  it('on citizens’ pages at a desk', async () => {
    expect(await movedOn(1280, often(citizenPages(world)))).toEqual([])
  })
  it('on officers’ pages at a desk', async () => {
    expect(await movedOn(1280, officePages(world))).toEqual([])
  })
  it('on officers’ pages on a phone', async () => {
    expect(await movedOn(360, often(officePages(world)))).toEqual([])
  })

  it('and where they never come, what does their work is there: that it moves then is seen', async () => {
    const steps = citizenPages(world).filter(([name]) => name === 'step 1' || name === 'step 2')
    const moved = await movedOn(360, steps, {
      scripts: 'lost',
      look: async (page) => {
        await page.getByRole('button', { name: 'Hiện danh sách xã, phường' }).first().waitFor()
        await page.evaluate(afterFrames)
      },
    })
    for (const [name] of steps) expect(moved.filter((one) => one.startsWith(name)).length, name).toBeGreaterThan(0)
  })

  it('and where they have not come after ten seconds, it is there too', async () => {
    const context = await (await openBrowser()).newContext({ baseURL: app.url, viewport: { width: 360, height: HEIGHT }, locale: 'vi-VN' })
    try {
      await context.addCookies([...world.citizen.cookies].map(([name, value]) => ({ name, value, url: app.url })))
      const page = await context.newPage()
      const { promise: held, resolve: release } = Promise.withResolvers<void>()
      await page.route(/\/assets\/(?!base-)[^/]*\.js$/, async (route) => {
        await held
        await route.abort()
      })
      const [, , url] = citizenPages(world).find(([name]) => name === 'step 1') ?? expect.fail('There is no first step.')
      await page.goto(url, { waitUntil: 'commit' })
      await page.waitForFunction(painted)
      const button = page.getByRole('button', { name: 'Hiện danh sách xã, phường' }).first()
      expect(await button.isVisible()).toBe(false)
      await button.waitFor({ timeout: 12_000 })
      release()
    } finally {
      await context.close()
    }
  })
})
