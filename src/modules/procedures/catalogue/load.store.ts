import { type RawBuilder, sql } from 'kysely'
import { newId } from '../../../platform/ids.ts'
import { type Reader, reading, type Tx, writing } from '../../../platform/db.ts'
import type { CatalogueTables } from '../tables.ts'
import type { Compiled } from './compile.ts'
import type { OddKind } from './odd.ts'

export interface LoadRow {
  data_hash: string
  as_of: string
  counts: Record<string, number>
  odd: OddKind[]
  loaded_at: Date
}

export function findLastLoad(reader: Reader): Promise<LoadRow | undefined> {
  return reading<CatalogueTables>(reader)
    .selectFrom('procedures.load')
    .select(['data_hash', 'as_of', 'counts', 'odd', 'loaded_at'])
    .orderBy('loaded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Serialises loads of two processes started together. */
export async function lockLoad(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('procedures.load'))`.execute(writing<CatalogueTables>(tx))
}

export async function insertLoad(tx: Tx, row: LoadRow): Promise<void> {
  await writing<CatalogueTables>(tx)
    .insertInto('procedures.load')
    .values({ ...row, id: newId(), counts: JSON.stringify(row.counts), odd: JSON.stringify(row.odd) })
    .execute()
}

/** Tells readers in memory that the catalogue changed. */
export async function bumpCatalogueVersion(tx: Tx): Promise<void> {
  await writing<CatalogueTables>(tx)
    .updateTable('procedures.catalogue_version')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .execute()
}

export async function run(tx: Tx, statement: RawBuilder<unknown>): Promise<void> {
  await statement.execute(writing<CatalogueTables>(tx))
}

export const asJson = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::json`

/** Rows in portions that one statement carries well. */
export function* portions<T>(rows: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}

export async function writeFieldsAndBodies(tx: Tx, { fields, bodies }: Compiled): Promise<void> {
  await run(
    tx,
    sql`insert into procedures.field (slug, name, codes)
    select slug, name, array(select json_array_elements_text(codes)) from json_to_recordset(${asJson(fields)}) as r(slug text, name text, codes json)
    on conflict (slug) do update set name = excluded.name, codes = excluded.codes`,
  )
  await run(
    tx,
    sql`insert into procedures.body (slug, name, kind)
    select slug, name, kind from json_to_recordset(${asJson(bodies)}) as r(slug text, name text, kind text)
    on conflict (slug) do update set name = excluded.name, kind = excluded.kind`,
  )
}

/** Writes all rows; codes that no source has any more are kept as no longer published. */
export async function writeProcedures(tx: Tx, { procedures }: Compiled, at: Date): Promise<void> {
  for (const rows of portions(procedures, 2000)) {
    await run(
      tx,
      sql`insert into procedures.procedure as p (code, name, folded_name, status, type, body_slug, agencies, audience,
        level_ministry, level_province, level_commune, level_other, commune_receives, online_level, summary, keywords, source, as_of, content_as_of, recorded_at)
      select r.code, r.name, r.folded_name, r.status, r.type, r.body_slug,
        array(select json_array_elements_text(r.agencies)), array(select json_array_elements_text(r.audience)),
        r.level_ministry, r.level_province, r.level_commune, r.level_other, r.commune_receives, r.online_level, r.summary,
        array(select json_array_elements_text(r.keywords)), r.source, r.as_of, r.content_as_of, ${at}::timestamptz
      from json_to_recordset(${asJson(rows)}) as r(code text, name text, folded_name text, status text, type text, body_slug text,
        agencies json, audience json, level_ministry boolean, level_province boolean, level_commune boolean, level_other boolean,
        commune_receives boolean, online_level text, summary jsonb, keywords json, source text, as_of date, content_as_of date)
      on conflict (code) do update set name = excluded.name, folded_name = excluded.folded_name,
        status = excluded.status, type = excluded.type, body_slug = excluded.body_slug, agencies = excluded.agencies, audience = excluded.audience,
        level_ministry = excluded.level_ministry, level_province = excluded.level_province, level_commune = excluded.level_commune,
        level_other = excluded.level_other, commune_receives = excluded.commune_receives, online_level = excluded.online_level,
        summary = excluded.summary, keywords = excluded.keywords, source = excluded.source,
        as_of = excluded.as_of, content_as_of = excluded.content_as_of, recorded_at = excluded.recorded_at`,
    )
  }
  await run(
    tx,
    sql`update procedures.procedure set status = 'no_longer_published', recorded_at = ${at}
    where status <> 'no_longer_published' and source <> 'package' and not (code = any (${procedures.map((row) => row.code)}::text[]))`,
  )
  await run(tx, sql`delete from procedures.procedure_field`)
  const links = procedures.flatMap((row) =>
    row.fields.map((field_slug, position) => ({ code: row.code, field_slug, position })),
  )
  await run(
    tx,
    sql`insert into procedures.procedure_field (code, field_slug, position)
    select code, field_slug, position from json_to_recordset(${asJson(links)}) as r(code text, field_slug text, position smallint)`,
  )
}
