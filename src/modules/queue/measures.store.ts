import { sql } from 'kysely'
import type { CivilDate } from '../../platform/clock.ts'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { Hour } from './rules/figures.ts'
import type { QueueTables } from './tables.ts'

export interface Measured {
  taken?: number
  called?: number
  waitSeconds?: number
  served?: number
  serveSeconds?: number
  absent?: number
}

export interface MeasurePlace {
  agencyId: string
  groupId: string
  day: CivilDate
  hour: number
}

/** Adds what an act measured to its hour. */
export async function addMeasure(tx: Tx, place: MeasurePlace, what: Measured): Promise<void> {
  const { taken = 0, called = 0, waitSeconds = 0, served = 0, serveSeconds = 0, absent = 0 } = what
  await sql`
    insert into queue.measure as m (agency_id, day, group_id, hour, taken, called, wait_seconds, longest_wait_seconds, served, serve_seconds, absent)
    values (${place.agencyId}, ${place.day}::date, ${place.groupId}, ${place.hour}, ${taken}, ${called}, ${waitSeconds}, ${waitSeconds}, ${served}, ${serveSeconds}, ${absent})
    on conflict (agency_id, day, group_id, hour) do update set
      taken = m.taken + excluded.taken, called = m.called + excluded.called, wait_seconds = m.wait_seconds + excluded.wait_seconds,
      longest_wait_seconds = greatest(m.longest_wait_seconds, excluded.longest_wait_seconds),
      served = m.served + excluded.served, serve_seconds = m.serve_seconds + excluded.serve_seconds, absent = m.absent + excluded.absent`.execute(writing<QueueTables>(tx))
}

/** What was measured at an office from one day to another: at most a row a group, day and hour. */
export const selectMeasures = (reader: Reader, agencyId: string, from: CivilDate, to: CivilDate): Promise<Hour[]> =>
  reading<QueueTables>(reader)
    .selectFrom('queue.measure')
    .select(['day', 'group_id', 'hour', 'taken', 'called', 'wait_seconds', 'longest_wait_seconds', 'served', 'serve_seconds', 'absent'])
    .where('agency_id', '=', agencyId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .orderBy('group_id')
    .orderBy('hour')
    .limit(10_000)
    .execute()
