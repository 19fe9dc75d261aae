import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright, type Page } from 'playwright-core'
import { connectTo } from './harness/load.ts'
import { spread } from './harness/measure.ts'
import { enrolFilers } from './harness/people.ts'
import { figure, tell } from './harness/report.ts'
import { withServer } from './harness/server.ts'
import { logIn, type Visitor } from './harness/visitor.ts'
import { createWizard, photoOfPaper, typedBirth } from './harness/wizard.ts'

const LOADS = 2 * Number(process.env.BENCH_ROUNDS ?? 5) + 1
/** As Lighthouse and WebPageTest name it: slow 4G. Bytes a second; latency in milliseconds a round trip. */
const SLOW_4G = { offline: false, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8, latency: 150 }
const SLOWER_CPU = 4
/** A common phone. */
const VIEWPORT = { width: 360, height: 740 }

interface Seen {
  firstByte: number
  firstPaint: number
  largestPaint: number
  largest: string
  shift: number
  /** What moved after it was seen. */
  shifted: readonly string[]
  kilobytes: number
}

/** What people with a weak phone on a weak network see, and when: nothing is cached, nothing is connected. */
export async function benchBrowser(root: string, say: (line: string) => void): Promise<void> {
  await withServer({ environment: { ROLE: 'web' } }, async (server) => {
    const web = connectTo(server.program.url, 2)
    const [visitor] = await logIn(server, web, await enrolFilers(server, 1))
    if (!visitor) throw new Error('Nobody is logged in.')
    const { draft } = await createWizard(typedBirth(root), await photoOfPaper())(visitor, 0, 'review')
    web.close()
    const pages = [
      { name: 'home', path: '/', visitor: null },
      { name: 'search', path: `/tim-kiem?q=${encodeURIComponent('làm giấy khai sinh cho con')}`, visitor: null },
      { name: 'procedure', path: '/thu-tuc/1.001193', visitor: null },
      { name: 'first step of the wizard', path: `${draft}/1`, visitor },
    ]
    const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args.filter((arg) => arg !== '--single-process'), headless: true })
    const seen = new Map<string, Seen[]>(pages.map(({ name }) => [name, []]))
    try {
      for (let load = 0; load <= LOADS; load++) {
        for (const { name, path, visitor: as } of pages) {
          const one = await look(browser, server.program.url, path, as)
          // The first of each only warms up.
          if (load > 0) seen.get(name)?.push(one)
          say(`  ${load}/${LOADS} ${name}: ${one.largestPaint.toFixed(0)} ms${one.shift > 0 ? `, moved by ${one.shift.toFixed(4)}: ${one.shifted.join(', ')}` : ''}`)
        }
      }
    } finally {
      await browser.close()
    }
    report(root, seen)
  })
}

async function look(browser: Browser, url: string, path: string, visitor: Visitor | null): Promise<Seen> {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'vi-VN' })
  try {
    const cookies = (visitor?.cookie.split('; ') ?? []).map((pair) => pair.split('=') as [string, string])
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, url })))
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', SLOW_4G)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_CPU })
    let received = 0
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      received += encodedDataLength
    })
    await page.goto(url + path, { waitUntil: 'networkidle' })
    return { ...(await paintsOf(page)), kilobytes: received / 1024 }
  } finally {
    await context.close()
  }
}

/** As the browser itself measured it. */
const paintsOf = (page: Page) =>
  page.evaluate(async () => {
    const observed = async (type: string) => {
      const entries: PerformanceEntry[] = []
      const observer = new PerformanceObserver((list) => void entries.push(...list.getEntries()))
      observer.observe({ type, buffered: true })
      await new Promise((resolve) => setTimeout(resolve, 1500))
      return [...entries, ...observer.takeRecords()]
    }
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const largest = (await observed('largest-contentful-paint')).at(-1) as (PerformanceEntry & { element?: Element }) | undefined
    type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] }
    const shifts = ((await observed('layout-shift')) as Shift[]).filter((one) => !one.hadRecentInput)
    const named = (node: Node | null) => (node instanceof Element ? `${node.tagName.toLowerCase()}.${node.className}` : (node?.parentElement?.tagName.toLowerCase() ?? ''))
    return {
      firstByte: navigation?.responseStart ?? 0,
      firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      largestPaint: largest?.startTime ?? 0,
      largest: largest?.element?.tagName.toLowerCase() ?? '',
      shift: shifts.reduce((sum, one) => sum + one.value, 0),
      shifted: shifts.flatMap((one) => one.sources.map(({ node }) => named(node))),
    }
  })

function report(root: string, seen: ReadonlyMap<string, readonly Seen[]>): void {
  tell(root, {
    bench: 'browser',
    title: `In headless Chromium, slow 4G and a processor four times slower, ${LOADS} loads each in turn`,
    columns: ['page', 'LCP ms', 'what', 'FCP ms', 'first byte ms', 'CLS', 'KB over the wire'],
    rows: [...seen].map(([name, all]) => [
      name,
      figure(all.map((one) => one.largestPaint), 0),
      all[0]?.largest ?? '',
      figure(all.map((one) => one.firstPaint), 0),
      figure(all.map((one) => one.firstByte), 0),
      spread(all.map((one) => one.shift)).high.toFixed(3),
      figure(all.map((one) => one.kilobytes), 1),
    ]),
    notes: [
      'Asked: LCP ≤ 1,200 ms, CLS 0. Nothing cached, a fresh browser profile each time; 1.6 Mbit/s down, 750 kbit/s up, 150 ms a round trip; CLS is the worst of all loads.',
      'The browser shares the processors with server and database, so times are upper bounds on a busy machine.',
    ],
  })
}
