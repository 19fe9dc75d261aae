import { sql } from 'kysely'
import { type Db, type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { insertOf, statement } from '../../platform/statement.ts'
import { type Part, type Write, writtenPart } from '../../platform/together.ts'
import type { FilesTables, FileState, FileTable, ScanVerdict } from './tables.ts'

export type NewFileRow = Omit<FileTable, 'scan' | 'attempts' | 'retention_class' | 'retain_until' | 'legal_hold' | 'scanned_at'> & {
  scan?: ScanVerdict
  scanned_at?: Date | null
  retention_class?: string
}
export type FileRow = Omit<FileTable, 'scan' | 'attempts' | 'retention_class' | 'retain_until' | 'legal_hold'> & {
  scan: ScanVerdict
  attempts: number
  retention_class: string
  retain_until: string | null
  legal_hold: boolean
}

export const insertFileWrite = (row: NewFileRow): Write => ({ statement: insertOf<FilesTables, 'files.file'>('files.file', row) })

export type SentFile = Pick<FileRow, 'file_id' | 'name' | 'sha256' | 'size_bytes'>

/** An owner's files as sent, without what was derived from them. */
export const sentFilesPart = (ownerKind: string, ownerId: string): Part<SentFile[]> =>
  writtenPart<SentFile, SentFile[]>(
    statement`select file_id, name, sha256, size_bytes from files.file where owner_kind = ${ownerKind} and owner_id = ${ownerId} and derived_from is null`,
    { name: 'bytes', sha256: 'bytes' },
    (rows) => rows,
  )

/** False when the file already has its derived one. */
export async function insertDerivedFile(tx: Tx, row: NewFileRow): Promise<boolean> {
  const inserted = await writing<FilesTables>(tx)
    .insertInto('files.file')
    .values(row)
    .onConflict((conflict) => conflict.column('derived_from').where('derived_from', 'is not', null).doNothing())
    .returning('file_id')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function findFileRow(reader: Reader, fileId: string): Promise<FileRow | null> {
  const row = await reading<FilesTables>(reader).selectFrom('files.file').selectAll().where('file_id', '=', fileId).executeTakeFirst()
  return row ?? null
}

export async function lockFileRow(tx: Tx, fileId: string): Promise<FileRow | null> {
  const row = await writing<FilesTables>(tx)
    .selectFrom('files.file')
    .selectAll()
    .where('file_id', '=', fileId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Files of some owners, to be asked for beside other things. */
export const rowsOfOwners = (ownerKind: string, ownerIds: readonly string[]): Part<FileRow[]> =>
  writtenPart<FileRow, FileRow[]>(
    statement`select * from files.file where owner_kind = ${ownerKind} and owner_id = any(${ownerIds}::uuid[]) order by received_at, file_id`,
    { sealed_key: 'bytes', name: 'bytes', sha256: 'bytes', scanned_at: 'instant', received_at: 'instant', sealed_at: 'instant' },
    (rows) => rows,
  )

export async function listRows(reader: Reader, by: { ownerKind: string; ownerId: string } | { fileIds: readonly string[] }) {
  const all = reading<FilesTables>(reader).selectFrom('files.file').selectAll()
  const chosen =
    'fileIds' in by
      ? all.where((is) => is.or([is('file_id', 'in', [...by.fileIds]), is('derived_from', 'in', [...by.fileIds])]))
      : all.where('owner_kind', '=', by.ownerKind).where('owner_id', '=', by.ownerId)
  return chosen.orderBy('received_at').orderBy('file_id').execute()
}

/** Bytes of an owner's files as sent; what was derived from them doesn't count. Held until the transaction ends. */
export async function lockOwnerBytes(tx: Tx, ownerKind: string, ownerId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`files:${ownerKind}:${ownerId}`}, 0))`.execute(
    writing<FilesTables>(tx),
  )
  return sumOwnerBytes(tx, ownerKind, ownerId)
}

export async function sumOwnerBytes(reader: Reader, ownerKind: string, ownerId: string): Promise<number> {
  const { total } = await reading<FilesTables>(reader)
    .selectFrom('files.file')
    .select((is) => is.fn.coalesce(is.fn.sum<string>('size_bytes'), sql<string>`0`).as('total'))
    .where('owner_kind', '=', ownerKind)
    .where('owner_id', '=', ownerId)
    .where('derived_from', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(total)
}

export async function updateState(
  tx: Tx,
  fileId: string,
  change: { state: FileState; refusal?: string; scan?: ScanVerdict; scannedAt?: Date },
): Promise<void> {
  await writing<FilesTables>(tx)
    .updateTable('files.file')
    .set({
      state: change.state,
      refusal: change.refusal ?? null,
      ...(change.scan ? { scan: change.scan, scanned_at: change.scannedAt ?? null } : {}),
    })
    .where('file_id', '=', fileId)
    .execute()
}

export async function countAttempt(tx: Tx, fileId: string): Promise<number> {
  const row = await writing<FilesTables>(tx)
    .updateTable('files.file')
    .set((is) => ({ attempts: is('attempts', '+', 1) }))
    .where('file_id', '=', fileId)
    .returning('attempts')
    .executeTakeFirst()
  return row?.attempts ?? 0
}

/** Moves files, with what was derived from them, to their final owner and freezes them. */
export async function sealRows(
  tx: Tx,
  fileIds: readonly string[],
  to: { ownerKind: string; ownerId: string; agencyId: string | null; provinceCode: string | null; retentionClass: string; at: Date },
): Promise<void> {
  await writing<FilesTables>(tx)
    .updateTable('files.file')
    .set({
      owner_kind: to.ownerKind,
      owner_id: to.ownerId,
      agency_id: to.agencyId,
      province_code: to.provinceCode,
      retention_class: to.retentionClass,
      sealed_at: sql`coalesce(sealed_at, ${to.at})`,
      state: sql`case when state = 'converted' then 'sealed' else state end`,
    })
    .where((is) => is.or([is('file_id', 'in', [...fileIds]), is('derived_from', 'in', [...fileIds])]))
    .execute()
}

export type FileToSeal = Pick<FileRow, 'file_id' | 'owner_kind' | 'owner_id' | 'name' | 'sha256' | 'state' | 'refusal'>

/** Of these files, what decides whether they may be sealed. */
export const filesToSealPart = (fileIds: readonly string[]): Part<FileToSeal[]> =>
  writtenPart<FileToSeal, FileToSeal[]>(
    statement`select file_id, owner_kind, owner_id, name, sha256, state, refusal from files.file where file_id = any(${fileIds}::uuid[])`,
    { name: 'bytes', sha256: 'bytes' },
    (rows) => rows,
  )

/**
 * `sealRows` for files that are still the former owner's, all of them or nothing. The owner is compared so that no index of owners
 * fits: some own more files than are worth going through for one.
 */
export const sealWrite = (
  fileIds: readonly string[],
  from: { ownerKind: string; ownerId: string },
  to: { ownerKind: string; ownerId: string; agencyId: string | null; provinceCode: string | null; retentionClass: string; at: Date },
): Write => ({
  statement: statement`
    update files.file
       set owner_kind = ${to.ownerKind}, owner_id = ${to.ownerId}, agency_id = ${to.agencyId}, province_code = ${to.provinceCode},
           retention_class = ${to.retentionClass}, sealed_at = coalesce(sealed_at, ${to.at}),
           state = case when state = 'converted' then 'sealed' else state end
     where derived_from = any(${fileIds}::uuid[])
        or file_id = any(${fileIds}::uuid[]) and (owner_kind, owner_id) is not distinct from (${from.ownerKind}, ${from.ownerId}) and state <> 'refused'
    returning derived_from is null as counted`,
  must: { count: fileIds.length, what: 'files' },
})

/** The rows go, what was derived first; the bytes are swept after the commit. */
export async function deleteRows(tx: Tx, fileId: string): Promise<void> {
  await writing<FilesTables>(tx).deleteFrom('files.file').where('derived_from', '=', fileId).execute()
  await writing<FilesTables>(tx).deleteFrom('files.file').where('file_id', '=', fileId).execute()
}

export async function listUnfinished(reader: Reader, limit: number): Promise<string[]> {
  const rows = await reading<FilesTables>(reader)
    .selectFrom('files.file')
    .select('file_id')
    // Written out, as in the index's own condition: a plan for any state could not use it.
    .where('state', 'in', [sql.lit('received' as const), sql.lit('scanned' as const)])
    .orderBy('received_at')
    .limit(limit)
    .execute()
  return rows.map((row) => row.file_id)
}

/** Of the given blob keys, those that a row names. */
export async function findKnownBlobs(reader: Reader, keys: readonly string[]): Promise<Set<string>> {
  const rows = await reading<FilesTables>(reader)
    .selectFrom('files.file')
    .select('blob_key')
    .where('blob_key', 'in', [...keys])
    .execute()
  return new Set(rows.map((row) => row.blob_key))
}

const BYTES_LOCK = 577_215_664

/** False while somebody holds the bytes. Held until the transaction ends. */
export async function tryLockBytes(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(${BYTES_LOCK}) as locked`.execute(writing<FilesTables>(tx))
  return rows[0]?.locked === true
}

/** From its return until it is let go no bytes are swept: whoever copies the rows finds all of their bytes. @returns what lets go. */
export async function holdBytes(db: Db): Promise<() => Promise<void>> {
  const client = await db.pool.connect()
  await client.query('select pg_advisory_lock_shared($1)', [BYTES_LOCK])
  return async () => client.release(true)
}

/** Rows after a file in the order of ids. */
export function pageOfRows(reader: Reader, after: string | null, limit: number): Promise<FileRow[]> {
  const all = reading<FilesTables>(reader).selectFrom('files.file').selectAll().orderBy('file_id').limit(limit)
  return (after ? all.where('file_id', '>', after) : all).execute()
}
