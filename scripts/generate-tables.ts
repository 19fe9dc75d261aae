import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeDatabase, openDatabase } from '../src/platform/db.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/index.ts'
import { migrate } from '../src/platform/migrate.ts'
import { type CatalogRelation, readCatalog } from './tables/catalog.ts'
import { compareTables } from './tables/compare.ts'
import { readDeclarations } from './tables/declared.ts'
import { mendTables } from './tables/mend.ts'

/* `npm run tables`: brings every src/modules/<module>/tables.ts to what the migrations make. */

const root = join(import.meta.dirname, '..')

async function migratedCatalog(): Promise<CatalogRelation[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-tables-'))
  const server = await startEmbeddedPostgres(folder, { durable: false })
  try {
    const db = await openDatabase(server.url)
    await migrate(db, join(root, 'migrations'))
    const catalog = await readCatalog(db)
    await closeDatabase(db)
    return catalog
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const catalog = await migratedCatalog()
const differences = compareTables(catalog, readDeclarations(root))
for (const { path, line, table, column, says } of differences) console.log(`${path}:${line} ${table}${column ? `.${column}` : ''} ${says}`)

const schemas = new Set(differences.map(({ path }) => /^src\/modules\/([^/]+)\/tables\.ts$/.exec(path)?.[1]).filter((schema) => schema !== undefined))
for (const schema of schemas) {
  const file = join(root, 'src', 'modules', schema, 'tables.ts')
  const own = differences.filter(({ path }) => path === `src/modules/${schema}/tables.ts`)
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  writeFileSync(file, mendTables(text, schema, catalog, own))
  console.log(`written: src/modules/${schema}/tables.ts`)
}
if (differences.length === 0) console.log('Every tables.ts is what the migrations make.')
