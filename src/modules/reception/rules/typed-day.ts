import type { CivilDate } from '../../../platform/clock.ts'

/** A day as officers type it: 14/3/1996, 14-03-1996, 14031996. @returns YYYY-MM-DD, null for what is no day. */
export function readDay(typed: string): CivilDate | null {
  const text = typed.trim()
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text) ?? []
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return year && !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso) ? iso : null
}

/** 1996-03-14 → 14/03/1996; what is no day stays as it was typed. */
export function typedDay(iso: string | null): string {
  const [year, month, day] = (iso ?? '').split('-')
  return year && month && day ? `${day}/${month}/${year}` : (iso ?? '')
}
