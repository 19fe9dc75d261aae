/**
 * Civil dates as day numbers: whole days since 1970-01-01 in the proleptic Gregorian calendar.
 * A day number has no time zone; adding and comparing days is integer arithmetic.
 */

const CIVIL = /^(\d{4})-(\d{2})-(\d{2})$/

/** Day number of year, month 1–12, day 1–31. Days beyond the month's end run on, as in Date.UTC. */
export function dayNumberOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

export function partsOfDay(dayNumber: number): { year: number; month: number; day: number } {
  const z = dayNumber + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  }
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Day number of 'YYYY-MM-DD', or null when the text is not an existing date (2024-02-30). */
export function parseCivilDate(text: string): number | null {
  const match = CIVIL.exec(text)
  if (!match) return null
  const year = Number(match[1])
  const month = Number(match[2])
  const day = Number(match[3])
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return dayNumberOf(year, month, day)
}

/** 'YYYY-MM-DD' of a day number within years 0–9999. */
export function formatCivilDate(dayNumber: number): string {
  const { year, month, day } = partsOfDay(dayNumber)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The same day of the month `months` later; the last day of the month where that day does not exist. */
export function addMonths(dayNumber: number, months: number): number {
  const { year, month, day } = partsOfDay(dayNumber)
  const index = year * 12 + (month - 1) + months
  const toYear = Math.floor(index / 12)
  const toMonth = index - toYear * 12 + 1
  return dayNumberOf(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)))
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(dayNumber: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (((((dayNumber + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7
}

/** 'YYYY-MM-DD' of day, month and year as typed in three fields, or null when there is no such day. */
export function readTypedDate(typed: { day: string; month: string; year: string }): string | null {
  const [day, month, year] = [typed.day.trim(), typed.month.trim(), typed.year.trim()]
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return null
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return parseCivilDate(text) === null ? null : text
}
