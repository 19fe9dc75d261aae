import { HtmlValidate } from 'html-validate/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import type { Client, Reply } from './client.ts'
import { tagsOf } from './forms.ts'
import { citizenPages, officePages, openWorld, type World } from './scenes.ts'

const judge = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'no-inline-style': 'error', 'prefer-native-element': 'off', 'long-title': 'off', 'doctype-style': 'off', 'aria-label-misuse': ['error', { allowAnyNamable: true }] },
})

let app: TestApp
let world: World
beforeAll(async () => {
  app = await startTestApp()
  world = await openWorld(app)
})
afterAll(() => app?.close())

describe('links', () => {
  it.each([
    ['an anonymous visitor', () => world.anonymous, () => ['/', '/en']],
    ['a citizen', () => world.citizen, () => ['/', '/en', '/ho-so', '/en/ho-so', '/tai-khoan', '/en/tai-khoan', `/nop-ho-so/ban-nhap/${world.draftId}/4`]],
    ['the counter', () => world.staff.motcua, () => ['/can-bo', `/can-bo/ho-so/${world.issued.code}`]],
    ['a specialist', () => world.staff.hotich, () => ['/can-bo', `/can-bo/ho-so/${world.drafted.code}`]],
    ['a leader', () => world.staff.lanhdao, () => ['/can-bo', '/can-bo/ho-so/danh-sach/dang-xu-ly']],
    ['a clerk', () => world.staff.vanthu, () => ['/can-bo', '/can-bo/ho-so/danh-sach/dang-xu-ly']],
    ['an administrator', () => world.staff.quantri, () => ['/quan-tri', '/can-bo']],
  ])('of %s all lead somewhere', async (_name, who, starts) => {
    const { broken, pages } = await crawl(who(), starts())
    expect(broken).toEqual([])
    expect(pages.size).toBeGreaterThan(5)
  })
})

describe('pages', () => {
  it('are valid HTML', async () => {
    const all = [...citizenPages(world), ...citizenPages(world).map(([name, who, url]) => [`${name} (en)`, who, inEnglish(url)] as const), ...officePages(world)]
    const faults: string[] = []
    for (const [name, who, url] of all) faults.push(...(await validate(`${name} ${url}`, await who.get(url))))
    expect(faults).toEqual([])
  })

  it('have one title of their own each', async () => {
    const titles = new Map<string, string>()
    for (const [name, who, url] of [...citizenPages(world), ...officePages(world)]) {
      const title = /<title>(.*?)<\/title>/.exec((await who.get(url)).text)?.[1] ?? ''
      expect(title, url).not.toBe('')
      const same = titles.get(title)
      if (same && !/search|dossier|not found|inbox|case|invited|part/.test(name)) expect(`${name} has the title of ${same}`).toBe('')
      titles.set(title, name)
    }
  })

  it('are not painted before their header is there whole, and wait for nothing that is not in them', async () => {
    for (const [name, who, url] of [...citizenPages(world), ...officePages(world)]) {
      const { text } = await who.get(url)
      const awaited = tagsOf(text, 'link').flatMap((tag) => (tag.get('rel') === 'expect' && tag.get('blocking') === 'render' ? (tag.get('href') ?? '') : []))
      const headers = tagsOf(text, 'header').flatMap((tag) => tag.get('id') ?? [])
      expect(awaited, `${name} ${url}`).toEqual(headers.map((id) => `#${id}`))
      expect(awaited, `${name} ${url}`).toHaveLength(1)
    }
  })
})

const inEnglish = (url: string): string => (url === '/' ? '/en' : `/en${url}`)

async function validate(name: string, reply: Reply): Promise<string[]> {
  const report = await judge.validateString(reply.text)
  // What hangs in a hall goes on by itself, also without script: nobody there can press a key.
  const inHall = / \/(en\/)?(bang-goi-so|ki-ot|so-thu-tu)\//.test(name)
  return report.results.flatMap((result) => result.messages.filter(({ ruleId }) => !(inHall && ruleId === 'meta-refresh')).map(({ ruleId, message, selector }) => `${name}: ${ruleId}: ${message} (${selector})`))
}

/** At most this many pages of one kind are opened; thousands of procedures look alike. */
const OF_A_KIND = 2

/** Follows every link from the starts, breadth first. */
async function crawl(who: Client, starts: readonly string[]): Promise<{ broken: string[]; pages: Map<string, string> }> {
  const broken: string[] = []
  const pages = new Map<string, string>()
  const queue = starts.map((url) => ({ url, from: 'start' }))
  const seen = new Set<string>(starts)
  const kinds = new Map<string, number>()
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { url, from } = next
    const kind = kindOf(url)
    const known = kinds.get(kind) ?? 0
    if (known >= OF_A_KIND) continue
    kinds.set(kind, known + 1)
    const reply = await who.get(url)
    if (reply.status >= 400) {
      broken.push(`${reply.status} ${url} from ${from}`)
      continue
    }
    if (reply.status === 303) {
      const to = String(reply.headers.location)
      if (!seen.has(to)) queue.push({ url: to, from: url })
      seen.add(to)
      continue
    }
    if (!String(reply.headers['content-type']).startsWith('text/html')) continue
    pages.set(url, reply.text)
    for (const href of linksOf(reply.text)) {
      const target = follow(url, href)
      if (typeof target === 'object') {
        if (target.wrong) broken.push(`${target.wrong}: ${href} on ${url}`)
        if (target.fragment && !hasId(reply.text, target.fragment)) broken.push(`nothing has the id of ${href} on ${url}`)
      } else if (!seen.has(target)) {
        seen.add(target)
        queue.push({ url: target, from: url })
      }
    }
  }
  return { broken, pages }
}

const linksOf = (html: string): string[] => ['a', 'area'].flatMap((name) => tagsOf(html, name)).flatMap((tag) => tag.get('href') ?? [])
const hasId = (html: string, id: string): boolean => html.includes(` id="${id}"`)

function follow(page: string, href: string): string | { wrong?: string; fragment?: string } {
  if (href.startsWith('#')) return href === '#' ? { wrong: 'a link to nothing' } : { fragment: decodeURIComponent(href.slice(1)) }
  if (/^(mailto:|tel:|https:\/\/)/.test(href)) return {}
  if (/^[a-z]+:/i.test(href)) return { wrong: 'an odd scheme' }
  const target = new URL(href, `http://x${page}`)
  if (target.host !== 'x') return { wrong: 'another host' }
  return target.pathname + target.search
}

/** The address without what names one thing: codes, ids, numbers, what was searched for. */
function kindOf(url: string): string {
  const [path = '', query] = url.split('?')
  const parts = path.split('/').map((part, index, all) => (/\d{3}|%/.test(part) || ['thu-tuc', 'linh-vuc', 'co-quan', 'tim-kiem'].includes(all[index - 1] ?? '') ? '…' : part))
  const names = query ? [...new URLSearchParams(query).keys()].sort().join('&') : ''
  return `${parts.join('/')}?${names}`
}
