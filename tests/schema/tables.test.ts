import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CatalogColumn, type CatalogRelation, readCatalog } from '../../scripts/tables/catalog.ts'
import { compareTables } from '../../scripts/tables/compare.ts'
import { type Declarations, type DeclaredTable, readDeclarations } from '../../scripts/tables/declared.ts'
import { root } from '../architecture/sources.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

/** Tables of jobs' and migrations' own machinery, read through their libraries. */
const OF_LIBRARIES = /^platform\.migration(_lock)?$/

let database: TestDatabase
let catalog: CatalogRelation[]
let declarations: Declarations

beforeAll(async () => {
  database = await openTestDatabase()
  catalog = (await readCatalog(database.db)).filter(({ name }) => !OF_LIBRARIES.test(name))
  declarations = readDeclarations(root)
})
afterAll(() => database.close())

describe('types of tables', () => {
  it('are what the migrated database holds; `npm run tables` mends them', () => {
    const said = compareTables(catalog, declarations).map((one) => `${one.path}:${one.line} ${one.table}${one.column ? `.${one.column}` : ''} ${one.says}`)
    expect(said).toEqual([])
  })

  it.each([
    ['a column of another type', { type: 'bool' }, /in the database boolean/],
    ['a column that may be null', { notNull: false }, /\| null/],
    ['a column that is gone', { name: 'gone' }, /not in the database/],
    ['other values', { values: ['a', 'b'] }, /the database allows a, b/],
    ['a column that the database no longer fills', { filled: false }, /does not fill it/],
  ])('differ by %s', (_title, change, words) => {
    const said = declarations.tables.flatMap((table) => {
      const relation = catalog.find(({ name, isView }) => name === table.name && !isView)
      return (relation?.columns ?? []).flatMap((column) => differencesOf(table, relation as CatalogRelation, { ...column, ...change }))
    })
    expect(said.some((text) => words.test(text))).toBe(true)
  })

  function differencesOf(table: DeclaredTable, relation: CatalogRelation, column: CatalogColumn): string[] {
    const one = { ...relation, columns: [column] }
    return compareTables([one], { ...declarations, tables: [table] }).map(({ says }) => says)
  }
})
