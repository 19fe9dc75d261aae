import type { CalendarDay, DayKind, DayStatus } from './rules/calendar.ts'
import { type CsvRow, packedFingerprint, readPackedCsv } from '../../platform/packed-data.ts'

/** A day as shipped in data/holidays/days.csv. */
export interface ShippedDay extends CalendarDay {
  note: string | null
}

/** The moving feasts of one year, as civil dates. */
export interface LunarYear {
  year: number
  tet: string
  gioTo: string
}

const DAYS = 'days.csv'
const LUNAR = 'lunar.csv'

export const shippedHolidaysHash = (folder: string): Promise<string> => packedFingerprint(folder, [DAYS], 'holidays 1')

const cell = (row: CsvRow, name: string): string => {
  const value = row[name]
  if (value === undefined) throw new Error(`The holidays data have no column '${name}'.`)
  return value
}

/** Days of the shipped calendar. @throws Error for a missing column. */
export async function readShippedDays(folder: string): Promise<ShippedDay[]> {
  const rows = await readPackedCsv(folder, DAYS)
  return rows.map((row) => ({
    date: cell(row, 'date'),
    kind: cell(row, 'kind') as DayKind,
    nameVi: cell(row, 'name_vi').normalize('NFC'),
    nameEn: cell(row, 'name_en'),
    swapWith: cell(row, 'swap_with') || null,
    status: cell(row, 'status') as DayStatus,
    note: cell(row, 'note') || null,
  }))
}

/** Lunar feasts of 2000–2050. */
export async function readLunarYears(folder: string): Promise<LunarYear[]> {
  const rows = await readPackedCsv(folder, LUNAR)
  return rows.map((row) => ({
    year: Number(cell(row, 'year')),
    tet: cell(row, 'tet_day_1'),
    gioTo: cell(row, 'gio_to'),
  }))
}
