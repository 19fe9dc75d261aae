import type { CivilDate } from '../../platform/clock.ts'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { CalendarDay } from './rules/calendar.ts'
import type { CalendarAct, CalendarTables, DaySource } from './tables.ts'

type DayRow = CalendarTables['calendar.day']

/** A day as it stands in the table. */
export interface StoredDay extends CalendarDay {
  id: string
  source: DaySource
  note: string | null
  recordedBy: string
  recordedAt: Date
}

export interface Edit {
  act: CalendarAct
  reason: string | null
  actor: string
  at: Date
}

/** Number of the calendar in force; 0 before anything was loaded. */
export async function selectVersion(reader: Reader): Promise<number> {
  const row = await reading<CalendarTables>(reader)
    .selectFrom('calendar.head')
    .select('version')
    .executeTakeFirstOrThrow()
  return row.version
}

/** Other editors wait until this transaction ends. */
export async function lockCalendar(tx: Tx): Promise<void> {
  await writing<CalendarTables>(tx).selectFrom('calendar.head').select('version').forUpdate().executeTakeFirstOrThrow()
}

/** Opens the next version of the calendar. */
export async function openVersion(tx: Tx, edit: Edit): Promise<number> {
  const db = writing<CalendarTables>(tx)
  const { version } = await db
    .updateTable('calendar.head')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .returning('version')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('calendar.version')
    .values({ version, ...edit })
    .execute()
  return version
}

const toDay = (row: { [K in keyof DayRow]: unknown }): StoredDay => ({
  id: row.id as string,
  date: row.date as string,
  kind: row.kind as StoredDay['kind'],
  nameVi: row.name_vi as string,
  nameEn: row.name_en as string,
  swapWith: row.swap_with as string | null,
  status: row.status as StoredDay['status'],
  source: row.source as DaySource,
  note: row.note as string | null,
  recordedBy: row.recorded_by as string,
  recordedAt: row.recorded_at as Date,
})

export async function selectDays(reader: Reader): Promise<StoredDay[]> {
  const rows = await reading<CalendarTables>(reader)
    .selectFrom('calendar.day')
    .selectAll()
    .where('until_version', 'is', null)
    .orderBy('date')
    .execute()
  return rows.map(toDay)
}

export async function selectDaysOfYear(reader: Reader, year: number): Promise<StoredDay[]> {
  const rows = await reading<CalendarTables>(reader)
    .selectFrom('calendar.day')
    .selectAll()
    .where('until_version', 'is', null)
    .where('date', '>=', `${year}-01-01`)
    .where('date', '<=', `${year}-12-31`)
    .orderBy('date')
    .execute()
  return rows.map(toDay)
}

export async function findDay(reader: Reader, id: string): Promise<StoredDay | null> {
  const row = await reading<CalendarTables>(reader)
    .selectFrom('calendar.day')
    .selectAll()
    .where('id', '=', id)
    .where('until_version', 'is', null)
    .executeTakeFirst()
  return row ? toDay(row) : null
}

export async function findDayOn(reader: Reader, date: CivilDate): Promise<StoredDay | null> {
  const row = await reading<CalendarTables>(reader)
    .selectFrom('calendar.day')
    .selectAll()
    .where('date', '=', date)
    .where('until_version', 'is', null)
    .executeTakeFirst()
  return row ? toDay(row) : null
}

export interface NewDay extends CalendarDay {
  source: DaySource
  note: string | null
}

export async function insertDays(tx: Tx, days: readonly NewDay[], version: number, edit: Edit): Promise<void> {
  if (days.length === 0) return
  await writing<CalendarTables>(tx)
    .insertInto('calendar.day')
    .values(
      days.map((day) => ({
        id: newId(),
        date: day.date,
        kind: day.kind,
        name_vi: day.nameVi,
        name_en: day.nameEn,
        swap_with: day.swapWith,
        status: day.status,
        source: day.source,
        note: day.note,
        since_version: version,
        recorded_at: edit.at,
        recorded_by: edit.actor,
      })),
    )
    .execute()
}

/** Ends the rows in force; they stay readable by their versions. */
export async function endDays(tx: Tx, ids: readonly string[], version: number): Promise<void> {
  if (ids.length === 0) return
  await writing<CalendarTables>(tx)
    .updateTable('calendar.day')
    .set({ until_version: version })
    .where('id', 'in', ids)
    .where('until_version', 'is', null)
    .execute()
}

export async function selectYears(reader: Reader): Promise<number[]> {
  const rows = await reading<CalendarTables>(reader)
    .selectFrom('calendar.year')
    .select('year')
    .orderBy('year')
    .execute()
  return rows.map((row) => row.year)
}

export async function insertYears(tx: Tx, years: readonly number[], version: number, edit: Edit): Promise<void> {
  if (years.length === 0) return
  await writing<CalendarTables>(tx)
    .insertInto('calendar.year')
    .values(years.map((year) => ({ year, since_version: version, recorded_at: edit.at, recorded_by: edit.actor })))
    .onConflict((conflict) => conflict.column('year').doNothing())
    .execute()
}

export async function findLoadHash(reader: Reader): Promise<string | null> {
  const row = await reading<CalendarTables>(reader)
    .selectFrom('calendar.load')
    .select('data_hash')
    .where('name', '=', 'holidays')
    .executeTakeFirst()
  return row?.data_hash ?? null
}

export async function saveLoadHash(tx: Tx, hash: string, at: Date): Promise<void> {
  await writing<CalendarTables>(tx)
    .insertInto('calendar.load')
    .values({ name: 'holidays', data_hash: hash, at })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ data_hash: hash, at }))
    .execute()
}

/** The last edits, newest first. */
export async function selectEdits(reader: Reader, limit: number): Promise<(Edit & { version: number })[]> {
  return reading<CalendarTables>(reader)
    .selectFrom('calendar.version')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(limit)
    .execute()
}
