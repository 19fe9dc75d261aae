import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { UNDONE_JOBS } from '../platform/jobs.ts'
import type { WrappedKey } from '../platform/keys.store.ts'
import { copyOut } from './copy.store.ts'
import type { DatabasePart, TablePart } from './manifest.ts'
import { writePart } from './parts.ts'
import { listed, PLAIN_VALUES, partitionsIn, quoted, schemasOf, sequencesIn, tablesIn } from './shape.store.ts'

export interface Dump {
  /** Where the parts go. */
  folder: string
  migrationsFolder: string
  /** Where the keys of all files of the snapshot go, one a line, in order. */
  fileKeys: string
  signal: AbortSignal
}

export interface Known {
  migrations: string[]
  dataKeys: WrappedKey[]
}

export const partPath = (folder: string, name: string): string => join(folder, 'database', `${name}.copy.gz`)
export const JOBS_PART = 'jobs'

/** What is known of a database before anything is read from it; null when the program never ran on it. */
export async function lookAt(client: pg.ClientBase): Promise<Known | null> {
  const there = await client.query<{ there: boolean }>("select to_regclass('platform.migration') is not null and to_regclass('platform.data_key') is not null as there")
  if (!there.rows[0]?.there) return null
  const migrations = await client.query<{ name: string }>('select name from platform.migration order by name')
  const dataKeys = await client.query<WrappedKey>('select id, master_key_id, wrapped_key from platform.data_key order by id')
  return { migrations: migrations.rows.map((row) => row.name), dataKeys: dataKeys.rows }
}

/** Writes everything that the program keeps in the database, as it stood at one moment; writers are not held up. */
export async function dump(client: pg.ClientBase, to: Dump): Promise<DatabasePart & { dataKeys: WrappedKey[] }> {
  await mkdir(join(to.folder, 'database'), { mode: 0o700 })
  await client.query(`begin isolation level repeatable read, read only; ${PLAIN_VALUES}`)
  const known = await lookAt(client)
  if (!known) throw new Error('The database was emptied meanwhile.')
  const schemas = await schemasOf(to.migrationsFolder)
  const tables: TablePart[] = []
  for (const table of await tablesIn(client, schemas)) {
    const source = copyOut(client, `copy (select ${listed(client, table.columns)} from ${quoted(client, table.name)}) to stdout`)
    const part = await writePart(partPath(to.folder, table.name), source, to.signal)
    tables.push({ ...table, ...part, rows: source.rows })
  }
  const jobs = await dumpJobs(client, to)
  await writePart(to.fileKeys, copyOut(client, 'copy (select blob_key from files.file order by blob_key) to stdout'), to.signal)
  const version = await client.query<{ version: string }>("select current_setting('server_version') as version")
  const parts = { postgres: version.rows[0]?.version ?? '', partitions: await partitionsIn(client, schemas), sequences: await sequencesIn(client, schemas) }
  await client.query('commit')
  return { ...parts, migrations: known.migrations, dataKeys: known.dataKeys, tables, jobs }
}

async function dumpJobs(client: pg.ClientBase, to: Dump): Promise<DatabasePart['jobs']> {
  const there = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [UNDONE_JOBS.table])
  if (!there.rows[0]?.there) return null
  const source = copyOut(client, `copy (${UNDONE_JOBS.select}) to stdout`)
  const part = await writePart(partPath(to.folder, JOBS_PART), source, to.signal)
  return { ...part, rows: source.rows }
}
