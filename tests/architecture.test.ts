import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { missingPlatforms } from '../scripts/complete-lockfile.mjs'
import { checkMigrations, checkSql } from './architecture/database.ts'
import { checkDocuments } from './architecture/documents.ts'
import { checkLayers, type Ranks } from './architecture/layers.ts'
import { checkPurity, checkSingleDoors } from './architecture/purity.ts'
import { checkNames, checkRoutes } from './architecture/routes.ts'
import { planted, readSources, root, type Violation } from './architecture/sources.ts'

/** A module imports only from lower ranks; two of one rank don't know each other. */
const RANKS: Ranks = {
  places: 1,
  calendar: 1,
  files: 1,
  events: 1,
  agencies: 2,
  documents: 2,
  signatures: 2,
  notifications: 2,
  parameters: 2,
  accounts: 3,
  forms: 3,
  processes: 3,
  procedures: 4,
  payments: 4,
  postal: 4,
  vault: 4,
  dossiers: 5,
  filing: 6,
  processing: 6,
  reception: 6,
  returns: 6,
  queue: 6,
  feedback: 6,
  custody: 6,
  exchange: 7,
  statistics: 8,
  content: 8,
  admin: 8,
}

/** Read views that their owner publishes and others may join. */
const PUBLISHED_VIEWS: readonly string[] = ['dossiers.inbox', 'processes.open_task']

const code = readSources('src', ['.ts', '.tsx'])
const tests = readSources('tests', ['.ts', '.tsx'])
const migrations = readSources('migrations', ['.sql'])
const documents = ['.', 'decisions', 'src', 'data', 'procedures', 'tests', 'bench'].flatMap((folder) => readSources(folder, ['.md']))

const said = (violations: readonly Violation[]) => violations.map(({ path, line, rule }) => `${path}:${line} ${rule}`)

describe('the code', () => {
  it('imports downwards only, and modules through their door', () => {
    expect(said(checkLayers([...code, ...tests], RANKS))).toEqual([])
  })
  it('keeps rules pure', () => {
    expect(said(checkPurity(code))).toEqual([])
  })
  it('reads environment, clock and network in one place each', () => {
    expect(said(checkSingleDoors(code))).toEqual([])
  })
  it('holds SQL in stores, over own tables and published views', () => {
    expect(said(checkSql(code, migrations, PUBLISHED_VIEWS))).toEqual([])
  })
  it('declares the audience of every route', () => {
    expect(said(checkRoutes(code))).toEqual([])
  })
  it('names files by what they do', () => {
    expect(said(checkNames([...code, ...tests]))).toEqual([])
  })
})

describe('what stands beside the code', () => {
  it('numbers migrations in one sequence and describes every table', () => {
    expect(said(checkMigrations(migrations))).toEqual([])
  })
  it('names only files that exist in its documents', () => {
    expect(said(checkDocuments(documents))).toEqual([])
  })
  it('locks the packages of every platform, without an address of a registry', () => {
    const text = readFileSync(join(root, 'package-lock.json'), 'utf8')
    expect(text).not.toContain('"resolved"')
    expect(Object.keys(missingPlatforms(JSON.parse(text)))).toEqual([])
  })
})

/** Each rule is proved on a project that breaks it once. */
describe('a planted violation is caught', () => {
  const rules = (violations: readonly Violation[]) => violations.map(({ rule }) => rule)
  const one = (violations: readonly Violation[], path: string, words: RegExp) => {
    expect(violations.map((violation) => violation.path)).toEqual([path])
    expect(rules(violations)[0]).toMatch(words)
  }

  it.each([
    ['an upward import', 'src/modules/places/x.ts', "import { a } from '../dossiers/index.ts'", /above/],
    ['a sideways import', 'src/modules/filing/x.ts', "import { a } from '../processing/index.ts'", /beside/],
    ['an upward import of a type', 'src/modules/places/x.ts', "import type { A } from '../dossiers/index.ts'", /above/],
    ['an upward dynamic import', 'src/modules/places/x.ts', "const a = await import('../dossiers/index.ts')", /above/],
    ['an upward re-export', 'src/modules/places/index.ts', "export { a } from '../dossiers/index.ts'", /above/],
    ['an import past a door', 'src/modules/filing/x.ts', "import { a } from '../dossiers/store.ts'", /past the door/],
    ['a test’s import past a door', 'src/modules/filing/x.test.ts', "import { a } from '../dossiers/store.ts'", /past the door/],
    ['a composition’s import past a door', 'src/app.ts', "import { a } from './modules/dossiers/store.ts'", /past the door/],
    ['a module that knows an adapter', 'src/modules/filing/x.ts', "import { a } from '../../adapters/sms/sms.ts'", /port/],
    ['a module that knows the configuration', 'src/modules/filing/x.ts', "import { a } from '../../config.ts'", /port/],
    ['a platform that knows a module', 'src/platform/x.ts', "import { a } from '../modules/places/index.ts'", /port/],
    ['a component that knows a module', 'src/ui/x.tsx', "import { a } from '../modules/places/index.ts'", /port/],
    ['a seam that knows the whole', 'src/compose/x.ts', "import { a } from '../app.ts'", /must not know it/],
    ['a module without a rank', 'src/modules/newcomer/x.ts', 'export const a = 1', /no rank/],
  ])('%s', (_title, path, text, words) => {
    one(checkLayers(planted({ [path]: text }), RANKS), path, words)
  })

  it('but a downward import through the door passes', () => {
    const fine = { 'src/modules/filing/x.ts': "import { a } from '../dossiers/index.ts'\nimport { b } from '../../platform/db.ts'\nimport { c } from '../../ui/index.ts'" }
    expect(checkLayers(planted(fine), RANKS)).toEqual([])
  })

  it.each([
    ['a database', "import { inTransaction } from '../../../platform/db.ts'", /platform\/db/],
    ['a file', "import { readFileSync } from 'node:fs'", /node:fs/],
    ['a driver', "import pg from 'pg'", /pg/],
    ['a store', "import { findDay } from '../store.ts'", /store\.ts/],
    ['a detour', "import { a } from '../detour.ts'", /detour\.ts → src\/modules\/places\/store\.ts/],
  ])('a rules file that reaches %s', (_title, text, words) => {
    const path = 'src/modules/places/rules/x.ts'
    one(checkPurity(planted({ [path]: text, 'src/modules/places/detour.ts': "import { b } from './store.ts'", 'src/modules/places/store.ts': '' })), path, words)
  })

  it.each([
    ['process.env', 'const a = process.env.PORT', /process\.env/],
    ["process['env']", "const a = process['env']", /process\.env/],
    ['an imported env', "import { env } from 'node:process'", /process\.env/],
    ['new Date()', 'const a = new Date()', /clock/],
    ['Date.now()', 'const a = Date.now()', /clock/],
    ['fetch', "const a = await fetch('https://x.vn')", /fetch/],
    ['globalThis.fetch', "const a = await globalThis.fetch('https://x.vn')", /fetch/],
    ['an HTTP client', "import { request } from 'node:https'", /node:https/],
  ])('%s outside its door', (_title, text, words) => {
    one(checkSingleDoors(planted({ 'src/modules/places/x.ts': text })), 'src/modules/places/x.ts', words)
  })

  it('but a word in a comment, a sentence or a fixed date passes', () => {
    const fine = "// process.env and Date.now()\nconst a = 'process.env fetch(1)'\nconst b = new Date('2026-01-01')"
    expect(checkSingleDoors(planted({ 'src/modules/places/x.ts': fine }))).toEqual([])
  })

  const tables = planted({ 'migrations/0001-a.sql': "create table places.unit (id uuid);\ncomment on table places.unit is 'x';\ncreate view places.published as select 1;\ncomment on view places.published is 'x';" })
  it.each([
    ['SQL outside a store', 'src/modules/places/x.ts', "import { sql } from 'kysely'", /store/],
    ['a query builder outside a store', 'src/modules/places/x.ts', "import { reading } from '../../platform/db.ts'", /store/],
    ['a statement written out outside a store', 'src/modules/places/x.ts', "import { statement } from '../../platform/statement.ts'", /store/],
    ['another module’s table', 'src/modules/dossiers/store.ts', "db.selectFrom('places.unit as u')", /places\.unit/],
    ['another module’s table in plain SQL', 'src/modules/dossiers/x.store.ts', 'sql`select 1 from places.unit where id = ${id}`', /places\.unit/],
    ['a view that is not published', 'src/modules/dossiers/store.ts', "db.selectFrom('places.published')", /publish/],
  ])('%s', (_title, path, text, words) => {
    one(checkSql(planted({ [path]: text }), tables, []), path, words)
  })

  it('but own tables and published views pass', () => {
    const fine = planted({ 'src/modules/places/store.ts': "db.selectFrom('places.unit')", 'src/modules/dossiers/store.ts': "db.selectFrom('places.published')" })
    expect(checkSql(fine, tables, ['places.published'])).toEqual([])
    expect(rules(checkSql([], tables, ['places.gone']))[0]).toMatch(/no migration creates/)
  })

  it.each([
    ['a gap', ['migrations/0001-a.sql', 'migrations/0003-c.sql']],
    ['a double', ['migrations/0001-a.sql', 'migrations/0001-c.sql']],
    ['a name', ['migrations/0001-a.sql', 'migrations/2-c.sql']],
  ])('%s in the migrations', (_title, paths) => {
    expect(checkMigrations(paths.map((path) => ({ path, text: '' }))).map(({ path }) => path)).toEqual([paths[1]])
  })

  it('a table without a comment', () => {
    one(checkMigrations(planted({ 'migrations/0001-a.sql': 'create table a.b (id uuid);' })), 'migrations/0001-a.sql', /no comment/)
  })

  it.each([
    ['a route without an audience', "web.get('/x', async () => page())", /audience/],
    ['a route with an empty access', "web.get('/x', {}, async () => page())", /audience/],
    ['a route on Fastify', "deps.fastify.get('/x', async () => 'x')", /Fastify itself/],
    ['a page of officers at a citizen’s address', "web.get('/x', { audience: 'officer' }, handler)", /can-bo/],
    ['a public page among the officers’', "web.get('/can-bo/x', { audience: 'public' }, handler)", /another audience/],
  ])('%s', (_title, text, words) => {
    one(checkRoutes(planted({ 'src/modules/places/x.ts': text })), 'src/modules/places/x.ts', words)
  })

  it('a vague name and a document’s dead link', () => {
    one(checkNames(planted({ 'src/modules/places/utils.ts': '' })), 'src/modules/places/utils.ts', /says nothing/)
    const document = planted({ 'docs/a.md': 'See [b](../b.md), [there](there.md) and `src/gone.ts`; not [this](https://x.vn) or [that](#x).' })
    const found = rules(checkDocuments(document, (path) => path === 'docs/there.md'))
    expect(found).toEqual(["names 'b.md', which does not exist.", "names 'src/gone.ts', which does not exist."])
  })
})
