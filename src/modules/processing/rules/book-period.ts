import { type CivilDate, instantOf } from '../../../platform/clock.ts'

/** Parts of a year for which a book is read: the whole, a quarter, a month. */
export const PERIODS: readonly { value: string; text: string }[] = [
  { value: 'nam', text: 'Cả năm' },
  ...[1, 2, 3, 4].map((n) => ({ value: `q${n}`, text: `Quý ${n}` })),
  ...Array.from({ length: 12 }, (_, index) => ({ value: `t${index + 1}`, text: `Tháng ${index + 1}` })),
]

export interface BookPeriod {
  year: number
  value: string
  /** "Quý 4 năm 2026" */
  text: string
  from: Date
  /** First instant after it. */
  until: Date
}

const firstOf = (year: number, month: number): CivilDate => (month > 12 ? `${year + 1}-01-01` : `${year}-${String(month).padStart(2, '0')}-01`)

/** What was asked for, as far as it is a period of a year near today; this year where it isn't. */
export function periodOf(asked: { year?: string; period?: string }, today: CivilDate): BookPeriod {
  const thisYear = Number(today.slice(0, 4))
  const year = /^\d{4}$/.test(asked.year ?? '') && Number(asked.year) >= 2000 && Number(asked.year) <= thisYear + 1 ? Number(asked.year) : thisYear
  const found = PERIODS.find((one) => one.value === asked.period) ?? { value: 'nam', text: 'Cả năm' }
  const n = Number(found.value.slice(1))
  const [first, months] = found.value.startsWith('q') ? [3 * n - 2, 3] : found.value.startsWith('t') ? [n, 1] : [1, 12]
  return { year, value: found.value, text: found.value === 'nam' ? `Năm ${year}` : `${found.text} năm ${year}`, from: instantOf(firstOf(year, first)), until: instantOf(firstOf(year, first + months)) }
}
