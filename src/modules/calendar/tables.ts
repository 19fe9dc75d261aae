import type { ColumnType } from 'kysely'
import type { DayKind, DayStatus } from './rules/calendar.ts'

type Plain<T> = ColumnType<T, T | undefined, T>

export type DaySource = 'shipped' | 'administrator' | 'by-rule'
export type CalendarAct = 'load' | 'add-day' | 'change-day' | 'remove-day' | 'declare-year' | 'set-week'

/** Tables of the schema `calendar`. */
export interface CalendarTables {
  'calendar.head': { one: Plain<boolean>; version: number }
  'calendar.version': { version: number; act: CalendarAct; reason: string | null; at: Date; actor: string }
  'calendar.day': {
    id: string
    date: string
    kind: DayKind
    name_vi: string
    name_en: string
    swap_with: string | null
    status: DayStatus
    source: DaySource
    note: string | null
    since_version: number
    until_version: Plain<number | null>
    recorded_at: Date
    recorded_by: string
  }
  'calendar.year': { year: number; since_version: number; recorded_at: Date; recorded_by: string }
  'calendar.working_week': {
    id: string
    agency_id: string | null
    sessions: ColumnType<unknown, string, string>
    valid_from: string
    valid_to: string | null
    since_version: number
    until_version: Plain<number | null>
    recorded_at: Date
    recorded_by: string
  }
  'calendar.load': { name: string; data_hash: string; at: Date }
}
