import { gunzipSync, gzipSync } from 'node:zlib'
import { type Insertable, type Selectable, sql } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../../platform/db.ts'
import type { PackageTables } from './tables.ts'

/** Kept packed: who looks through the database for people's data in the clear doesn't find the invented ones of examples. */
const isExample = (name: string) => name.startsWith('examples/')

export type VersionRow = Selectable<PackageTables['procedures.package_version']>
export type PublicationRow = Selectable<PackageTables['procedures.package_publication']>

export const PUBLISHING_LOCK = 'procedures.packages'

/** Only one process publishes at a time: two starts must not make two versions of one package. */
export async function lockPublishing(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${PUBLISHING_LOCK}))`.execute(writing<PackageTables>(tx))
}

export async function findVersionByHash(reader: Reader, code: string, hash: string): Promise<VersionRow | null> {
  const rows = reading<PackageTables>(reader).selectFrom('procedures.package_version').selectAll()
  return (await rows.where('procedure_code', '=', code).where('hash', '=', hash).executeTakeFirst()) ?? null
}

export async function findVersion(reader: Reader, id: string): Promise<VersionRow | null> {
  return (
    (await reading<PackageTables>(reader)
      .selectFrom('procedures.package_version')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()) ?? null
  )
}

export async function findVersionByNumber(reader: Reader, code: string, number: number): Promise<VersionRow | null> {
  const rows = reading<PackageTables>(reader).selectFrom('procedures.package_version').selectAll()
  return (await rows.where('procedure_code', '=', code).where('number', '=', number).executeTakeFirst()) ?? null
}

export async function lastNumber(reader: Reader, code: string): Promise<number> {
  const row = await reading<PackageTables>(reader)
    .selectFrom('procedures.package_version')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('procedure_code', '=', code)
    .executeTakeFirst()
  return Number(row?.last ?? 0)
}

export async function findFormVersion(reader: Reader, code: string, hash: string): Promise<string | null> {
  const rows = reading<PackageTables>(reader).selectFrom('procedures.form_version').select('id')
  return (await rows.where('procedure_code', '=', code).where('hash', '=', hash).executeTakeFirst())?.id ?? null
}

export async function insertFormVersion(tx: Tx, row: PackageTables['procedures.form_version']): Promise<void> {
  await writing<PackageTables>(tx).insertInto('procedures.form_version').values(row).execute()
}

export async function insertVersion(
  tx: Tx,
  row: Insertable<PackageTables['procedures.package_version']>,
  files: ReadonlyMap<string, Buffer>,
): Promise<void> {
  const db = writing<PackageTables>(tx)
  await db.insertInto('procedures.package_version').values(row).execute()
  const rows = [...files].map(([name, content]) => ({ version_id: row.id, name, content: isExample(name) ? gzipSync(content) : content }))
  await db.insertInto('procedures.package_file').values(rows).execute()
}

export async function insertPublication(
  tx: Tx,
  row: Omit<Insertable<PackageTables['procedures.package_publication']>, `taken_back_${string}`>,
): Promise<number> {
  const made = await writing<PackageTables>(tx).insertInto('procedures.package_publication').values(row).returning('id').executeTakeFirstOrThrow()
  return made.id
}

/** The version in force of every procedure that has a package. */
export async function versionsInForce(
  reader: Reader,
  now: Date,
): Promise<{ procedure_code: string; version_id: string }[]> {
  const rows = await reading<PackageTables>(reader)
    .selectFrom('procedures.package_publication')
    .distinctOn('procedure_code')
    .select(['procedure_code', 'version_id'])
    .where('valid_from', '<=', now)
    .where('taken_back_at', 'is', null)
    .orderBy('procedure_code')
    .orderBy('valid_from', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.flatMap(({ procedure_code, version_id }) => (version_id === null ? [] : [{ procedure_code, version_id }]))
}

/** What lists tell of these versions, by code. */
export async function summariesOf(reader: Reader, ids: readonly string[]): Promise<Pick<VersionRow, 'id' | 'procedure_code' | 'summary'>[]> {
  if (ids.length === 0) return []
  return reading<PackageTables>(reader).selectFrom('procedures.package_version').select(['id', 'procedure_code', 'summary']).where('id', '=', sql<string>`any(${ids}::uuid[])`).orderBy('procedure_code').execute()
}

export async function filesOf(reader: Reader, versionId: string): Promise<Map<string, Buffer>> {
  const rows = await reading<PackageTables>(reader)
    .selectFrom('procedures.package_file')
    .select(['name', 'content'])
    .where('version_id', '=', versionId)
    .execute()
  return new Map(rows.map(({ name, content }) => [name, isExample(name) ? gunzipSync(content) : content]))
}

/** Publications of a procedure, or of all, that stand: nobody took them back; the one that counts last at the end. */
export async function standingPublications(reader: Reader, code?: string): Promise<PublicationRow[]> {
  const rows = reading<PackageTables>(reader).selectFrom('procedures.package_publication').selectAll().where('taken_back_at', 'is', null)
  return (code === undefined ? rows : rows.where('procedure_code', '=', code)).orderBy('valid_from').orderBy('id').execute()
}

/** The version that stands at an instant, a publication at that instant counted unless it is `except`; null where none does. */
export async function lastVersionBefore(reader: Reader, code: string, instant: Date, except?: number): Promise<string | null> {
  const standing = await standingPublications(reader, code)
  return standing.filter((row) => row.valid_from <= instant && row.id !== except).at(-1)?.version_id ?? null
}

export async function publicationsOf(reader: Reader, code: string): Promise<PublicationRow[]> {
  return reading<PackageTables>(reader).selectFrom('procedures.package_publication').selectAll().where('procedure_code', '=', code).orderBy('id', 'desc').execute()
}

export async function findPublication(reader: Reader, id: number): Promise<PublicationRow | null> {
  return (await reading<PackageTables>(reader).selectFrom('procedures.package_publication').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

export async function takeBack(tx: Tx, id: number, how: { at: Date; by: string; reason: string }): Promise<void> {
  await writing<PackageTables>(tx)
    .updateTable('procedures.package_publication')
    .set({ taken_back_at: how.at, taken_back_by: how.by, taken_back_reason: how.reason })
    .where('id', '=', id)
    .execute()
}

/** Versions of a procedure, or of all, the newest first. */
export async function versionsOf(reader: Reader, code?: string): Promise<VersionRow[]> {
  const rows = reading<PackageTables>(reader).selectFrom('procedures.package_version').selectAll()
  return (code === undefined ? rows : rows.where('procedure_code', '=', code)).orderBy('procedure_code').orderBy('number', 'desc').execute()
}
