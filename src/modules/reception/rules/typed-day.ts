import type { CivilDate } from '../../../platform/clock.ts'
import { readTypedDate } from '../../../platform/day-number.ts'

/** A day as officers type it: 14/3/1996, 14-03-1996, 14031996. @returns YYYY-MM-DD, null for what is no day. */
export function readDay(typed: string): CivilDate | null {
  const text = typed.trim()
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text) ?? []
  return readTypedDate({ day, month, year })
}

/** 1996-03-14 → 14/03/1996; what is no day stays as it was typed. */
export function typedDay(iso: string | null): string {
  const [year, month, day] = (iso ?? '').split('-')
  return year && month && day ? `${day}/${month}/${year}` : (iso ?? '')
}
