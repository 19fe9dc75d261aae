import { dateInWords as wholeDateInWords, moneyInWords, numberInWords } from '../../documents/index.ts'

/** «Bằng chữ» of an amount of đồng or of a date; null for what is neither. */
export function inWords(value: unknown): string | null {
  if (typeof value !== 'number') return dateInWords(String(value ?? ''))
  return Number.isSafeInteger(value) && value >= 0 ? moneyInWords(value) : null
}

/** «ghi bằng chữ» of a civil-status form; of a partial date as much as is known. Null for what is no date. */
export function dateInWords(date: string): string | null {
  const match = /^(\d{4})(?:-(\d{2})(-\d{2})?)?$/.exec(date)
  if (!match) return null
  const [, year, month, day] = match
  if (day) return wholeDateInWords(date)
  return month
    ? `Tháng ${month === '04' ? 'tư' : numberInWords(Number(month))} năm ${numberInWords(Number(year))}`
    : `Năm ${numberInWords(Number(year))}`
}
