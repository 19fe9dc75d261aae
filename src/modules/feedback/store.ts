import { type Insertable, sql, type Updateable } from 'kysely'
import type { CivilDate } from '../../platform/clock.ts'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { Levels } from './rules/rating.ts'
import type { FeedbackTables } from './tables.ts'

type Row = FeedbackTables['feedback.rating']
export type RatingRow = Omit<Row, 'levels' | 'revision'> & { levels: Levels; revision: number }

export interface Criterion {
  key: string
  number: number
  nameVi: string
  nameEn: string
  levelsVi: string[]
  levelsEn: string[]
}

/** Criteria in force on a day, in their order. */
export async function selectCriteria(reader: Reader, day: CivilDate): Promise<Criterion[]> {
  return reading<FeedbackTables>(reader)
    .selectFrom('feedback.criterion')
    .select(['key', 'number', 'name_vi as nameVi', 'name_en as nameEn', 'levels_vi as levelsVi', 'levels_en as levelsEn'])
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .orderBy('number')
    .execute()
}

export const ratingOfDossier = async (reader: Reader, dossierId: string): Promise<RatingRow | null> =>
  ((await reading<FeedbackTables>(reader).selectFrom('feedback.rating').selectAll().where('dossier_id', '=', dossierId).executeTakeFirst()) as RatingRow | undefined) ?? null

export const findRating = async (reader: Reader, id: string): Promise<RatingRow | null> => ((await reading<FeedbackTables>(reader).selectFrom('feedback.rating').selectAll().where('id', '=', id).executeTakeFirst()) as RatingRow | undefined) ?? null

export const lockRating = async (tx: Tx, id: string): Promise<RatingRow | null> => ((await writing<FeedbackTables>(tx).selectFrom('feedback.rating').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) as RatingRow | undefined) ?? null

export async function insertRating(tx: Tx, row: Omit<Insertable<Row>, 'levels'> & { levels: Levels }): Promise<void> {
  await writing<FeedbackTables>(tx).insertInto('feedback.rating').values({ ...row, levels: JSON.stringify(row.levels) } as Insertable<Row>).execute()
}

export async function updateRating(tx: Tx, id: string, change: Omit<Updateable<Row>, 'levels'> & { levels?: Levels }): Promise<void> {
  const { levels, ...rest } = change
  await writing<FeedbackTables>(tx).updateTable('feedback.rating').set({ ...rest, ...(levels ? { levels: JSON.stringify(levels) } : {}) } as Updateable<Row>).where('id', '=', id).execute()
}

/** Adds levels to an agency's month, or takes them away. */
export async function countLevels(tx: Tx, agencyId: string, month: CivilDate, levels: Levels, by: 1 | -1): Promise<void> {
  // Always in one order: two ratings at once wait for each other instead of deadlocking.
  for (const [criterion, level] of Object.entries(levels).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [zero, one, two] = [0, 1, 2].map((each) => (each === level ? by : 0))
    await sql`
      insert into feedback.tally as t (agency_id, month, criterion, level_0, level_1, level_2) values (${agencyId}, ${month}::date, ${criterion}, ${zero}, ${one}, ${two})
      on conflict (agency_id, month, criterion) do update set level_0 = t.level_0 + excluded.level_0, level_1 = t.level_1 + excluded.level_1, level_2 = t.level_2 + excluded.level_2`.execute(writing<FeedbackTables>(tx))
  }
}

export interface TallyRow {
  month: CivilDate
  criterion: string
  level_0: number
  level_1: number
  level_2: number
}

const MOST_TALLIES = 2000

export const selectTallies = (reader: Reader, agencyId: string, from: CivilDate): Promise<TallyRow[]> =>
  reading<FeedbackTables>(reader)
    .selectFrom('feedback.tally')
    .select(['month', 'criterion', 'level_0', 'level_1', 'level_2'])
    .where('agency_id', '=', agencyId)
    .where('month', '>=', from)
    .orderBy('month')
    .orderBy('criterion')
    .limit(MOST_TALLIES)
    .execute()

/** The overall levels of some agencies since a month: one line an agency. */
export async function selectOverall(reader: Reader, agencyIds: readonly string[], from: CivilDate): Promise<Map<string, [number, number, number]>> {
  if (agencyIds.length === 0) return new Map()
  const { rows } = await sql<{ agency_id: string; l0: number; l1: number; l2: number }>`
    select place.agency_id, coalesce(sum(t.level_0), 0)::int as l0, coalesce(sum(t.level_1), 0)::int as l1, coalesce(sum(t.level_2), 0)::int as l2
    from unnest(${[...agencyIds]}::uuid[]) as place (agency_id)
    cross join lateral (select * from feedback.tally where agency_id = place.agency_id and month >= ${from}::date and criterion = 'overall' order by month limit 24) as t
    group by place.agency_id`.execute(reading<FeedbackTables>(reader))
  return new Map(rows.map((row) => [row.agency_id, [row.l0, row.l1, row.l2]]))
}

export interface RatingsQuery {
  agencyIds: readonly string[]
  unanswered: boolean
  after: { at: Date; id: string } | null
  limit: number
}

/** Ratings of some agencies, the newest first; keyset pages, one from the index of each agency. */
export async function selectRatings(reader: Reader, { agencyIds, unanswered, after, limit }: RatingsQuery): Promise<RatingRow[]> {
  const { rows } = await sql<RatingRow>`
    select line.* from unnest(${[...agencyIds]}::uuid[]) as place (agency_id)
    cross join lateral (
      select * from feedback.rating as r
      where r.agency_id = place.agency_id ${unanswered ? sql`and worst = 0 and answered_at is null` : sql``}
        ${after ? sql`and (r.rated_at < ${after.at} or (r.rated_at = ${after.at} and r.id > ${after.id}::uuid))` : sql``}
      order by rated_at desc, id limit ${limit}
    ) as line
    order by line.rated_at desc, line.id limit ${limit}`.execute(reading<FeedbackTables>(reader))
  return rows
}
