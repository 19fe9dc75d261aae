import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { type Db, type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { insertOf, statement } from '../../platform/statement.ts'
import { ask, type Part, part, type Write, writtenPart } from '../../platform/together.ts'
import type { DossiersTables } from './tables.ts'

export type DossierRow = Selectable<DossiersTables['dossiers.dossier']>
export type NewDossierRow = Insertable<DossiersTables['dossiers.dossier']>
export type PaperRow = Selectable<DossiersTables['dossiers.paper']>
export type PauseRow = Selectable<DossiersTables['dossiers.pause']>
export type DueChangeRow = Selectable<DossiersTables['dossiers.due_change']>
export type MessageRow = Selectable<DossiersTables['dossiers.message']>

const read = (reader: Reader) => reading<DossiersTables>(reader)
const write = (tx: Tx) => writing<DossiersTables>(tx)

/** Row, answers, papers, declarations and parties of a new dossier, to be written as one. */
export function newDossierWrites(
  row: NewDossierRow,
  parts: {
    answers: Insertable<DossiersTables['dossiers.answers']>
    papers: readonly Insertable<DossiersTables['dossiers.paper']>[]
    declarations: readonly Insertable<DossiersTables['dossiers.declaration']>[]
    parties: readonly Insertable<DossiersTables['dossiers.party']>[]
  },
): Write[] {
  const { answers, papers, declarations, parties } = parts
  const writes: Write[] = [
    { statement: insertOf<DossiersTables, 'dossiers.dossier'>('dossiers.dossier', row) },
    { statement: insertOf<DossiersTables, 'dossiers.answers'>('dossiers.answers', answers) },
  ]
  for (const declaration of declarations) writes.push({ statement: insertOf<DossiersTables, 'dossiers.declaration'>('dossiers.declaration', declaration) })
  for (const party of parties) writes.push({ statement: insertOf<DossiersTables, 'dossiers.party'>('dossiers.party', party) })
  for (const paper of papers) writes.push({ statement: insertOf<DossiersTables, 'dossiers.paper'>('dossiers.paper', paper) })
  return writes
}

export const lockRow = (tx: Tx, id: string): Promise<DossierRow | undefined> =>
  write(tx).selectFrom('dossiers.dossier').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const selectById = (reader: Reader, id: string): Promise<DossierRow | undefined> =>
  read(reader).selectFrom('dossiers.dossier').selectAll().where('id', '=', id).executeTakeFirst()

/** The dossier by its id, to be read beside other things. */
export const dossierPart = (id: string): Part<DossierRow | null> =>
  writtenPart<DossierRow, DossierRow | null>(
    statement`select * from dossiers.dossier where id = ${id}`,
    {
      pin: 'bytes',
      owner_number_index: 'bytes',
      submitter_number_index: 'bytes',
      contact: 'bytes',
      phone_index: 'bytes',
      submitted_at: 'instant',
      accept_by: 'instant',
      accepted_at: 'instant',
      original_due_at: 'instant',
      current_due_at: 'instant',
      supplement_due_at: 'instant',
      extended_at: 'instant',
      ended_at: 'instant',
      returned_at: 'instant',
      closed_at: 'instant',
    },
    ([row]) => row ?? null,
  )

/** In no order. */
export const selectByIds = (reader: Reader, ids: readonly string[]): Promise<DossierRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : read(reader).selectFrom('dossiers.dossier').selectAll().where('id', 'in', [...ids]).execute()

/** In no order; codes that are none's are left out. */
export const selectByCodes = (reader: Reader, codes: readonly string[]): Promise<DossierRow[]> =>
  codes.length === 0 ? Promise.resolve([]) : read(reader).selectFrom('dossiers.dossier').selectAll().where('code', 'in', [...codes]).execute()

/** How often each of these was changed: what a page that shows one asks whether it is still so. */
export async function selectRevisions(reader: Reader, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await read(reader).selectFrom('dossiers.dossier').select(['id', 'revision']).where('id', 'in', [...ids]).execute()
  return new Map(rows.map((row) => [row.id, row.revision]))
}

export const selectByCode = (reader: Reader, code: string): Promise<DossierRow | undefined> =>
  read(reader).selectFrom('dossiers.dossier').selectAll().where('code', '=', code).executeTakeFirst()

export async function updateRow(tx: Tx, id: string, change: Updateable<DossiersTables['dossiers.dossier']>): Promise<void> {
  await write(tx)
    .updateTable('dossiers.dossier')
    .set({ ...change, revision: sql`revision + 1` as never })
    .where('id', '=', id)
    .execute()
}

/** An account's dossiers, newest first, after a position: open ones, closed ones or all. */
export function selectOfAccount(
  reader: Reader,
  accountId: string,
  options: { closed?: boolean; after?: { submittedAt: Date; id: string } | null; limit: number },
): Promise<DossierRow[]> {
  let query = read(reader)
    .selectFrom('dossiers.dossier')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('submitted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(options.limit)
  if (options.closed === true) query = query.where('closed_at', 'is not', null)
  if (options.closed === false) query = query.where('closed_at', 'is', null)
  const after = options.after
  if (after) query = query.where(sql<boolean>`(submitted_at, id) < (${after.submittedAt}, ${after.id}::uuid)`)
  return query.execute()
}

export type PartOfWhole = Pick<DossierRow, 'id' | 'code' | 'part' | 'status' | 'procedure_code' | 'procedure_name' | 'agency_id' | 'submitted_at' | 'accept_by' | 'accepted_at' | 'current_due_at' | 'closed_at'>

/** The parts that a linked dossier has so far. */
export const partsOfWhole = (reader: Reader, wholeId: string): Promise<PartOfWhole[]> =>
  read(reader)
    .selectFrom('dossiers.dossier')
    .select(['id', 'code', 'part', 'status', 'procedure_code', 'procedure_name', 'agency_id', 'submitted_at', 'accept_by', 'accepted_at', 'current_due_at', 'closed_at'])
    .where('whole_id', '=', wholeId)
    .orderBy('submitted_at')
    .orderBy('id')
    .execute()

/**
 * Open dossiers for the same procedure that may be the same matter: the same owner by number, or, where the owner has no
 * number yet (a newborn), the same owner's name from the same submitter. The duplicate warning.
 */
export function twinsPart(
  reader: Reader,
  row: Pick<DossierRow, 'id' | 'procedure_code' | 'owner_number_index' | 'submitter_number_index' | 'owner_name_folded'>,
): Part<{ id: string; code: string; status: number; agency_id: string; submitted_at: Date }[]> {
  const { owner_number_index: owner, submitter_number_index: submitter } = row
  const query = read(reader)
    .selectFrom('dossiers.dossier')
    .select(['id', 'code', 'status', 'agency_id', 'submitted_at'])
    .where('procedure_code', '=', row.procedure_code)
    .where('closed_at', 'is', null)
    .where('id', '<>', row.id)
    .where((eb) =>
      eb.or([
        ...(owner ? [eb('owner_number_index', '=', owner)] : []),
        ...(submitter ? [eb.and([eb('submitter_number_index', '=', submitter), eb('owner_name_folded', '=', row.owner_name_folded)])] : []),
      ]),
    )
    .orderBy('submitted_at')
    .limit(5)
  return part(query, { submitted_at: 'instant' })
}

/** Dossiers that name this identity number, as owner or submitter, newest first. */
export function selectByNumber(reader: Reader, index: Buffer, limit: number): Promise<DossierRow[]> {
  return read(reader)
    .selectFrom('dossiers.dossier')
    .selectAll()
    .where('id', 'in', newestOfNumber(index, limit))
    .orderBy('submitted_at', 'desc')
    .limit(limit)
    .execute()
}

/** The newest ids of an owner and the newest of a submitter, each from its index: who files for many does not cost more. */
export const newestOfNumber = (index: Buffer, limit: number, phoneIndex: Buffer | null = null) => {
  const phone = phoneIndex ? sql`and phone_index = ${phoneIndex}` : sql``
  return sql<string>`(
    (select id from dossiers.dossier where owner_number_index = ${index} ${phone} order by submitted_at desc limit ${limit})
    union
    (select id from dossiers.dossier where submitter_number_index = ${index} ${phone} order by submitted_at desc limit ${limit}))`
}

const latestAnswers = (reader: Reader, dossierId: string) =>
  read(reader).selectFrom('dossiers.answers').selectAll().where('dossier_id', '=', dossierId).orderBy('revision', 'desc').limit(1)

export const selectAnswers = (reader: Reader, dossierId: string) => latestAnswers(reader, dossierId).executeTakeFirst()

export const selectAnswersAt = (reader: Reader, dossierId: string, revision: number) =>
  read(reader).selectFrom('dossiers.answers').selectAll().where('dossier_id', '=', dossierId).where('revision', '=', revision).executeTakeFirst()

export const answersRows = (reader: Reader, dossierId: string) => part(latestAnswers(reader, dossierId), { answers: 'bytes', at: 'instant' }, (rows) => rows[0])

export async function insertAnswers(tx: Tx, row: Insertable<DossiersTables['dossiers.answers']>): Promise<void> {
  await write(tx).insertInto('dossiers.answers').values(row).execute()
}

const papers = (reader: Reader, dossierId: string) =>
  read(reader).selectFrom('dossiers.paper').selectAll().where('dossier_id', '=', dossierId).orderBy('added_at').orderBy('id')

export const selectPapers = (reader: Reader, dossierId: string): Promise<PaperRow[]> => papers(reader, dossierId).execute()

export const papersPart = (reader: Reader, dossierId: string): Part<PaperRow[]> => part(papers(reader, dossierId), { added_at: 'instant', replaced_at: 'instant' })

export async function insertPapers(tx: Tx, rows: readonly Insertable<DossiersTables['dossiers.paper']>[]): Promise<void> {
  if (rows.length > 0) await write(tx).insertInto('dossiers.paper').values([...rows]).execute()
}

export async function markReplaced(tx: Tx, dossierId: string, component: string, at: Date): Promise<void> {
  await write(tx)
    .updateTable('dossiers.paper')
    .set({ replaced_at: at })
    .where('dossier_id', '=', dossierId)
    .where('component', '=', component)
    .where('replaced_at', 'is', null)
    .execute()
}

export const selectPauses = (reader: Reader, dossierId: string): Promise<PauseRow[]> =>
  read(reader).selectFrom('dossiers.pause').selectAll().where('dossier_id', '=', dossierId).orderBy('stopped_at').execute()

export async function insertPause(tx: Tx, row: Insertable<DossiersTables['dossiers.pause']>): Promise<void> {
  await write(tx).insertInto('dossiers.pause').values(row).execute()
}

/** Ends the open pause. @returns it, or undefined when the clock was running. */
export const endPause = (tx: Tx, dossierId: string, at: Date): Promise<PauseRow | undefined> =>
  write(tx)
    .updateTable('dossiers.pause')
    .set({ resumed_at: at })
    .where('dossier_id', '=', dossierId)
    .where('resumed_at', 'is', null)
    .returningAll()
    .executeTakeFirst()

const dueChanges = (reader: Reader, dossierId: string) => read(reader).selectFrom('dossiers.due_change').selectAll().where('dossier_id', '=', dossierId).orderBy('seq')

export const selectDueChanges = (reader: Reader, dossierId: string): Promise<DueChangeRow[]> => dueChanges(reader, dossierId).execute()

export const dueChangesPart = (reader: Reader, dossierId: string): Part<DueChangeRow[]> => part(dueChanges(reader, dossierId), { due_at: 'instant', at: 'instant' })

export async function insertDueChange(tx: Tx, row: Omit<Insertable<DossiersTables['dossiers.due_change']>, 'seq'>): Promise<void> {
  await sql`
    insert into dossiers.due_change (dossier_id, seq, due_at, reason, calendar_version, explanation, at)
    select ${row.dossier_id}, coalesce(max(seq), 0) + 1, ${row.due_at}, ${row.reason}, ${row.calendar_version}, ${row.explanation}::jsonb, ${row.at}
    from dossiers.due_change where dossier_id = ${row.dossier_id}`.execute(write(tx))
}

const messages = (reader: Reader, dossierId: string) => read(reader).selectFrom('dossiers.message').selectAll().where('dossier_id', '=', dossierId).orderBy('at').limit(200)

export const selectMessages = (reader: Reader, dossierId: string): Promise<MessageRow[]> => messages(reader, dossierId).execute()

export const messageRows = (reader: Reader, dossierId: string): Part<MessageRow[]> => part(messages(reader, dossierId), { body: 'bytes', at: 'instant' })

export async function insertMessage(tx: Tx, row: Insertable<DossiersTables['dossiers.message']>): Promise<void> {
  await write(tx).insertInto('dossiers.message').values(row).execute()
}

export const selectDeclarations = (reader: Reader, dossierId: string) =>
  read(reader).selectFrom('dossiers.declaration').selectAll().where('dossier_id', '=', dossierId).orderBy('at').execute()

/** Dossiers waiting for a supplement whose deadline has passed. */
export const selectLapsed = (reader: Reader, now: Date, limit: number) =>
  read(reader)
    .selectFrom('dossiers.dossier')
    .select(['id'])
    // Written out, as in the index's own condition: a plan for any status could not use it.
    .where('status', '=', sql.lit(5))
    .where('supplement_due_at', '<', now)
    .orderBy('supplement_due_at')
    .limit(limit)
    .execute()

/** Takes a block of serials, a transaction of its own. @returns the first of them. */
export async function takeBlock(db: Db, series: string, size: number): Promise<number> {
  const [row] = await ask<{ first: number }>(
    db,
    statement`
      insert into dossiers.code_block as b (series, next) values (${series}, 1 + ${size}::int)
      on conflict (series) do update set next = b.next + ${size}::int
      returning next - ${size}::int as first`,
  )
  if (!row) throw new Error(`The series ${series} gave no block.`)
  return Number(row.first)
}
