import { parseCivilDate } from '../../../platform/day-number.ts'
import { type PeriodUnit, periodFault } from './due-date.ts'

export const UNITS: readonly PeriodUnit[] = ['same_day', 'working_day', 'day', 'hour', 'month']

/** Longest period of each unit that the public question answers: ten years of it, so that a question stays cheap. */
const LONGEST: Record<PeriodUnit, number> = { same_day: 20_000, working_day: 2500, day: 3650, hour: 20_000, month: 120 }

export interface DueDateQuery {
  receivedAt: Date
  amount: number
  unit: PeriodUnit
}

export type QueryFault = { part: 'received-at' | 'unit' } | { part: 'amount'; max: number }

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?$/

/**
 * An instant of the years 2000 to 2100; null for anything else, days that don't exist included.
 * Without an offset it is meant in Việt Nam (UTC+7), a date alone at its first minute.
 */
export function instantFrom(text: string): Date | null {
  // An address that does not encode its "+" arrives with a space.
  const given = text.replace(' ', '+')
  const parts = ISO.exec(given)
  if (!parts || (parts[4] === undefined && parts[7] !== undefined)) return null
  const [year, hour, minute, second] = [1, 4, 5, 6].map((i) => Number(parts[i] ?? 0)) as [
    number,
    number,
    number,
    number,
  ]
  if (parseCivilDate(given.slice(0, 10)) === null || year < 2000 || year > 2100) return null
  if (hour > 23 || minute > 59 || second > 59) return null
  const offset = (parts[7] ?? '+07:00').replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const local = given.slice(0, given.length - (parts[7]?.length ?? 0))
  const instant = new Date(`${local.includes('T') ? local : `${local}T00:00`}${offset}`)
  return Number.isNaN(instant.getTime()) ? null : instant
}

/** A question for a due date, from the words of its address. */
export function readDueDateQuery(
  query: Record<string, string | undefined>,
): { ok: true; query: DueDateQuery } | { ok: false; fault: QueryFault } {
  const receivedAt = instantFrom(query.receivedAt ?? '')
  if (!receivedAt) return { ok: false, fault: { part: 'received-at' } }
  const unit = UNITS.find((each) => each === query.unit)
  if (!unit) return { ok: false, fault: { part: 'unit' } }
  const given = query.amount ?? ''
  const amount =
    unit === 'same_day' && given === '' ? 1 : /^\d{1,6}(\.\d{1,4})?$/.test(given) ? Number(given) : Number.NaN
  if (Number.isNaN(amount) || amount > LONGEST[unit] || periodFault({ amount, unit })) {
    return { ok: false, fault: { part: 'amount', max: LONGEST[unit] } }
  }
  return { ok: true, query: { receivedAt, amount, unit } }
}
