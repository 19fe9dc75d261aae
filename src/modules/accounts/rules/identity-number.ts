import type { CivilDate } from '../../../platform/clock.ts'

/** Digits of a personal identification number as typed: spaces, dots and dashes between groups are let go. */
export function readIdentityNumber(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s.\-–]/g, '')
  return /^\d{12}$/.test(digits) ? digits : null
}

export type Contradiction = 'birth-year' | 'century'

/**
 * What a number says against a birth date: digit 4 holds century and sex, digits 5–6 the birth year.
 * A contradiction warns and never blocks.
 * @see NĐ 70/2024/NĐ-CP, structure of the personal identification number
 */
export function contradictionsOf(number: string, birthDate: CivilDate): Contradiction[] {
  const year = Number(birthDate.slice(0, 4))
  const found: Contradiction[] = []
  if (Number(number.slice(4, 6)) !== year % 100) found.push('birth-year')
  if (Math.floor(Number(number[3]) / 2) !== Math.floor(year / 100) - 19) found.push('century')
  return found
}

/** Only the last three digits: ••• ••• ••• 123. */
export const maskIdentityNumber = (number: string): string => `••• ••• ••• ${number.slice(-3)}`
