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
      const context = await browser.newContext({ baseURL: app.url, viewport: { width: look.width, height: 900 }, colorScheme: 'light', reducedMotion: 'reduce' })
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

async function violationsOf(page: Page, look: { only?: readonly string[]; without?: readonly string[] } = {}): Promise<string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate(async ({ only, without }) => {
    const { run } = (globalThis as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> } }).axe
    const options = only ? { runOnly: { type: 'rule', values: only } } : { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
    return (await run(document, { ...options, rules: Object.fromEntries((without ?? []).map((rule) => [rule, { enabled: false }])), resultTypes: ['violations'] })).violations
  }, look)
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
/** The same page again on a device that is set to dark: its colours. */
async function inTheDark(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' })
  const faults = await violationsOf(page, { only: ['color-contrast'] })
  await page.emulateMedia({ colorScheme: 'light' })
  return faults.map((fault) => `in the dark: ${fault}`)
}
const judgedTwice = async (page: Page) => [...(await judged(page)), ...(await inTheDark(page))]
/** Colours don't hang on the language. */
const inEnglish = async (page: Page) => [...(await violationsOf(page, { without: ['color-contrast'] })), ...(await headingFaults(page)), ...(await tooWide(page)), ...(await vietnameseOutside(page))]

/** Pages as they come back when something is wrong: where it is sent from, what is typed. */
function mistakes(): [name: string, who: Client, url: string, fields: Record<string, string>][] {
  const { anonymous, citizen, other, staff, asked, filed, drafted, draftId, marriages } = world
  const draft = (step: number) => `/nop-ho-so/ban-nhap/${draftId}/${step}`
  return [
    ['login, wrong', anonymous, '/dang-nhap', { loginName: 'khong-co', password: 'sai' }],
    ['register, empty', anonymous, '/dang-ky', {}],
    ['tracking, unknown', anonymous, '/tra-cuu?ma=H92.31135.1-261123-9999', {}],
    ['step 1, no commune', citizen, draft(1), { communeCode: '' }],
    ['step 2, name and date wrong', citizen, draft(2), { 'child.name': '???', 'child.birthDate-day': '31', 'child.birthDate-month': '2' }],
    ['step 4, not declared', citizen, draft(4), {}],
    ['invite, empty', citizen, `/nop-ho-so/ban-nhap/${marriages.begun}/moi/partner`, {}],
    ['own part, name wrong', other, `/phan-khai/${marriages.open.partId}`, { 'partner.name': '???' }],
    ['password, wrong', citizen, '/tai-khoan/mat-khau', {}],
    ['supplement, empty', citizen, `/ho-so/${asked.code}/bo-sung`, {}],
    ['draft, not said what is wrong', citizen, `/ho-so/${drafted.code}/du-thao`, {}],
    ['ask, empty', staff.motcua, `/can-bo/ho-so/${filed.code}/yeu-cau-bo-sung`, {}],
    ['accept, not ticked', staff.motcua, `/can-bo/ho-so/${filed.code}/tiep-nhan`, {}],
    ['refuse, no reason', staff.motcua, `/can-bo/ho-so/${filed.code}/tu-choi`, {}],
    ['staff, empty', staff.quantri, '/quan-tri/can-bo/moi', {}],
  ]
}

/** Types into the page's own form and sends it as it stands. */
async function sendAsIs(page: Page, fields: Record<string, string>): Promise<void> {
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true
  })
  const form = page.locator('main form[method="post"]').last()
  if ((await form.count()) === 0) return
  for (const [name, value] of Object.entries(fields)) {
    const control = form.locator(`[name="${name}"]`).first()
    if ((await control.evaluate((one) => one.tagName)) === 'SELECT') await control.selectOption(value)
    else await control.fill(value)
  }
  const main = form.locator('button:not([name="_pick"]):not([formaction])').last()
  const answered = page.waitForResponse((response) => response.request().method() === 'POST' && response.request().isNavigationRequest(), { timeout: 5000 })
  await Promise.all([answered, main.click()])
  await page.waitForLoadState('load')
}

/** Everything that Tab leads to, and what of it can't be seen to have the focus. */
async function tabThrough(page: Page): Promise<{ reached: number; there: number; unseen: string[] }> {
  const there = await page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, textarea, summary, iframe')]
    const shown = all.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.hasAttribute('disabled') && one.tabIndex >= 0)
    // Radios of one name are one stop.
    return new Set(shown.map((one) => (one instanceof HTMLInputElement && one.type === 'radio' ? `radio ${one.name}` : one))).size
  })
  const unseen: string[] = []
  let reached = 0
  for (let press = 0; press < there + 5; press++) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(() => {
      const one = document.activeElement as HTMLElement | null
      if (!one || one === document.body) return null
      const known = one as HTMLElement & { wasReached?: boolean }
      if (known.wasReached) return null
      known.wasReached = true
      const styles = [one, one.closest('.govuk-radios__item, .govuk-checkboxes__item, label')?.querySelector('label') ?? one]
      const marks = styles.flatMap((each) => [getComputedStyle(each), getComputedStyle(each, '::before')])
      const visible = marks.some((style) => (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none')
      return visible || one.tagName === 'IFRAME' ? '' : `${one.tagName} ${one.className} ${one.textContent?.trim().slice(0, 30)}`
    })
    if (found === null) break
    reached++
    if (found) unseen.push(found)
  }
  return { reached, there, unseen }
}

describe('every page is good for everybody', () => {
  it('in Vietnamese on a phone, by day and in the dark', async () => {
    expect(await sweep({ width: 360 }, citizenPages(world), judgedTwice)).toEqual([])
  })
  it('in English on a desktop, with nothing Vietnamese that is not marked so', async () => {
    expect(await sweep({ width: 1280 }, english(citizenPages(world)), inEnglish)).toEqual([])
  })
  it('at an officer’s desk, by day and in the dark', async () => {
    expect(await sweep({ width: 1280 }, officePages(world), judgedTwice)).toEqual([])
  })
  it('when something is wrong', async () => {
    const faults = await withTabs({ width: 360 }, async (tabOf) => {
      const found: string[] = []
      for (const [name, who, url, fields] of mistakes()) {
        const page = await tabOf(who)
        await page.goto(url, { waitUntil: 'load' })
        await sendAsIs(page, fields).catch((error: Error) => found.push(`${name} ${url}: not sent: ${error.message.split('\n')[0]}`))
        if ((await page.locator('.govuk-error-summary, .govuk-inset-text, [role=alert]').count()) === 0) found.push(`${name} ${page.url()}: says nothing of what is wrong`)
        found.push(...(await judged(page)).map((fault) => `${name} ${url}: ${fault}`))
      }
      return found
    })
    expect(faults).toEqual([])
  })

  it('by keyboard: everything is reached, and seen to be', async () => {
    const faults = await withTabs({ width: 1280 }, async (tabOf) => {
      const found: string[] = []
      const pages = [
        [world.anonymous, '/'],
        [world.anonymous, '/tim-kiem?q=khai%20sinh'],
        [world.citizen, `/nop-ho-so/ban-nhap/${world.draftId}/2`],
        [world.citizen, `/nop-ho-so/ban-nhap/${world.draftId}/3`],
        [world.citizen, `/nop-ho-so/ban-nhap/${world.marriages.sent.draftId}/moi/partner`],
        [world.other, `/phan-khai/${world.marriages.open.partId}`],
        [world.other, `/phan-khai/${world.marriages.confirmed.partId}/xac-nhan`],
        [world.staff.motcua, `/can-bo/ho-so/${world.filed.code}`],
      ] as const
      for (const [who, url] of pages) {
        const page = await tabOf(who)
        await page.goto(url, { waitUntil: 'load' })
        const { reached, there, unseen } = await tabThrough(page)
        if (reached < there) found.push(`${url}: ${reached} of ${there} reached`)
        found.push(...unseen.map((one) => `${url}: no focus to be seen on ${one}`))
      }
      return found
    })
    expect(faults).toEqual([])
  })

  it('and the judges see a planted fault', async () => {
    await withTabs({ width: 360 }, async (tabOf) => {
      const page = await tabOf(world.anonymous)
      await page.goto('/en')
      await page.evaluate(() => {
        document.querySelector('main')?.insertAdjacentHTML('beforeend', '<h5>Không được đâu</h5><img src="/favicon.ico"><p class="planted">planted words</p>')
        const planted = document.querySelector<HTMLElement>('.planted')
        if (planted) Object.assign(planted.style, { width: '2000px', color: '#bbb', background: '#ccc' })
      })
      const said = [...(await inEnglish(page)), ...(await judged(page))].join('\n')
      for (const words of ['image-alt', 'color-contrast', 'h5', 'wider than the screen', 'Không được đâu']) expect(said).toContain(words)
    })
  })
})

if (ALL) {
  it('at the other width too', async () => {
    expect(await sweep({ width: 1280 }, citizenPages(world), judged)).toEqual([])
    expect(await sweep({ width: 360 }, english(citizenPages(world)), inEnglish)).toEqual([])
    expect(await sweep({ width: 360 }, officePages(world), judged)).toEqual([])
  })
}
