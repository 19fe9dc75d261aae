import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { PROJECT } from '../support/demo.ts'
import { Client, type Reply } from './client.ts'
import { measureRoutes, otherExamples } from './each-route.ts'
import { tagsOf } from './forms.ts'
import { citizenPages, officePages, openWorld, type World } from './scenes.ts'

/** What the first view of a citizen's page may cost. */
const LIMITS = { bytes: 30 * 1024, script: 8 * 1024, requests: 5, queries: 8 }

let app: TestApp
let world: World
beforeAll(async () => {
  app = await startTestApp()
  world = await openWorld(app)
})
afterAll(() => app?.close())

interface Cost {
  page: Reply
  bytes: number
  script: number
  requests: number
  /** Parts that are not there. */
  missing: string[]
}

/** The page and all that a browser fetches to show it. */
async function firstView(who: Client, url: string): Promise<Cost> {
  const page = await who.get(url)
  const linked = tagsOf(page.text, 'link').filter((link) => /stylesheet|icon|preload|manifest/.test(link.get('rel') ?? ''))
  const scripts = tagsOf(page.text, 'script').flatMap((script) => script.get('src') ?? [])
  const others = [...linked.filter((link) => link.get('rel') !== 'manifest').map((link) => link.get('href')), ...tagsOf(page.text, 'img').map((img) => img.get('src'))]
  const cost: Cost = { page, bytes: page.wire, script: 0, requests: 1, missing: [] }
  for (const address of new Set([...scripts, ...others])) {
    if (!address || address.startsWith('data:')) continue
    const part = await who.get(address)
    if (part.status !== 200) cost.missing.push(address)
    cost.bytes += part.wire
    cost.requests++
    if (scripts.includes(address)) cost.script += part.wire
  }
  return cost
}

const told: string[] = []

describe('the first view', () => {
  it('of each citizens’ page is small', async () => {
    const over: string[] = []
    for (const [name, who, url] of citizenPages(world)) {
      // Once before, so that what the process keeps is there.
      await who.get(url)
      const { page, bytes, script, requests, missing } = await firstView(who, url)
      told.push(`${name.padEnd(28)} ${page.status} ${(bytes / 1024).toFixed(1).padStart(5)} KB, script ${(script / 1024).toFixed(1)} KB, ${requests} requests, ${page.queries.length} queries`)
      over.push(...missing.map((address) => `${name} ${url}: needs ${address}, which is not there`))
      const cost = { bytes, script, requests, queries: page.queries.length }
      for (const [what, limit] of Object.entries(LIMITS)) {
        const spent = cost[what as keyof typeof LIMITS]
        if (spent > limit) over.push(`${name} ${url}: ${spent} ${what}, at most ${limit}`)
      }
      if (page.queries.length > LIMITS.queries) over.push(...page.queries.map((query) => `    ${query.slice(0, 150)}`))
    }
    if (process.env.SWEEP_TELLS) process.stderr.write(`${told.join('\n')}\n`)
    expect(over).toEqual([])
  })

  it('of each officers’ page needs few queries', async () => {
    const over: string[] = []
    const seen: string[] = []
    for (const [name, who, url] of officePages(world)) {
      await who.get(url)
      const page = await who.get(url)
      seen.push(`${name.padEnd(28)} ${page.status} ${(page.wire / 1024).toFixed(1).padStart(5)} KB, ${page.queries.length} queries`)
      expect(page.status, url).toBe(200)
      if (page.queries.length > LIMITS.queries) over.push(`${name} ${url}: ${page.queries.length} queries`, ...page.queries.map((query) => `    ${query.slice(0, 150)}`))
    }
    if (process.env.SWEEP_TELLS) process.stderr.write(`${seen.join('\n')}\n`)
    expect(over).toEqual([])
  })
})

describe('each route', () => {
  it('that answers a GET needs few queries, as measured on an example at least', async () => {
    const examples = [...citizenPages(world), ...officePages(world)].map(([, who, url]) => ({ who, url }))
    const { routes } = app.app.web
    const measured = await measureRoutes(routes, [...(await otherExamples(world)), ...examples])
    if (process.env.SWEEP_TELLS) process.stderr.write(`${measured.map(({ route, url, status, queries }) => `${status} ${queries.length} queries  ${route}  ${url}`).join('\n')}\n`)
    const reached = new Set(measured.map(({ route }) => route))
    expect(routes.filter(({ method, url }) => method === 'GET' && !reached.has(url)).map(({ url }) => `${url}: nobody measures it`)).toEqual([])
    expect(measured.filter(({ status }) => status >= 500).map(({ url, status }) => `${url}: ${status}`)).toEqual([])
    const over = measured.filter(({ queries }) => queries.length > LIMITS.queries)
    expect(over.map(({ url, queries }) => `${url}: ${queries.length} queries\n    ${queries.map((query) => query.slice(0, 150)).join('\n    ')}`)).toEqual([])
  })
})

describe('each answer', () => {
  it('is compressed where it is a page', async () => {
    for (const [name, who, url] of [...citizenPages(world), ...officePages(world)]) {
      for (const [accept, encoding] of [['gzip, deflate, br, zstd', /^(zstd|br)$/], ['br', /^br$/], ['gzip', /^gzip$/]] as const) {
        const reply = await who.get(url, { 'accept-encoding': accept })
        expect(reply.headers['content-encoding'], `${name} ${url}`).toMatch(encoding)
        expect(reply.headers.vary, `${name} ${url}`).toMatch(/accept-encoding/i)
      }
    }
  })

  it('carries the headers that protect it, with no script or style inside', async () => {
    for (const [name, who, url] of [...citizenPages(world), ...officePages(world)]) {
      const { headers, text } = await who.get(url)
      const policy = String(headers['content-security-policy'])
      expect(policy, name).toContain("default-src 'none'")
      expect(policy, name).toContain("script-src 'self'")
      expect(policy, name).toContain("base-uri 'none'")
      expect(policy, name).toContain("form-action 'self'")
      expect(policy, name).toContain("frame-ancestors 'self'")
      expect(policy, name).not.toMatch(/unsafe-inline|unsafe-eval|\*/)
      expect(headers, name).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'x-frame-options': 'SAMEORIGIN', 'cross-origin-opener-policy': 'same-origin' })
      expect(text, name).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|<style[\s>]|\sstyle="|\son\w+="|javascript:/i)
    }
  })

  it('to nobody in particular holds nothing of a visitor: no cookie, no token, kept by no one where a form stands', async () => {
    for (const [name, who, url] of citizenPages(world)) {
      if (who !== world.anonymous) continue
      const reply = await new Client(app).get(url)
      expect(reply.headers['set-cookie'], `${name} ${url}`).toBeUndefined()
      expect(reply.text, `${name} ${url}`).not.toContain('name="_csrf"')
    }
  })

  it('to somebody is kept by no cache', async () => {
    for (const [name, who, url] of [...citizenPages(world), ...officePages(world)]) {
      if (who !== world.anonymous) expect((await who.get(url)).headers['cache-control'], name).toMatch(/no-store/)
    }
  })

  it('of an asset is kept for ever and comes compressed', async () => {
    const manifest = JSON.parse(readFileSync(join(PROJECT, 'dist/assets/manifest.json'), 'utf8')) as Record<string, { file: string }>
    for (const { file } of Object.values(manifest)) {
      const reply = await world.anonymous.get(`/assets/${file}`)
      // A font is compressed in itself.
      const encoding = file.endsWith('.woff2') ? {} : { 'content-encoding': 'br' }
      expect(reply.headers, file).toMatchObject({ 'cache-control': expect.stringContaining('immutable'), ...encoding, 'x-content-type-options': 'nosniff' })
    }
    expect((await world.anonymous.get('/assets/../main.js')).status).toBe(404)
    expect((await world.anonymous.get('/assets/%2e%2e/main.js')).status).toBeGreaterThanOrEqual(400)
  })
})
