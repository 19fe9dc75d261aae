import { sql } from 'kysely'
import type { CivilDate } from '../../platform/clock.ts'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { type Part, part } from '../../platform/together.ts'
import type { BookTable, DocumentsTables, DocumentTable, OfficePaperTable } from './tables.ts'

export interface SeriesKey {
  series: string
  agencyId: string
  year: number
}

/** The next number; the series' row stays locked until the transaction ends. */
export async function takeNumber(tx: Tx, key: SeriesKey): Promise<number> {
  const row = await writing<DocumentsTables>(tx)
    .insertInto('documents.series')
    .values({ series: key.series, agency_id: key.agencyId, year: key.year, last_number: 1 })
    .onConflict((conflict) =>
      conflict.columns(['series', 'agency_id', 'year']).doUpdateSet({ last_number: sql`series.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
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

export async function insertDocument(tx: Tx, row: DocumentTable): Promise<void> {
  await writing<DocumentsTables>(tx).insertInto('documents.document').values(row).execute()
}

export async function findDocumentRow(reader: Reader, documentId: string): Promise<DocumentTable | null> {
  const row = await reading<DocumentsTables>(reader)
    .selectFrom('documents.document')
    .selectAll()
    .where('document_id', '=', documentId)
    .executeTakeFirst()
  return row ?? null
}

export function documentRows(reader: Reader, ownerKind: string, ownerId: string): Part<DocumentTable[]> {
  const query = reading<DocumentsTables>(reader)
    .selectFrom('documents.document')
    .selectAll()
    .where('owner_kind', '=', ownerKind)
    .where('owner_id', '=', ownerId)
    .orderBy('printed_at')
    .orderBy('document_id')
  return part(query, { sha256: 'bytes', printed_at: 'instant' })
}

export async function findOfficePaper(reader: Reader, agencyId: string): Promise<OfficePaperTable | null> {
  return (await reading<DocumentsTables>(reader).selectFrom('documents.office_paper').selectAll().where('agency_id', '=', agencyId).executeTakeFirst()) ?? null
}

export async function writeOfficePaper(tx: Tx, row: OfficePaperTable): Promise<void> {
  const { agency_id: _, ...changed } = row
  await writing<DocumentsTables>(tx).insertInto('documents.office_paper').values(row).onConflict((conflict) => conflict.column('agency_id').doUpdateSet(changed)).execute()
}
