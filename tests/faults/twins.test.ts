import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadAll } from '../../src/load.ts'
import { openCalendars } from '../../src/modules/calendar/index.ts'
import { bumpCatalogueVersion } from '../../src/modules/procedures/index.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { inTransaction, writing } from '../../src/platform/db.ts'
import { testFolders } from '../startup/folders.ts'
import { patience } from '../startup/patience.ts'
import { PROJECT } from '../support/demo.ts'
import { Person } from '../support/person.ts'
import type { Program } from '../support/program.ts'
import { chanceOf } from './chance.ts'
import { enrolApplicants, withData } from './data.ts'
import { judgeDossiers, judgeFollowUps, unfinished } from './judge.ts'
import { linesSuite } from './lines.ts'
import { type Applicant, Office } from './office.ts'
import { openSeveral, type Site } from './site.ts'
import { judgeTurns, traceTurns } from './turns.ts'

const SEED = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1_000_000))
const AGREED_MS = 3000
/** A dead process's jobs are known by their silent hearts: ten seconds, listened to every ten. */
const TAKEN_OVER_MS = 25_000

const folders = testFolders()
let dataDir: string
let site: Site & { programOf(name: string): Program }
let office: Office
let applicants: Applicant[]
let pdf: Buffer
const tell = (text: string): void => void process.stdout.write(`${text}\n`)

beforeAll(async () => {
  dataDir = folders.make()
  site = await openSeveral(dataDir, chanceOf(SEED), { one: 'both', other: 'both' })
  const page = await PDFDocument.create()
  page.addPage().drawText('Giay chung sinh')
  pdf = Buffer.from(await page.save())
  office = new Office(() => site.address(), chanceOf(SEED + 1), pdf)
  applicants = await withData(dataDir, (data) => enrolApplicants(data, 30))
}, 600_000)
afterAll(async () => {
  await site?.close()
  await folders.remove()
}, 60_000)

const one = () => new Person(site.programOf('one').url)
const other = () => new Person(site.programOf('other').url)

/** How long it takes until the other process shows it. */
async function shownByOther(url: string, words: string): Promise<number> {
  const began = performance.now()
  const person = other()
  await expect.poll(async () => (await person.open(url)).text.includes(words), { timeout: patience(AGREED_MS) + AGREED_MS, interval: 50 }).toBe(true)
  const ms = performance.now() - began
  tell(`${url} shows «${words}» ${Math.round(ms)} ms after the other process changed it`)
  return ms
}

describe(`two processes on one database (FAULTS_SEED=${SEED})`, () => {
  it('started at the same moment over an empty folder, they make one office with one set of keys', async () => {
    await withData(dataDir, async (data) => {
      await traceTurns(data)
      expect(await data.rows('select count(*)::int as n from platform.data_key')).toEqual([{ n: 1 }])
      expect(await data.rows('select code from agencies.agency group by code having count(*) > 1')).toEqual([])
    })
    // A session of one is a session of the other.
    const person = new Person(() => site.address())
    await person.submit('/dang-nhap', '/dang-nhap', { loginName: 'congdan', password: 'MotCua@2026' })
    for (let times = 0; times < 4; times++) expect((await person.open('/ho-so')).url).toBe('/ho-so')
  })

  describe('what is changed in one is shown by the other within seconds, on pages that it has kept', () => {
    let administrator: Person
    beforeAll(async () => {
      for (const url of ['/', '/thu-tuc/1.001193', '/thu-tuc/1.001193/can-mang-theo']) await other().open(url)
      administrator = one()
      await administrator.submit('/can-bo/dang-nhap', '/dang-nhap', { loginName: 'quantri', password: 'MotCua@2026' })
    })

    it('an agency', async () => {
      const list = await administrator.open('/quan-tri/co-quan')
      const centre = /\/quan-tri\/co-quan\/([0-9a-f-]{36})"[^>]*>\s*Trung tâm Phục vụ hành chính công phường Ninh Kiều/.exec(list.text)?.[1]
      await administrator.submit(`/quan-tri/co-quan/${centre}`, `/${centre}`, { phone: '0292 3999 111' })
      expect(await shownByOther('/', '0292 3999 111')).toBeLessThan(patience(AGREED_MS))
    })

    it('a day off', async () => {
      const soon = new Date(systemClock.now().getTime() + 3 * 86_400_000)
      const seen = await administrator.submit('/quan-tri/ngay-nghi/them', '/them', {
        'date-day': String(soon.getDate()),
        'date-month': String(soon.getMonth() + 1),
        'date-year': String(soon.getFullYear()),
        kind: 'holiday',
        nameVi: 'Ngày hội của phường',
        nameEn: 'Day of the ward',
        status: 'official',
        reason: 'Quyết định của Ủy ban nhân dân thành phố',
      })
      await administrator.submit(seen.url, '/luu', {})
      expect(await shownByOther('/', 'Ngày hội của phường')).toBeLessThan(patience(AGREED_MS))
    })

    it('a published package', async () => {
      const root = folders.make()
      for (const name of ['data', 'content', 'procedures', 'templates']) await cp(join(PROJECT, name), join(root, name), { recursive: true })
      const file = join(root, 'procedures/ho-tich/1.001193-dang-ky-khai-sinh/procedure.yaml')
      const text = await readFile(file, 'utf8')
      expect(text).toContain('Chụp rõ nét, đầy đủ bốn góc.')
      await writeFile(file, text.replace('Chụp rõ nét, đầy đủ bốn góc.', 'Chụp rõ nét, đủ bốn góc và con dấu.'))
      await withData(dataDir, ({ db, sealer }) => loadAll({ db, clock: systemClock, sealer, calendars: openCalendars({ db }), root, demo: false, say: () => undefined }))
      expect(await shownByOther('/thu-tuc/1.001193/can-mang-theo', 'đủ bốn góc và con dấu')).toBeLessThan(patience(AGREED_MS))
    })

    it('a new catalogue', async () => {
      await withData(dataDir, ({ db }) =>
        inTransaction(db, async (tx) => {
          await sql`update procedures.procedure set name = name || ' (mới)' where code = '1.001193'`.execute(writing(tx))
          await bumpCatalogueVersion(tx)
        }),
      )
      expect(await shownByOther('/thu-tuc/1.001193', '(mới)')).toBeLessThan(patience(AGREED_MS))
    })
  })

  linesSuite(() => ({ seed: SEED, dataDir, site, office, applicants, pdf }))

  it('killed while it works, one leaves its jobs to the other, which tells everything once', async () => {
    office.turnTo(() => site.address())
    office.start(applicants, 3, 3)
    await withData(dataDir, async (data) => {
      await expect.poll(async () => (await data.rows(`select 1 from pgboss.job where state = 'active'`)).length, { timeout: patience(20_000), interval: 5 }).toBeGreaterThan(2)
      await site.programOf('one').kill()
      const began = performance.now()
      const before = office.stories.length
      await expect.poll(() => office.stories.length, { timeout: patience(20_000), interval: 50 }).toBeGreaterThan(before)
      await office.close()
      const jobs = async () => (await unfinished(data)).filter((what) => !what.startsWith('message'))
      await expect.poll(jobs, { timeout: patience(2 * TAKEN_OVER_MS), interval: 100 }).toEqual([])
      const ms = performance.now() - began
      tell(`all jobs of the killed process were done by the other ${Math.round(ms)} ms after the kill`)
      expect(ms).toBeLessThan(patience(TAKEN_OVER_MS))
      // A message whose sending was cut off is in doubt for a minute: the demo's clock lets that minute pass.
      await other().post('/sandbox/dong-ho', { act: 'advance' })
      await expect.poll(() => unfinished(data), { timeout: patience(60_000), interval: 300 }).toEqual([])
      await judgeDossiers(data, office)
      await judgeFollowUps(data)
      tell(`${await judgeTurns(data)} turns of recurring jobs, none twice`)
    })
  }, 600_000)
})
