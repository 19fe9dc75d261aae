import type { CivilDate } from '../../platform/clock.ts'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Edit } from './store.ts'
import type { CalendarTables } from './tables.ts'

export interface StoredWeek {
  id: string
  agencyId: string | null
  sessions: unknown
  validFrom: CivilDate
  validTo: CivilDate | null
}

export async function selectWeeks(reader: Reader): Promise<StoredWeek[]> {
  const rows = await reading<CalendarTables>(reader)
    .selectFrom('calendar.working_week')
    .select(['id', 'agency_id', 'sessions', 'valid_from', 'valid_to'])
    .where('until_version', 'is', null)
    .orderBy('valid_from', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    agencyId: row.agency_id,
    sessions: row.sessions,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }))
}

export async function insertWeek(tx: Tx, week: Omit<StoredWeek, 'id'>, version: number, edit: Edit): Promise<void> {
  await writing<CalendarTables>(tx)
    .insertInto('calendar.working_week')
    .values({
      id: newId(),
      agency_id: week.agencyId,
      sessions: JSON.stringify(week.sessions),
      valid_from: week.validFrom,
      valid_to: week.validTo,
      since_version: version,
      recorded_at: edit.at,
      recorded_by: edit.actor,
    })
    .execute()
}

export async function endWeeks(tx: Tx, ids: readonly string[], version: number): Promise<void> {
  if (ids.length === 0) return
  await writing<CalendarTables>(tx)
    .updateTable('calendar.working_week')
    .set({ until_version: version })
    .where('id', 'in', ids)
    .execute()
}
