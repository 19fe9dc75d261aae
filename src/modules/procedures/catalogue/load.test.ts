import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { stopwatch } from '../../../platform/clock.ts'
import { type CatalogueReport, loadCatalogue } from './load.ts'
import { loadCatalogueApart } from './load-apart.ts'

const folder = join(import.meta.dirname, '../../../../data/catalogue')
let test: TestDatabase
let report: CatalogueReport

const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(test.db.kysely())).rows
const one = async (query: ReturnType<typeof sql<{ n: number }>>) => Number((await rows(query))[0]?.n)

beforeAll(async () => {
  test = await openTestDatabase()
  const before = stopwatch()
  report = await loadCatalogueApart(test.db, { folder, clock: test.clock })
  expect(stopwatch() - before).toBeLessThan(15_000)
}, 60_000)
afterAll(() => test.close())

describe('loading the catalogue', () => {
  it('knows what is current, internal and gone', () => {
    expect(report.counts).toMatchObject({
      procedures: 8388,
      listed: 5670,
      internal: 192,
      current: 5478,
      ofOneBody: 904,
      noLongerPublished: 2718,
      listedWithContent: 3152,
      listedNamesOnly: 2518,
      contents: 3257,
      contentsOfPortal: 502,
      services: 503,
    })
  })
  it('says what was odd in the sources, with examples', () => {
    const count = (kind: string) => report.odd.find((each) => each.kind === kind)?.count
    expect(count('malformed-code')).toBe(4)
    expect(count('fee-suspect')).toBe(95)
    expect(count('time-without-unit-older')).toBe(1234)
    expect(count('time-without-unit-portal')).toBe(283)
    expect(count('no-required-marked')).toBe(3504)
    expect(count('service-code-twice')).toBe(8)
    expect(count('commune-code-unknown')).toBe(1)
    expect(
      report.odd.find((each) => each.kind === 'malformed-code')?.examples.map((example) => example.code),
    ).toContain('1.014955-Xoa')
  })
  it('does nothing the second time and gives the same report, well within a second', async () => {
    const before = stopwatch()
    const again = await loadCatalogueApart(test.db, { folder, clock: test.clock })
    expect(stopwatch() - before).toBeLessThan(1000)
    expect(again).toEqual({ ...report, changed: false })
    expect(await one(sql`select version as n from procedures.catalogue_version`)).toBe(1)
  })
})

describe('honesty of the rows', () => {
  it('leaves level, online level, time and fee unknown where no source says', async () => {
    const names = await one(sql`select count(*)::int as n from procedures.procedure where content_version is null`)
    const silent = await one(sql`select count(*)::int as n from procedures.procedure where content_version is null
      and level_commune is null and level_ministry is null and online_level is null and summary = '{"fee": null, "time": null}'`)
    expect(silent).toBe(names)
    expect(await one(sql`select count(*)::int as n from procedures.procedure where online_level is not null`)).toBe(502)
    expect(await one(sql`select count(*)::int as n from procedures.procedure where online_level = 'full'`)).toBe(72)
    expect(await one(sql`select count(*)::int as n from procedures.procedure where online_level = 'info'`)).toBe(30)
  })
  it('takes the newest content and keeps the codes as published', async () => {
    const [birth] = await rows(
      sql<{
        source: string
        online_level: string
        level_commune: boolean
      }>`select * from procedures.procedure where code = '1.001193'`,
    )
    expect(birth).toMatchObject({ source: 'portal', online_level: 'partial', level_commune: true })
    const [copy] = await rows(
      sql<{ source: string; content_as_of: string }>`select * from procedures.procedure where code = '2.000815'`,
    )
    expect(copy).toMatchObject({ source: 'older', content_as_of: '2026-06-10', online_level: null })
    expect(await rows(sql`select code from procedures.procedure where trim(code) = '1.014325' order by 1`)).toEqual([
      { code: ' 1.014325' },
      { code: '1.014325' },
    ])
  })
  it('guesses no time unit', async () => {
    const [version] = await rows(
      sql<{
        content: { methods: { time: unknown }[]; services: { time: unknown }[] }
      }>`select content from procedures.version where code = '1.001193'`,
    )
    expect(version?.content.methods.map((method) => method.time)).toEqual(
      Array(3).fill({ amount: 1, unit: null, text: null }),
    )
    expect(version?.content.services[0]?.time).toEqual({ amount: 1, unit: 'working_day', text: null })
  })
})

describe('loading over older data', () => {
  it('keeps everything as it was when it is killed half way', async () => {
    await sql`update procedures.load set data_hash = 'older'`.execute(test.db.kysely())
    await sql`create function procedures.break_load() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`.execute(
      test.db.kysely(),
    )
    await sql`create trigger break_load before insert on procedures.service_procedure execute function procedures.break_load()`.execute(
      test.db.kysely(),
    )
    await expect(loadCatalogueApart(test.db, { folder, clock: test.clock })).rejects.toThrow('killed')
    await sql`drop trigger break_load on procedures.service_procedure`.execute(test.db.kysely())
    expect(await one(sql`select count(*)::int as n from procedures.procedure_field`)).toBeGreaterThan(8000)
    expect(await one(sql`select count(*)::int as n from procedures.load`)).toBe(1)
  })
  it('makes a new version of a changed content, ends the old one, and marks what has gone', async () => {
    const content = { steps: [], methods: [] }
    await sql`insert into procedures.procedure (code, name, folded_name, status, agencies, audience, commune_receives, summary, keywords, source, as_of, recorded_at)
      values ('9.999999', 'Gone', 'gone', 'current', '{}', '{}', false, '{"time":null,"fee":null}', '{}', 'list', '2026-01-01', now())`.execute(
      test.db.kysely(),
    )
    await sql`alter table procedures.version disable trigger keep_version`.execute(test.db.kysely())
    await sql`update procedures.version set content = ${JSON.stringify(content)}, content_hash = 'older', valid_from = '2026-01-01' where code = '1.001193'`.execute(
      test.db.kysely(),
    )
    await sql`alter table procedures.version enable trigger keep_version`.execute(test.db.kysely())
    const again = await loadCatalogue(test.db, { folder, clock: test.clock })
    expect(again).toMatchObject({ changed: true, counts: { versionsWritten: 1 } })
    const versions = await rows(
      sql<{
        number: number
        valid_to: string | null
      }>`select number, valid_to from procedures.version where code = '1.001193' order by number`,
    )
    expect(versions).toEqual([
      { number: 1, valid_to: '2026-07-17' },
      { number: 2, valid_to: null },
    ])
    expect(await rows(sql`select status from procedures.procedure where code = '9.999999'`)).toEqual([
      { status: 'no_longer_published' },
    ])
    expect(
      await one(
        sql`select count(*)::int as n from procedures.procedure p join procedures.version v on v.id = p.content_version where v.number = 2`,
      ),
    ).toBe(1)
  })
  it('never lets a published version be changed or deleted', async () => {
    await expect(
      sql`update procedures.version set content = '{}' where code = '1.001193'`.execute(test.db.kysely()),
    ).rejects.toThrow('never changed')
    await expect(sql`delete from procedures.version where code = '1.001193'`.execute(test.db.kysely())).rejects.toThrow(
      'never changed',
    )
  })
})
