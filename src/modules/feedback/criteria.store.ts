import { type Insertable, sql } from 'kysely'
import type { CivilDate } from '../../platform/clock.ts'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { FeedbackTables } from './tables.ts'

export type CriterionRow = FeedbackTables['feedback.criterion']

/** In force on a day or later, in their order; those that are over are not told. */
export const selectCriterionRows = (reader: Reader, day: CivilDate): Promise<CriterionRow[]> =>
  reading<FeedbackTables>(reader)
    .selectFrom('feedback.criterion')
    .selectAll()
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .orderBy('number')
    .orderBy('valid_from')
    .execute()

/** One editor of the criteria at a time, until the transaction ends. */
export async function lockCriteria(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('feedback.criterion', 0))`.execute(writing<FeedbackTables>(tx))
}

/** What was to begin after a day and has not yet. */
export async function deletePlanned(tx: Tx, key: string, after: CivilDate): Promise<void> {
  await writing<FeedbackTables>(tx).deleteFrom('feedback.criterion').where('key', '=', key).where('valid_from', '>', after).execute()
}

/** What holds today holds until that day, whatever was planned. */
export async function endCriterion(tx: Tx, key: string, today: CivilDate, lastDay: CivilDate): Promise<void> {
  await writing<FeedbackTables>(tx)
    .updateTable('feedback.criterion')
    .set({ valid_to: lastDay })
    .where('key', '=', key)
    .where('valid_from', '<=', today)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', today)]))
    .execute()
}

export async function insertCriterion(tx: Tx, row: Insertable<CriterionRow>): Promise<void> {
  await writing<FeedbackTables>(tx).insertInto('feedback.criterion').values(row).execute()
}
