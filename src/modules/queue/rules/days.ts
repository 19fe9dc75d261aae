import { formatCivilDate, parseCivilDate } from '../../../platform/day-number.ts'

/** @throws RangeError for a text that is no date. */
export function addDays(day: string, days: number): string {
  const number = parseCivilDate(day)
  if (number === null) throw new RangeError(`${day} is not a date.`)
  return formatCivilDate(number + days)
}
