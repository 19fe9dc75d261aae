import { type Selectable, sql } from 'kysely'
import type { CivilDate } from '../../platform/clock.ts'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { ReceptionTables } from './tables.ts'

export type GuidanceRow = Selectable<ReceptionTables['reception.guidance']>

/** Keeps it and counts it on its day. */
export async function insertGuidance(tx: Tx, row: GuidanceRow): Promise<void> {
  await writing<ReceptionTables>(tx).insertInto('reception.guidance').values(row).execute()
  await sql`
    insert into reception.guidance_day as d (agency_id, day, given) values (${row.agency_id}, ${row.day}, 1)
    on conflict (agency_id, day) do update set given = d.given + 1`.execute(writing<ReceptionTables>(tx))
}

export function selectGuidance(reader: Reader, agencyId: string, after: { at: Date; id: string } | null, limit: number): Promise<GuidanceRow[]> {
  let query = reading<ReceptionTables>(reader).selectFrom('reception.guidance').selectAll().where('agency_id', '=', agencyId).orderBy('at', 'desc').orderBy('id', 'desc').limit(limit)
  if (after) query = query.where(sql<boolean>`(at, id) < (${after.at}, ${after.id}::uuid)`)
  return query.execute()
}

/** Counts of the latest days that had any. */
export const selectGuidanceDays = (reader: Reader, agencyId: string, limit: number): Promise<{ day: CivilDate; given: number }[]> =>
  reading<ReceptionTables>(reader)
    .selectFrom('reception.guidance_day')
    .select([sql<string>`day::text`.as('day'), 'given'])
    .where('agency_id', '=', agencyId)
    .orderBy('reception.guidance_day.day', 'desc')
    .limit(limit)
    .execute()
