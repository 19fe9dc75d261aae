import { dateInWords as wholeDateInWords, numberInWords } from '../../documents/index.ts'

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
