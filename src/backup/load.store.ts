import type pg from 'pg'
import type { JobData, Jobs } from '../platform/jobs.ts'
import { copyIn } from './copy.store.ts'
import { JOBS_PART, partPath } from './dump.store.ts'
import type { DatabasePart } from './manifest.ts'
import { readPart } from './parts.ts'
import { altered, databaseInUse, databaseNotEmpty } from './refusals.ts'
import { listed, makeMissingPartitions, PLAIN_VALUES, quoted, schemasOf, tablesIn, withoutForeignKeys, withoutTriggers } from './shape.store.ts'

export interface Load {
  /** The backup. */
  folder: string
  migrationsFolder: string
  database: DatabasePart
  jobs: Jobs
  signal: AbortSignal
}

/** Whether a program is at work on the database, or ever was. @throws BackupRefused then. */
export async function checkUnused(client: pg.ClientBase): Promise<void> {
  const others = await client.query(
    "select 1 from pg_stat_activity where datname = current_database() and application_name like 'mot-cua%' and pid <> pg_backend_pid() limit 1",
  )
  if (others.rows.length > 0) throw databaseInUse()
  for (const table of ['platform.data_key', 'platform.loaded', 'events.stream']) {
    const there = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table])
    if (!there.rows[0]?.there) continue
    const rows = await client.query(`select 1 from ${quoted(client, table)} limit 1`)
    if (rows.rows.length > 0) throw databaseNotEmpty()
  }
}

/** Puts all rows into a database that stands at the backup's own migration: in one transaction, all or nothing. */
export async function load(client: pg.ClientBase, from: Load): Promise<void> {
  const { database } = from
  const schemas = await schemasOf(from.migrationsFolder)
  await client.query(`begin; ${PLAIN_VALUES}`)
  await checkShape(client, schemas, database)
  const putBack = await withoutForeignKeys(client, schemas)
  const setGoing = await withoutTriggers(client, schemas)
  await client.query(`truncate ${database.tables.map((table) => quoted(client, table.name)).join(', ')}`)
  await makeMissingPartitions(client, database.partitions)
  for (const table of database.tables) {
    const text = `copy ${quoted(client, table.name)} (${listed(client, table.columns)}) from stdin`
    await copyPart(client, from, table.name, text, table.rows)
  }
  for (const { name, last } of database.sequences) await client.query('select setval($1::regclass, $2)', [quoted(client, name), last])
  await loadJobs(client, from)
  await putBack()
  await setGoing()
  await client.query('commit')
  for (const table of database.tables) await client.query(`analyze ${quoted(client, table.name)}`)
}

async function checkShape(client: pg.ClientBase, schemas: readonly string[], { tables }: DatabasePart): Promise<void> {
  const lines = (all: readonly { name: string; columns: readonly string[] }[]) => all.map(({ name, columns }) => `${name} ${[...columns].sort()}`).sort().join('\n')
  if (lines(await tablesIn(client, schemas)) !== lines(tables)) throw altered('manifest.json')
}

async function copyPart(client: pg.ClientBase, { folder, signal }: Load, name: string, text: string, rows: number): Promise<void> {
  await readPart(
    partPath(folder, name),
    async (source) => {
      if ((await copyIn(client, text, source)) !== rows) throw altered(name)
    },
    signal,
  )
}

const PAGE = 500

/** Jobs that were not done are written anew, by today's pg-boss; each keeps its id. */
async function loadJobs(client: pg.ClientBase, from: Load): Promise<void> {
  if (!from.database.jobs) return
  await client.query('create temp table restored_job (at bigint generated always as identity, id uuid, data jsonb, start_after timestamptz) on commit drop')
  await copyPart(client, from, JOBS_PART, 'copy pg_temp.restored_job (id, data, start_after) from stdin', from.database.jobs.rows)
  for (let after = 0; ; after += PAGE) {
    const { rows } = await client.query<{ id: string; data: JobData; start_after: Date }>(
      'select id, data, start_after from pg_temp.restored_job where at > $1 and at <= $2 order by at',
      [after, after + PAGE],
    )
    if (rows.length === 0) return
    await from.jobs.writeOn((text, values) => client.query(text, values), rows.map(({ id, data, start_after: startAfter }) => ({ id, data, startAfter })))
  }
}
