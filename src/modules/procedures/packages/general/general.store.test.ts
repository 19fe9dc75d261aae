import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDemoDatabase, type TestDatabase } from '../../../../../tests/support/database.ts'
import { type KnownQuery, selectKnown, selectKnownFields } from './general.store.ts'

let t: TestDatabase
beforeAll(async () => {
  t = await openDemoDatabase()
})
afterAll(() => t.close())

const find = (query: Partial<KnownQuery> = {}) => selectKnown(t.db, { q: '', agency: '', field: null, level: null, state: 'none', now: t.clock.now(), after: null, limit: 50, ...query })
const codes = async (query: Partial<KnownQuery>) => (await find(query)).map((row) => row.code)

describe('procedures known in full that can’t be filed yet', () => {
  it('are found by code, name, field and agency, with and without diacritics', async () => {
    const [some] = await find({ q: 'công chứng viên', level: 'province' })
    expect(some?.name.toLowerCase()).toContain('công chứng viên')
    expect(await codes({ q: some?.code ?? '' })).toEqual([some?.code])
    expect(await codes({ q: 'cong chung vien', level: 'province' })).toEqual(await codes({ q: 'Công CHỨNG viên', level: 'province' }))
    const justice = await find({ agency: 'so tu phap' })
    expect(justice.length).toBeGreaterThan(20)
    expect(justice.filter((row) => !/Sở Tư pháp/i.test(row.agencies.join()))).toEqual([])
    expect(await codes({ agency: 'Sở Tư Pháp' })).toEqual(justice.map((row) => row.code))
    expect((await find({ field: 'ho-tich' })).every((row) => row.field === 'Hộ tịch')).toBe(true)
    expect(await find({ q: 'zzzz' })).toEqual([])
  })

  it('don’t hold what has a package, nor what is known by name only', async () => {
    expect(await codes({ q: '1.001193' })).toEqual([])
    expect(await codes({ q: '1.001193', state: 'general' })).toEqual([])
    // Current, but the sources have only its name.
    expect(await codes({ q: '1.014027' })).toEqual([])
  })

  it('come in pages that neither leave out nor repeat', async () => {
    const all = await codes({ level: 'commune', limit: 1000 })
    const paged: string[] = []
    for (let after: string | null = null, rounds = 0; rounds < 100; rounds++) {
      const page = await codes({ level: 'commune', limit: 60, after })
      paged.push(...page)
      if (page.length < 60) break
      after = page.at(-1) ?? null
    }
    expect(all.length).toBeGreaterThan(200)
    expect(paged).toEqual(all)
  })

  it.each(['%', '_', "'", '\\', '<script>', '1.', '💥', 'a '.repeat(300)])('whatever is typed: %s', async (q) => {
    expect(Array.isArray(await find({ q, agency: q }))).toBe(true)
  })

  it('have fields to choose from', async () => {
    const fields = await selectKnownFields(t.db)
    expect(fields).toContainEqual({ slug: 'ho-tich', name: 'Hộ tịch' })
  })
})
