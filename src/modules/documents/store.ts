import { sql } from 'kysely'
import type { CivilDate } from '../../platform/clock.ts'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { insertOf, statement } from '../../platform/statement.ts'
import { ask, type Part, part, writtenPart, type Write } from '../../platform/together.ts'
import type { BookTable, DocumentsTables, DocumentTable, ReprintTable } from './tables.ts'

export interface SeriesKey {
  series: string
  agencyId: string
  year: number
}

/** The next number; the series' row stays locked until the transaction ends. */
export async function takeNumber(tx: Tx, key: SeriesKey): Promise<number> {
  const [row] = await ask<{ last_number: number }>(
    tx,
    statement`
      insert into documents.series (series, agency_id, year, last_number) values (${key.series}, ${key.agencyId}, ${key.year}, 1)
      on conflict (series, agency_id, year) do update set last_number = series.last_number + 1
      returning last_number`,
  )
  if (!row) throw new Error('A series gave no number.')
  return row.last_number
}

export interface BookKey {
  book: string
  agencyId: string
  year: number
}

const ofBook = (key: BookKey) => ({ book: key.book, agency_id: key.agencyId, year: key.year })

/** One taker at a time, also when the year has no volume yet. */
export async function lockBook(tx: Tx, key: BookKey): Promise<void> {
  const name = `documents.book:${key.book}:${key.agencyId}:${key.year}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(writing<DocumentsTables>(tx))
}

export async function findLastVolume(tx: Tx, key: BookKey): Promise<BookTable | null> {
  const { book, agency_id, year } = ofBook(key)
  const row = await writing<DocumentsTables>(tx)
    .selectFrom('documents.book')
    .selectAll()
    .where('book', '=', book)
    .where('agency_id', '=', agency_id)
    .where('year', '=', year)
    .orderBy('volume', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

export async function closeVolume(tx: Tx, volume: BookTable, on: CivilDate): Promise<void> {
  await changeVolume(tx, volume, { closed_on: on })
}

export async function setLastNumber(tx: Tx, volume: BookTable, last: number): Promise<void> {
  await changeVolume(tx, volume, { last_number: last })
}

async function changeVolume(tx: Tx, volume: BookTable, change: Partial<BookTable>): Promise<void> {
  await writing<DocumentsTables>(tx)
    .updateTable('documents.book')
    .set(change)
    .where('book', '=', volume.book)
    .where('agency_id', '=', volume.agency_id)
    .where('year', '=', volume.year)
    .where('volume', '=', volume.volume)
    .execute()
}

export async function openVolume(
  tx: Tx,
  key: BookKey,
  volume: { volume: number; firstNumber: number; capacity: number; openedOn: CivilDate },
): Promise<BookTable> {
  return writing<DocumentsTables>(tx)
    .insertInto('documents.book')
    .values({
      ...ofBook(key),
      volume: volume.volume,
      first_number: volume.firstNumber,
      last_number: volume.firstNumber - 1,
      capacity: volume.capacity,
      opened_on: volume.openedOn,
      closed_on: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export const insertDocument = (row: DocumentTable): Write => ({ statement: insertOf<DocumentsTables, 'documents.document'>('documents.document', row) })

export async function findDocumentRow(reader: Reader, documentId: string): Promise<DocumentTable | null> {
  const row = await reading<DocumentsTables>(reader)
    .selectFrom('documents.document')
    .selectAll()
    .where('document_id', '=', documentId)
    .executeTakeFirst()
  return row ?? null
}

export const documentRows = (ownerKind: string, ownerId: string): Part<DocumentTable[]> =>
  writtenPart<DocumentTable, DocumentTable[]>(
    statement`select * from documents.document where owner_kind = ${ownerKind} and owner_id = ${ownerId} order by printed_at, document_id`,
    { sha256: 'bytes', printed_at: 'instant' },
    (rows) => rows,
  )

/** Which of these offices have kept a book of this name. */
export async function agenciesWithBook(reader: Reader, book: string, agencyIds: readonly string[]): Promise<string[]> {
  if (agencyIds.length === 0) return []
  const rows = await reading<DocumentsTables>(reader).selectFrom('documents.book').select('agency_id').distinct().where('book', '=', book).where('agency_id', 'in', [...agencyIds]).execute()
  return rows.map((row) => row.agency_id)
}

/** Volumes of the books of some offices, the newest year first. */
export const volumesOf = (reader: Reader, agencyIds: readonly string[]): Promise<BookTable[]> =>
  agencyIds.length === 0
    ? Promise.resolve([])
    : reading<DocumentsTables>(reader).selectFrom('documents.book').selectAll().where('agency_id', 'in', [...agencyIds]).orderBy('year', 'desc').orderBy('book').orderBy('agency_id').orderBy('volume').limit(500).execute()

/** The document's row, locked: copies of one paper are counted one after the other. */
export async function lockDocument(tx: Tx, documentId: string): Promise<DocumentTable | null> {
  return (await writing<DocumentsTables>(tx).selectFrom('documents.document').selectAll().where('document_id', '=', documentId).forUpdate().executeTakeFirst()) ?? null
}

export async function insertReprint(tx: Tx, row: ReprintTable): Promise<void> {
  await writing<DocumentsTables>(tx).insertInto('documents.reprint').values(row).execute()
}

export const reprintRows = (reader: Reader, documentId: string): Promise<ReprintTable[]> =>
  reading<DocumentsTables>(reader).selectFrom('documents.reprint').selectAll().where('document_id', '=', documentId).orderBy('copy').execute()

/** A paper that was copied more often shows its first copies. */
const MOST_COPIES = 200

/** Copies of all papers of a record: of each of its documents. */
export const reprintsOfOwner = (reader: Reader, ownerKind: string, ownerId: string): Part<ReprintTable[]> =>
  part(
    reading<DocumentsTables>(reader)
      .selectFrom('documents.document as d')
      .innerJoinLateral(
        (eb) => eb.selectFrom('documents.reprint').selectAll().whereRef('documents.reprint.document_id', '=', 'd.document_id').orderBy('documents.reprint.copy').limit(MOST_COPIES).as('r'),
        (join) => join.onTrue(),
      )
      .select(['r.document_id', 'r.copy', 'r.at', 'r.printed_by', 'r.printed_by_name'])
      .where('d.owner_kind', '=', ownerKind)
      .where('d.owner_id', '=', ownerId),
    { at: 'instant' },
  )
