import { sql, type Updateable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../../platform/db.ts'
import type { CatalogueTables } from '../tables.ts'

type ProcedureTable = CatalogueTables['procedures.procedure']

interface Lacking {
  isListed: boolean
  hash: string | null
  number: number
  versionId: string | null
  contentVersion: string | null
}

/** Those of the codes whose content no source has published: not listed, or listed by name, or listed by a package before. */
export async function withoutPublishedContent(tx: Tx, codes: readonly string[]): Promise<Map<string, Lacking>> {
  const rows = await sql<{ code: string; listed: boolean; status: string | null; source: string | null; content_version: string | null; hash: string | null; number: number | null; id: string | null }>`
    select asked.code, p.code is not null as listed, p.status, v.source, p.content_version, v.content_hash as hash, v.number, v.id
    from unnest(${[...codes]}::text[]) as asked (code)
    left join procedures.procedure p on p.code = asked.code
    left join lateral (select * from procedures.version v where v.code = asked.code order by number desc limit 1) as v on true`.execute(writing<CatalogueTables>(tx))
  return new Map(
    rows.rows
      .filter((row) => !row.listed || (row.status === 'current' && (row.content_version === null || row.source === 'package')))
      .map((row) => [row.code, { isListed: row.listed, hash: row.source === 'package' ? row.hash : null, number: row.number ?? 0, versionId: row.source === 'package' ? row.id : null, contentVersion: row.content_version }]),
  )
}

export async function upsertOwn(tx: Tx, row: Omit<ProcedureTable, 'summary' | 'body_slug' | 'content_version' | 'superseded_by'> & { summary: string }): Promise<void> {
  await writing<CatalogueTables>(tx).insertInto('procedures.procedure').values(row as never).onConflict((conflict) => conflict.doNothing()).execute()
}

export async function linkOwnField(tx: Tx, code: string, field: { slug: string; name: string }): Promise<void> {
  const db = writing<CatalogueTables>(tx)
  const has = await db.selectFrom('procedures.procedure_field').select('code').where('code', '=', code).executeTakeFirst()
  if (has) return
  await db.insertInto('procedures.field').values({ ...field, codes: [] }).onConflict((conflict) => conflict.doNothing()).execute()
  await db.insertInto('procedures.procedure_field').values({ code, field_slug: field.slug, position: 0 }).execute()
}

export async function insertOwnContent(tx: Tx, row: { id: string; code: string; number: number; content: string; content_hash: string; valid_from: string; recorded_at: Date }): Promise<void> {
  const db = writing<CatalogueTables>(tx)
  await sql`update procedures.version set valid_to = greatest(valid_from, ${row.valid_from}::date - 1) where code = ${row.code} and valid_to is null`.execute(db)
  await db
    .insertInto('procedures.version')
    .values({ ...row, source: 'package', valid_to: null })
    .execute()
}

export async function pointToContent(tx: Tx, code: string, change: Updateable<ProcedureTable>): Promise<void> {
  await writing<CatalogueTables>(tx).updateTable('procedures.procedure').set(change).where('code', '=', code).execute()
}

/** Names of procedures by their codes. */
export const namesOf = (reader: Reader, codes: readonly string[]): Promise<{ code: string; name: string }[]> =>
  reading<CatalogueTables>(reader).selectFrom('procedures.procedure').select(['code', 'name']).where('code', 'in', [...codes, '']).execute()
