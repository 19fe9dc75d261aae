import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, type Migration, type MigrationProvider, Migrator, sql } from 'kysely'
import type { Db } from './db.ts'

const FILE = /^(\d{4})-[a-z0-9-]+\.sql$/

/** Numbered SQL files of one folder, in order. */
class SqlFiles implements MigrationProvider {
  readonly folder: string
  constructor(folder: string) {
    this.folder = folder
  }
  async getMigrations(): Promise<Record<string, Migration>> {
    const names = (await readdir(this.folder)).filter((name) => FILE.test(name)).sort()
    const migrations: Record<string, Migration> = {}
    for (const name of names) {
      const text = await readFile(join(this.folder, name), 'utf8')
      migrations[name.slice(0, -'.sql'.length)] = {
        async up(db: Kysely<unknown>) {
          await sql.raw(text).execute(db)
        },
      }
    }
    return migrations
  }
}

/** The database holds migrations that this program doesn't know: it was written by a newer version. */
export class NewerDatabaseError extends Error {
  readonly unknown: string[]
  constructor(unknown: string[]) {
    super(`The database was written by a newer version of the program (it holds ${unknown.join(', ')}).`)
    this.name = 'NewerDatabaseError'
    this.unknown = unknown
  }
}

/** Names of the migrations in a folder, in order. */
export const migrationNames = async (folder: string): Promise<string[]> => Object.keys(await new SqlFiles(folder).getMigrations())

/**
 * Brings the database to this program's version, or only to the migration `last`, forward only, under an advisory lock.
 * @returns names of the migrations that ran.
 * @throws NewerDatabaseError when the database is ahead of the program; nothing is changed then.
 */
export async function migrate(db: Db, folder: string, last?: string): Promise<string[]> {
  const kysely = db.kysely<unknown>()
  const provider = new SqlFiles(folder)
  const known = new Set(Object.keys(await provider.getMigrations()))
  const migrator = new Migrator({
    db: kysely,
    provider,
    migrationTableSchema: 'platform',
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  })
  const present = await sql<{ there: boolean }>`select to_regclass('platform.migration') is not null as there`.execute(kysely)
  if (present.rows[0]?.there) {
    const done = await sql<{ name: string }>`select name from platform.migration order by name`.execute(kysely)
    const unknown = done.rows.map((row) => row.name).filter((name) => !known.has(name))
    if (unknown.length > 0) throw new NewerDatabaseError(unknown)
  }
  const { error, results } = await (last ? migrator.migrateTo(last) : migrator.migrateToLatest())
  if (error) throw error
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName)
}

/** Fingerprint of all migrations in a folder: tests key their template database by it. */
export async function migrationsFingerprint(folder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const name of (await readdir(folder)).filter((file) => FILE.test(file)).sort()) {
    hash.update(name).update(await readFile(join(folder, name)))
  }
  return hash.digest('hex').slice(0, 16)
}
