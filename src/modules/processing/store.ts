import type { Insertable, Selectable, Updateable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { type Part, part, readPart } from '../../platform/together.ts'
import type { ProcessingTables } from './tables.ts'

export type ActRow = Selectable<ProcessingTables['processing.act']>
export type NoteRow = Selectable<ProcessingTables['processing.note']>
export type IdentityRequestRow = Selectable<ProcessingTables['processing.identity_request']>
export type DraftRow = Selectable<ProcessingTables['processing.draft']>
export type CollectionRow = Selectable<ProcessingTables['processing.collection']>
export type ResultRow = Selectable<ProcessingTables['processing.result']>

const read = (reader: Reader) => reading<ProcessingTables>(reader)
const write = (tx: Tx) => writing<ProcessingTables>(tx)

export async function insertAct(tx: Tx, row: Insertable<ProcessingTables['processing.act']>): Promise<void> {
  await write(tx).insertInto('processing.act').values(row).execute()
}

export const actsPart = (reader: Reader, dossierId: string): Part<ActRow[]> =>
  part(read(reader).selectFrom('processing.act').selectAll().where('dossier_id', '=', dossierId).orderBy('at').orderBy('id'), { at: 'instant', reason: 'bytes' })

export const selectActs = (reader: Reader, dossierId: string): Promise<ActRow[]> => readPart(reader, actsPart(reader, dossierId))

export async function insertNote(tx: Tx, row: Insertable<ProcessingTables['processing.note']>): Promise<void> {
  await write(tx).insertInto('processing.note').values(row).execute()
}

export const noteRows = (reader: Reader, dossierId: string): Part<NoteRow[]> =>
  part(read(reader).selectFrom('processing.note').selectAll().where('dossier_id', '=', dossierId).orderBy('at').limit(200), { body: 'bytes', at: 'instant' })

/** Opens the question once per dossier. @returns the row that stands, new or earlier. */
export async function openIdentityRequest(tx: Tx, row: Insertable<ProcessingTables['processing.identity_request']>): Promise<IdentityRequestRow> {
  await write(tx).insertInto('processing.identity_request').values(row).onConflict((conflict) => conflict.doNothing()).execute()
  return write(tx)
    .selectFrom('processing.identity_request')
    .selectAll()
    .where('dossier_id', '=', row.dossier_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

export const identityRequestRow = (reader: Reader, dossierId: string): Part<IdentityRequestRow | undefined> =>
  part(
    read(reader).selectFrom('processing.identity_request').selectAll().where('dossier_id', '=', dossierId),
    { number: 'bytes', asked_at: 'instant', answered_at: 'instant' },
    (rows) => rows[0],
  )

/** Keeps the answer; a number that another question got meanwhile stays. */
export async function answerIdentityRequest(tx: Tx, dossierId: string, change: Updateable<ProcessingTables['processing.identity_request']>): Promise<void> {
  await write(tx).updateTable('processing.identity_request').set(change).where('dossier_id', '=', dossierId).where('state', '<>', 'given').execute()
}

export async function insertDraft(tx: Tx, row: Insertable<ProcessingTables['processing.draft']>): Promise<void> {
  await write(tx).insertInto('processing.draft').values(row).execute()
}

/** Oldest first; of one instant, the later act last. */
export const draftRows = (reader: Reader, dossierId: string): Part<DraftRow[]> =>
  part(read(reader).selectFrom('processing.draft').selectAll().where('dossier_id', '=', dossierId).orderBy('at').orderBy('act_id'), { entries: 'bytes', at: 'instant' })

export async function insertResult(tx: Tx, row: Insertable<ProcessingTables['processing.result']>): Promise<void> {
  await write(tx).insertInto('processing.result').values(row).execute()
}

export const selectResult = (reader: Reader, dossierId: string): Promise<ResultRow | undefined> =>
  read(reader).selectFrom('processing.result').selectAll().where('dossier_id', '=', dossierId).where('withdrawn_at', 'is', null).executeTakeFirst()

/** All results of a dossier, the withdrawn ones too, oldest first. */
export const resultsPart = (reader: Reader, dossierId: string): Part<ResultRow[]> =>
  part(read(reader).selectFrom('processing.result').selectAll().where('dossier_id', '=', dossierId).orderBy('issued_at').orderBy('number'), {
    printed: 'bytes',
    content: 'bytes',
    issued_at: 'instant',
    withdrawn_at: 'instant',
  })

export async function withdrawResult(tx: Tx, documentId: string, change: { withdrawn_at: Date; withdrawn_by: string; withdrawn_by_name: string }): Promise<void> {
  await write(tx).updateTable('processing.result').set(change).where('document_id', '=', documentId).execute()
}

export interface BookQuery {
  agencyId: string
  book: string
  year: number
  after: number
  limit: number
}

/** Entries of one year's book of results in the order of their numbers; keyset pages. */
export const selectBook = (reader: Reader, { agencyId, book, year, after, limit }: BookQuery): Promise<ResultRow[]> =>
  read(reader)
    .selectFrom('processing.result')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('book', '=', book)
    .where('year', '=', year)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute()

/** The results that replace these. */
export const selectReplacements = (reader: Reader, dossierIds: readonly string[]): Promise<ResultRow[]> =>
  dossierIds.length === 0 ? Promise.resolve([]) : read(reader).selectFrom('processing.result').selectAll().where('dossier_id', 'in', [...dossierIds]).where('replaces', 'is not', null).execute()

export async function insertGivingBack(tx: Tx, row: Insertable<ProcessingTables['processing.giving_back']>): Promise<void> {
  await write(tx).insertInto('processing.giving_back').values(row).execute()
}

export async function insertCollection(tx: Tx, row: Insertable<ProcessingTables['processing.collection']>): Promise<void> {
  await write(tx).insertInto('processing.collection').values(row).execute()
}

const collections = (reader: Reader, dossierId: string) => read(reader).selectFrom('processing.collection').selectAll().where('dossier_id', '=', dossierId).orderBy('at').orderBy('id')

export const collectionsOf = (reader: Reader, dossierId: string): Promise<CollectionRow[]> => collections(reader, dossierId).execute()

export const collectionsPart = (reader: Reader, dossierId: string): Part<CollectionRow[]> => part(collections(reader, dossierId), { at: 'instant', cancelled_at: 'instant' })

/** Whether a receipt of this number stands at the agency. */
export async function isReceiptTaken(tx: Tx, agencyId: string, receipt: string): Promise<boolean> {
  const query = write(tx).selectFrom('processing.collection').select('id').where('agency_id', '=', agencyId).where('receipt', '=', receipt).where('cancelled_at', 'is', null)
  return (await query.executeTakeFirst()) !== undefined
}

export async function cancelCollection(tx: Tx, id: string, change: Updateable<ProcessingTables['processing.collection']>): Promise<void> {
  await write(tx).updateTable('processing.collection').set(change).where('id', '=', id).execute()
}
