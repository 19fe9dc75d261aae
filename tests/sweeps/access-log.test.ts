import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { carry, fileBirth } from '../support/birth.ts'
import { viewersWords } from '../../src/modules/filing/index.ts'
import type { Client } from './client.ts'
import { openWorld, type World } from './scenes.ts'

let app: TestApp
let world: World
beforeAll(async () => {
  app = await startTestApp()
  world = await openWorld(app)
  // So that something waits for a signature.
  await carry(app, await fileBirth(app), 'confirmed')
})
afterAll(() => app?.close())

/** Areas in which every route that officers open is named here. */
const AREAS = /^\/can-bo\/(ho-so|ban-ky|dieu-hanh|nhieu-ho-so|bo-loc|song)/

/** Shows nothing of a person, or only leads on to a page that is named here. */
const NOTHING = ['/can-bo/bo-loc', '/can-bo/song', '/can-bo/ho-so/danh-sach/:list/canh']

interface Shown {
  who: Client
  url: string
  /** Of whom the log tells: the dossier, or the officer who looked at a list (then the line names the dossiers). */
  subject: 'dossier' | 'staff'
}

/** An example of each route that shows personal data. */
function shown(): Record<string, Shown | 'an act'> {
  const { staff, filed, issued, drafted } = world
  const of = (who: Client, url: string, subject: Shown['subject'] = 'dossier'): Shown => ({ who, url, subject })
  return {
    '/can-bo/ho-so/:code': of(staff.motcua, `/can-bo/ho-so/${filed.code}`),
    '/can-bo/ho-so/:code/thay-doi': of(staff.motcua, `/can-bo/ho-so/${filed.code}/thay-doi?phien-ban=0`),
    '/can-bo/ho-so/:code/giay-to/:paperId': of(staff.motcua, `/can-bo/ho-so/${filed.code}/giay-to/x`),
    '/can-bo/ho-so/:code/van-ban/:documentId': of(staff.motcua, `/can-bo/ho-so/${issued.code}/van-ban/x`),
    '/can-bo/ho-so/:code/van-ban/:documentId/ban-in-lai/:copy': of(staff.motcua, `/can-bo/ho-so/${issued.code}/van-ban/x/ban-in-lai/1`),
    '/can-bo/ho-so/:code/phieu-kiem-soat.pdf': of(staff.motcua, `/can-bo/ho-so/${issued.code}/phieu-kiem-soat.pdf`),
    '/can-bo/ho-so/:code/du-thao.pdf': of(staff.lanhdao, `/can-bo/ho-so/${drafted.code}/du-thao.pdf`),
    '/can-bo/ho-so/danh-sach/:list': of(staff.motcua, '/can-bo/ho-so/danh-sach/tat-ca', 'staff'),
    '/can-bo/ho-so-giay': of(staff.motcua, '/can-bo/ho-so-giay?noi=tat-ca'),
    '/can-bo/ho-so/:code/ho-so-giay': of(staff.motcua, `/can-bo/ho-so/${filed.code}/ho-so-giay`),
    '/can-bo/ho-so/tim': of(staff.motcua, '/can-bo/ho-so/tim?q=nguyen', 'staff'),
    '/can-bo/ban-ky': of(staff.lanhdao, '/can-bo/ban-ky', 'staff'),
    '/can-bo/dieu-hanh': of(staff.lanhdao, '/can-bo/dieu-hanh', 'staff'),
  }
}

async function logged(): Promise<{ purpose: string; kind: string; subject: string; fields: string[] }[]> {
  const { rows } = await app.db.pool.query<{ purpose: string; kind: string; subject: string; fields: string[] }>(
    "select purpose, subject_kind as kind, subject_id as subject, fields from events.access where actor like 'staff:%' order by at, id",
  )
  return rows
}

describe('what officers see of a person', () => {
  it('is written down on every route, before it is shown', async () => {
    const named = shown()
    const missing: string[] = []
    const officers = app.app.web.routes.filter(({ method, url, access }) => method === 'GET' && access.audience === 'officer' && AREAS.test(url)).map(({ url }) => url)
    for (const url of officers) {
      if (NOTHING.includes(url)) continue
      // Whatever stands under a case is a page of one of its acts unless it is named, and all of them begin by looking at it.
      const example = named[url] ?? (/^\/can-bo\/ho-so\/:code\/[\w-]+$/.test(url) ? { who: world.staff.lanhdao, url: url.replace(':code', world.filed.code), subject: 'dossier' as const } : null)
      if (!example || example === 'an act') {
        missing.push(`${url}: name an example of it, or say that it shows nothing`)
        continue
      }
      const before = (await logged()).length
      const reply = await example.who.get(example.url)
      const rows = (await logged()).slice(before)
      if (reply.status >= 500) missing.push(`${example.url}: ${reply.status}`)
      if (!rows.some((row) => row.kind === example.subject)) missing.push(`${example.url} (${reply.status}): nothing is written down of a ${example.subject}`)
    }
    expect(missing).toEqual([])
  })

  it('names the dossiers of a list, and each dossier that a person’s number or phone was looked up for', async () => {
    const { staff, filed } = world
    const before = (await logged()).length
    await staff.motcua.get('/can-bo/ho-so/danh-sach/tat-ca')
    const [list] = (await logged()).slice(before)
    expect([list?.purpose, list?.fields.includes(filed.code)]).toEqual(['inbox.list', true])
    const contact = app.acts.record.contactOf((await app.db.pool.query('select * from dossiers.dossier where id = $1', [filed.dossierId])).rows[0])
    const from = (await logged()).length
    await staff.motcua.get(`/can-bo/ho-so/tim?q=${contact.submitterNumber}`)
    const rows = (await logged()).slice(from)
    expect(rows.filter((row) => row.purpose === 'inbox.search-by-number' && row.kind === 'dossier').map((row) => row.subject)).toContain(filed.dossierId)
  })

  it('is told to the citizen in plain words, in both languages, whatever it was for', async () => {
    const { rows } = await app.db.pool.query<{ purpose: string }>("select distinct purpose from events.access where subject_kind = 'dossier' and purpose not like 'own.%'")
    for (const lang of ['vi', 'en'] as const) expect(rows.map((row) => row.purpose).filter((purpose) => !(purpose in viewersWords(lang).purposes))).toEqual([])
    const page = await world.citizen.get(`/ho-so/${world.filed.code}/ai-da-xem`)
    expect(page.text).toContain(viewersWords('vi').purposes['inbox.search-by-number'])
    expect(page.text).not.toContain(viewersWords('vi').unknown)
  })
})
