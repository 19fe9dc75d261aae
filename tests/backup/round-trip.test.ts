import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chanceOf } from '../faults/chance.ts'
import { enrolApplicants, withData, withDataAt } from '../faults/data.ts'
import { judgeDossiers, type Told } from '../faults/judge.ts'
import { type Applicant, Office } from '../faults/office.ts'
import { testFolders } from '../startup/folders.ts'
import { makeEmptyDatabase, openDemoDatabase, type TestDatabase } from '../support/database.ts'
import { Person, wordsOf } from '../support/person.ts'
import { type Program, startProgram } from '../support/program.ts'
import { environmentOf, onlyBackupIn, type Place, run, withKeysIn } from './commands.ts'

const folders = testFolders()
const drops: (() => Promise<void>)[] = []
let source: TestDatabase
let applicants: Applicant[]
let pdf: Buffer
const embedded: Place = { dataDir: folders.make() }
/** What was said to citizens before the backup of the outside database began, and everything that was sent. */
let told: Told
let backup: string
let program: Program | null = null

beforeAll(async () => {
  source = await openDemoDatabase()
  drops.push(() => source.close())
  const document = await PDFDocument.create()
  document.addPage().drawText('Giay chung sinh')
  pdf = Buffer.from(await document.save())
})
afterAll(async () => {
  await program?.stop()
  for (const drop of drops) await drop()
  await folders.remove()
}, 60_000)

const start = async (place: Place) => (program = await startProgram({ dataDir: place.dataDir, environment: { TRUST_PROXY: '1', ...environmentOf(place) } }))
const opened = (office: Office) => office.stories.length

/** Lets people work, runs a command meanwhile, and tells what had been acknowledged when it began. */
async function amidstWork(office: Office, work: () => Promise<{ code: number | null; said: string }>): Promise<{ said: string; before: Told }> {
  office.start(applicants, 2, 2)
  await expect.poll(() => opened(office), { timeout: 60_000, interval: 50 }).toBeGreaterThan(3)
  const codes = new Set(office.stories.map((story) => story.code))
  const stories = office.stories.map((story) => ({ ...story, done: [...story.done] }))
  const atWork = opened(office)
  const { code, said } = await work()
  await expect.poll(() => opened(office), { timeout: 60_000, interval: 50 }).toBeGreaterThan(atWork)
  await office.close()
  expect([code, said]).toEqual([0, said])
  const filings = office.filings.map((filing) => ({ ...filing, code: filing.code && codes.has(filing.code) ? filing.code : null }))
  return { said, before: { filings, stories } }
}

describe('an outside database, backed up while people work on it', () => {
  it('is written whole under one name', async () => {
    const place = { dataDir: withKeysIn(folders.make()), url: source.url }
    const into = folders.make()
    const running = await start(place)
    applicants = await withDataAt(source.url, place.dataDir, (data) => enrolApplicants(data, 3))
    const { said, before } = await amidstWork(new Office(running.url, chanceOf(7), pdf), () => run('backup', place, into))
    told = before
    await running.stop()
    backup = onlyBackupIn(into)
    expect(said).toContain(backup)
    expect(said).toContain('KHÔNG có khóa')
  })

  it('is restored into an empty data folder: chains hold, files open, what was acknowledged is there once', async () => {
    withKeysIn(embedded.dataDir)
    const { code, said } = await run('restore', embedded, backup)
    expect([code, said]).toEqual([0, said])
    expect(said).toMatch(/ 0 chỗ sai/)
    expect(said).toMatch(/[1-9]\d* tệp đã mở, 0 tệp hỏng/)
    await withData(embedded.dataDir, async (data) => {
      await judgeDossiers(data, told)
      expect(await data.rows("select 1 from pg_constraint where contype = 'f' and not convalidated")).toEqual([])
    })
  })

  it('and the restored program goes on: a dossier is found, the next ones get numbers of their own, what was waiting is done', async () => {
    const running = await start(embedded)
    const [story] = told.stories
    const by = story?.filing.by as Applicant
    const seen = await new Person(running.url).request('GET', `/api/v1/dossiers/${story?.code}`, { headers: { authorization: `Bearer ${by.token}` } })
    expect([seen.status, wordsOf(seen.text)]).toEqual([200, expect.stringContaining(story?.code ?? '')])
    const office = new Office(running.url, chanceOf(8), pdf)
    const into = folders.make()
    const { before } = await amidstWork(office, () => run('backup', embedded, into))
    const codes = [...told.stories, ...office.stories].map((one) => one.code)
    expect(new Set(codes).size).toBe(codes.length)
    const filings = [...told.filings, ...office.filings]
    await withData(embedded.dataDir, async (data) => {
      await judgeDossiers(data, { filings, stories: office.stories })
      await expect.poll(() => data.rows("select 1 from pgboss.job where state not in ('completed')"), { timeout: 60_000, interval: 200 }).toEqual([])
      expect(await data.rows("select key from notifications.notice group by key having count(*) > 1")).toEqual([])
    })
    told = { filings: [...told.filings, ...before.filings], stories: before.stories }
    backup = onlyBackupIn(into)
    await running.stop()
  })

  it('the embedded one is restored into an empty outside database, where a program starts', async () => {
    const outside = await makeEmptyDatabase()
    drops.push(outside.drop)
    const place = { dataDir: withKeysIn(folders.make()), url: outside.url }
    const { code, said } = await run('restore', place, backup)
    expect([code, said]).toEqual([0, said])
    await withDataAt(outside.url, place.dataDir, (data) => judgeDossiers(data, told))
    const running = await start(place)
    expect((await new Person(running.url).open('/')).status).toBe(200)
    await running.stop()
  })
})
