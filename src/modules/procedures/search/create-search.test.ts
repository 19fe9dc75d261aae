import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { allForSearch, openCatalogue } from '../catalogue/catalogue.ts'
import { loadCatalogue } from '../catalogue/load.ts'
import { readTaxonomy } from '../catalogue/taxonomy.ts'
import { createSearch } from './create-search.ts'
import type { SearchDocument } from './types.ts'

const root = join(import.meta.dirname, '../../../..')
const knowledgeFolder = join(root, 'content/search')
let test: TestDatabase

beforeAll(async () => {
  test = await openTestDatabase()
  await loadCatalogue(test.db, { folder: join(root, 'data/catalogue'), clock: test.clock })
}, 60_000)
afterAll(() => test.close())

const document = (code: string, name: string): SearchDocument => ({
  code,
  name,
  fields: [],
  levels: { ministry: false, province: false, commune: true, other: false },
  status: 'current',
  type: 'STANDARD',
  publishingBody: null,
  agencies: [],
  keywords: [],
  audience: [],
  onlineLevel: null,
  hasContent: false,
  fileable: false,
  time: null,
  fee: null,
})

describe('the search of the program', () => {
  it('searches the loaded catalogue, with time and fee in both languages', async () => {
    const catalogue = openCatalogue({ ...test, taxonomy: await readTaxonomy(join(root, 'data/taxonomy')) })
    const search = createSearch({
      knowledgeFolder,
      catalogue,
      documents: () => allForSearch(test.db, (code) => code === '1.001193'),
    })
    expect(search.ready()).toBe(false)
    await search.start()
    expect(search.ready()).toBe(true)
    expect(search.version()).toBe(await catalogue.version())
    const [first] = (await search.search('làm giấy khai sinh cho con')).items
    expect(first).toMatchObject({ code: '1.001193', fileable: true, status: 'current' })
    const [permit] = (await search.search('giấy phép xây nhà')).items
    expect(permit?.time?.vi).toMatch(/ngày/)
    expect(permit?.time?.en).toMatch(/day/)
  }, 30_000)

  it('answers from the old index while the new one is made, then from the new', async () => {
    let version = 1
    const shelf = [document('1.000001', 'Đăng ký khai sinh')]
    const search = createSearch({
      knowledgeFolder,
      documents: async () => [...shelf],
      catalogue: { version: async () => version, knownVersion: () => version },
    })
    await search.start()
    shelf.push(document('1.000002', 'Cấp giấy phép nuôi rồng'))
    version = 2
    expect((await search.search('nuôi rồng')).items).toEqual([])
    await expect.poll(() => search.version()).toBe(2)
    expect((await search.search('nuôi rồng')).items.map((item) => item.code)).toEqual(['1.000002'])
  })

  it('goes on with the old index when making a new one fails', async () => {
    let version = 1
    let failing = false
    const search = createSearch({
      knowledgeFolder,
      documents: async () => {
        if (failing) throw new Error('the database is away')
        return [document('1.000001', 'Đăng ký khai sinh')]
      },
      catalogue: { version: async () => version, knownVersion: () => version },
    })
    await search.start()
    failing = true
    version = 2
    for (let i = 0; i < 3; i++) expect((await search.search('khai sinh')).items).toHaveLength(1)
    failing = false
    await expect
      .poll(async () => {
        await search.search('khai sinh')
        return search.version()
      })
      .toBe(2)
  })
})
