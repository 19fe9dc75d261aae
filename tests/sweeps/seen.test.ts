import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { closeBrowser, openBrowser } from '../support/browser.ts'
import type { Client } from './client.ts'
import { citizenPages, officePages, openWorld, type World } from './scenes.ts'
import { vietnameseOutside } from './vietnamese.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

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

interface Look {
  width: 360 | 1280
  dark?: boolean
}

/** A tab for each person who looks. */
async function withTabs<R>(look: Look, work: (tabOf: (who: Client) => Promise<Page>) => Promise<R>): Promise<R> {
  const browser = await openBrowser()
  const contexts = new Map<Client, BrowserContext>()
  const tabs = new Map<Client, Page>()
  try {
    return await work(async (who) => {
      const known = tabs.get(who)
      if (known) return known
      const context = await browser.newContext({ baseURL: app.url, viewport: { width: look.width, height: 900 }, colorScheme: look.dark ? 'dark' : 'light', reducedMotion: 'reduce' })
      context.setDefaultTimeout(20_000)
      await context.addCookies([...who.cookies].map(([name, value]) => ({ name, value, url: app.url })))
      const page = await context.newPage()
      contexts.set(who, context)
      tabs.set(who, page)
      return page
    })
  } finally {
    for (const context of contexts.values()) await context.close()
  }
}

interface Violation {
  id: string
  help: string
  nodes: { target: string[]; failureSummary: string }[]
}

async function violationsOf(page: Page, only?: readonly string[]): Promise<string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate(async (rules) => {
    const { run } = (globalThis as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> } }).axe
    const options = rules ? { runOnly: { type: 'rule', values: rules } } : { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
    return (await run(document, { ...options, resultTypes: ['violations'] })).violations
  }, only ?? null)
  return found.flatMap((violation) => violation.nodes.slice(0, 3).map((node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ').slice(0, 200)}`))
}

/** One h1, and no level is left out on the way down. */
const headingFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter((one) => (one as HTMLElement).offsetParent !== null || one.closest('details')).map((one) => Number(one.tagName[1]))
    const faults = levels.filter((level) => level === 1).length === 1 ? [] : ['not exactly one h1']
    levels.forEach((level, index) => {
      if (index > 0 && level > (levels[index - 1] ?? 0) + 1) faults.push(`h${levels[index - 1]} is followed by h${level}`)
    })
    return faults
  })

const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => (document.documentElement.scrollWidth > document.documentElement.clientWidth ? [`wider than the screen by ${document.documentElement.scrollWidth - document.documentElement.clientWidth} px`] : []))

type PageList = readonly (readonly [name: string, who: Client, url: string])[]
const english = (list: PageList): PageList => list.map(([name, who, url]) => [name, who, url === '/' ? '/en' : `/en${url}`])
/** Every look at every page: slower, run by hand. */
const ALL = process.env.SWEEP_ALL !== undefined

async function sweep(look: Look, pages: PageList, judge: (page: Page, url: string) => Promise<string[]>): Promise<string[]> {
  return withTabs(look, async (tabOf) => {
    const faults: string[] = []
    for (const [name, who, url] of pages) {
      const page = await tabOf(who)
      await page.goto(url, { waitUntil: 'load' })
      faults.push(...(await judge(page, url)).map((fault) => `${name} ${url}: ${fault}`))
    }
    return faults
  })
}

const judged = async (page: Page) => [...(await violationsOf(page)), ...(await headingFaults(page)), ...(await tooWide(page))]
const inEnglish = async (page: Page) => [...(await judged(page)), ...(await vietnameseOutside(page))]

describe('every page is good for everybody', () => {
  it('in Vietnamese on a phone', async () => {
    expect(await sweep({ width: 360 }, citizenPages(world), judged)).toEqual([])
  })
  it('in English on a desktop, with nothing Vietnamese that is not marked so', async () => {
    expect(await sweep({ width: 1280 }, english(citizenPages(world)), inEnglish)).toEqual([])
  })
  it('at an officer’s desk', async () => {
    expect(await sweep({ width: 1280 }, officePages(world), judged)).toEqual([])
  })
  it('in the dark', async () => {
    const contrast = (page: Page) => violationsOf(page, ['color-contrast'])
    expect(await sweep({ width: 1280, dark: true }, [...citizenPages(world), ...officePages(world)], contrast)).toEqual([])
  })
  it.runIf(ALL)('at the other width too', async () => {
    expect(await sweep({ width: 1280 }, citizenPages(world), judged)).toEqual([])
    expect(await sweep({ width: 360 }, english(citizenPages(world)), inEnglish)).toEqual([])
    expect(await sweep({ width: 360 }, officePages(world), judged)).toEqual([])
  })
})
