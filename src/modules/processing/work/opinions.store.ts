import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../../platform/db.ts'
import { part } from '../../../platform/together.ts'
import type { ProcessingTables } from '../tables.ts'

export type OpinionRow = Selectable<ProcessingTables['processing.opinion']>

const read = (reader: Reader) => reading<ProcessingTables>(reader)
const write = (tx: Tx) => writing<ProcessingTables>(tx)

export async function insertOpinion(tx: Tx, row: Insertable<ProcessingTables['processing.opinion']>): Promise<void> {
  await write(tx).insertInto('processing.opinion').values(row).execute()
}

export const findOpinion = (reader: Reader, id: string): Promise<OpinionRow | undefined> => read(reader).selectFrom('processing.opinion').selectAll().where('id', '=', id).executeTakeFirst()

export async function updateOpinion(tx: Tx, id: string, change: Updateable<ProcessingTables['processing.opinion']>): Promise<void> {
  await write(tx).updateTable('processing.opinion').set(change).where('id', '=', id).execute()
}

const ofDossier = (reader: Reader, dossierId: string) => read(reader).selectFrom('processing.opinion').selectAll().where('dossier_id', '=', dossierId).orderBy('asked_at').orderBy('id')

export const opinionsOf = (reader: Reader, dossierId: string): Promise<OpinionRow[]> => ofDossier(reader, dossierId).execute()

export const opinionsPart = (reader: Reader, dossierId: string) =>
  part(ofDossier(reader, dossierId), { asked_at: 'instant', question: 'bytes', due_at: 'instant', ended_at: 'instant', answer: 'bytes', late_told_at: 'instant' })

/** Open questions to a person and those for whom they stand in, and to agencies, by what is due first, after a position. */
export async function openOpinions(reader: Reader, to: { staffIds: readonly string[]; agencyIds: readonly string[] }, after: { dueAt: Date; id: string } | null, limit: number): Promise<OpinionRow[]> {
  const later = after ? sql`and (due_at, id) > (${after.dueAt}, ${after.id}::uuid)` : sql``
  const found = await sql<OpinionRow>`
    select opinion.* from (
      (select own.* from unnest(${[...to.staffIds]}::uuid[]) as person (id) cross join lateral (
        select * from processing.opinion where state = 'open' and to_staff = person.id ${later} order by due_at, id limit ${limit}) as own
       order by own.due_at, own.id limit ${limit})
      union all
      (select mine.* from unnest(${[...to.agencyIds]}::uuid[]) as agency (id) cross join lateral (
        select * from processing.opinion where state = 'open' and to_agency = agency.id ${later} order by due_at, id limit ${limit}) as mine
       order by mine.due_at, mine.id limit ${limit})
    ) as opinion order by due_at, id limit ${limit}`.execute(read(reader))
  return found.rows
}

/** Open questions whose time has passed and of which nobody was told yet. */
export const overdueOpinions = (reader: Reader, now: Date, limit: number): Promise<OpinionRow[]> =>
  read(reader).selectFrom('processing.opinion').selectAll().where('state', '=', sql.lit('open')).where('late_told_at', 'is', null).where('due_at', '<=', now).orderBy('due_at').limit(limit).execute()
