import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { altered } from './refusals.ts'

/** Kysely's own: the migrations of the target are recorded by running them. */
const NOT_COPIED = ['platform.migration', 'platform.migration_lock']

/** Values are written the same way whatever the server's, the database's or the role's settings are. */
export const PLAIN_VALUES =
  "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local extra_float_digits = 1; set local bytea_output = 'hex'; set local search_path = pg_catalog; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = 0"

/** The schemas that migrations make; in an outside database there may be others, which are not ours. */
export async function schemasOf(migrationsFolder: string): Promise<string[]> {
  const names = (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql'))
  const texts = await Promise.all(names.map((name) => readFile(join(migrationsFolder, name), 'utf8')))
  return texts.flatMap((text) => [...text.matchAll(/^create schema (?:if not exists )?(\w+)/gim)].map((found) => found[1] ?? ''))
}

export interface Table {
  name: string
  columns: string[]
}

export async function tablesIn(client: pg.ClientBase, schemas: readonly string[]): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and n.nspname || '.' || c.relname <> all($2)
      group by 1 order by 1`,
    [schemas, NOT_COPIED],
  )
  return rows
}

export async function partitionsIn(client: pg.ClientBase, schemas: readonly string[]): Promise<{ table: string; name: string; bounds: string }[]> {
  const { rows } = await client.query<{ table: string; name: string; bounds: string }>(
    `select n.nspname || '.' || p.relname as table, n.nspname || '.' || c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
      where n.nspname = any($1) and c.relispartition and c.relkind in ('r', 'p') order by 2`,
    [schemas],
  )
  return rows
}

const NAME = /^[a-z_]+\.[a-zA-Z0-9_]+$/
const BOUNDS = /^(DEFAULT|FOR VALUES FROM \('[0-9 :+.-]+'\) TO \('[0-9 :+.-]+'\))$/

/** Makes the partitions that the target lacks. */
export async function makeMissingPartitions(client: pg.ClientBase, partitions: readonly { table: string; name: string; bounds: string }[]): Promise<void> {
  for (const { table, name, bounds } of partitions) {
    if (!NAME.test(table) || !NAME.test(name) || !BOUNDS.test(bounds)) throw altered('manifest.json')
    await client.query(`create table if not exists ${quoted(client, name)} partition of ${quoted(client, table)} ${bounds}`)
  }
}

/** Read after the snapshot was taken: sequences only run ahead of it. */
export async function sequencesIn(client: pg.ClientBase, schemas: readonly string[]): Promise<{ name: string; last: number }[]> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `select schemaname || '.' || sequencename as name, last_value::text as last from pg_sequences where schemaname = any($1) and last_value is not null order by 1`,
    [schemas],
  )
  return rows.map(({ name, last }) => ({ name, last: Number(last) }))
}

/** Takes the foreign keys away while rows come in any order; @returns what puts them back, checked over all rows. */
export async function withoutForeignKeys(client: pg.ClientBase, schemas: readonly string[]): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select n.nspname || '.' || c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and k.conparentid = 0 and n.nspname = any($1) order by 1, 2`,
    [schemas],
  )
  for (const { table, name } of rows) await client.query(`alter table ${quoted(client, table)} drop constraint ${client.escapeIdentifier(name)}`)
  return async () => {
    for (const { table, name, definition } of rows) await client.query(`alter table ${quoted(client, table)} add constraint ${client.escapeIdentifier(name)} ${definition}`)
  }
}

/** Tables as they were take in rows without acting on them: what triggers would write down is in the backup too. @returns what sets them going again. */
export async function withoutTriggers(client: pg.ClientBase, schemas: readonly string[]): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string; name: string }>(
    `select n.nspname || '.' || c.relname as table, t.tgname as name
       from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where not t.tgisinternal and t.tgparentid = 0 and n.nspname = any($1) order by 1, 2`,
    [schemas],
  )
  const each = async (way: 'disable' | 'enable') => {
    for (const { table, name } of rows) await client.query(`alter table ${quoted(client, table)} ${way} trigger ${client.escapeIdentifier(name)}`)
  }
  await each('disable')
  return () => each('enable')
}

export const quoted = (client: pg.ClientBase, name: string): string => name.split('.').map((one) => client.escapeIdentifier(one)).join('.')
export const listed = (client: pg.ClientBase, columns: readonly string[]): string => columns.map((column) => client.escapeIdentifier(column)).join(', ')
