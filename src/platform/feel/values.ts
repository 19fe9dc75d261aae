import { addMonths, formatCivilDate, parseCivilDate, partsOfDay, weekdayOf } from '../day-number.ts'
import type { CompareOp, FeelValue, MathOp } from './tree.ts'

export type Duration = { months: number; days: number }

/** An object with members: no list, and something. */
export const isThing = (value: FeelValue): value is { [key: string]: FeelValue } => value !== null && typeof value === 'object' && !Array.isArray(value)

export function durationOf(value: FeelValue): Duration | null {
  if (!isThing(value)) return null
  const { months, days } = value
  return typeof months === 'number' && typeof days === 'number' ? { months, days } : null
}

/** ISO 8601 durations of days or longer: P1Y2M, P3D, -P1Y. */
export function parseDuration(text: string): Duration | null {
  const match = /^(-?)P(?=\d)(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})D)?$/.exec(text)
  if (!match) return null
  const sign = match[1] ? -1 : 1
  const part = (i: number) => Number(match[i] ?? 0)
  return { months: sign * (part(2) * 12 + part(3)) || 0, days: sign * part(4) || 0 }
}

/** Only what is plain data comes in: anything else counts as null. */
export function toValue(value: unknown): FeelValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  return typeof value === 'object' ? (value as FeelValue) : null
}

/** A member of a value; of a list, the list of its items' members; of a date, its parts. */
export function member(value: FeelValue, key: string): FeelValue {
  if (Array.isArray(value)) return value.map((item) => member(toValue(item), key))
  if (typeof value === 'string') return datePart(value, key)
  if (!isThing(value)) return null
  if (Object.hasOwn(value, key) && !(key === 'months' && durationOf(value))) return toValue(value[key])
  const duration = durationOf(value)
  if (!duration) return null
  if (key === 'years') return Math.trunc(duration.months / 12)
  return key === 'months' ? duration.months % 12 : null
}

function datePart(text: string, key: string): FeelValue {
  const day = parseCivilDate(text)
  if (day === null) return null
  if (key === 'weekday') return weekdayOf(day)
  return key === 'year' || key === 'month' || key === 'day' ? partsOfDay(day)[key] : null
}

export function equal(a: FeelValue, b: FeelValue): boolean | null {
  if (a === null || b === null) return a === b
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return false
    return a.every((item, i) => equal(toValue(item), toValue(b[i])) === true)
  }
  if (typeof a !== typeof b || Array.isArray(a) !== Array.isArray(b)) return null
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  const left = a as { [key: string]: FeelValue }
  const right = b as { [key: string]: FeelValue }
  const keys = Object.keys(left)
  if (keys.length !== Object.keys(right).length) return false
  return keys.every((key) => Object.hasOwn(right, key) && equal(toValue(left[key]), toValue(right[key])) === true)
}

/** < 0, 0, > 0; null where the two can't be ordered (different kinds, null, lists). */
export function order(a: FeelValue, b: FeelValue): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  const x = durationOf(a)
  const y = durationOf(b)
  if (!x || !y) return null
  if (!x.days && !y.days) return x.months - y.months
  return x.months === y.months ? x.days - y.days : null
}

export function compare(op: CompareOp, a: FeelValue, b: FeelValue): boolean | null {
  if (op === '=' || op === '!=') {
    const same = equal(a, b)
    return same === null ? null : same === (op === '=')
  }
  const sign = order(a, b)
  if (sign === null) return null
  if (op === '<') return sign < 0
  if (op === '<=') return sign <= 0
  return op === '>' ? sign > 0 : sign >= 0
}

/** FEEL counts in decimals: the noise of binary fractions beyond 15 digits is cut off. */
export function tidy(n: number): number | null {
  return Number.isFinite(n) ? Number(n.toPrecision(15)) : null
}

export function calculate(op: MathOp, a: FeelValue, b: FeelValue): FeelValue {
  if (typeof a === 'number' && typeof b === 'number') {
    if (op === '+') return tidy(a + b)
    if (op === '-') return tidy(a - b)
    if (op === '*') return tidy(a * b)
    if (op === '/') return b === 0 ? null : tidy(a / b)
    return tidy(a ** b)
  }
  if (op !== '+' && op !== '-') return null
  const sign = op === '+' ? 1 : -1
  const x = durationOf(a)
  const y = durationOf(b)
  if (x && y) return { months: x.months + sign * y.months, days: x.days + sign * y.days }
  if (typeof a === 'string' && y) return shift(a, sign, y)
  if (x && typeof b === 'string' && sign > 0) return shift(b, 1, x)
  if (typeof a !== 'string' || typeof b !== 'string') return null
  if (sign > 0) return a + b
  const from = parseCivilDate(b)
  const to = parseCivilDate(a)
  return from === null || to === null ? null : { months: 0, days: to - from }
}

function shift(date: string, sign: number, by: Duration): string | null {
  const day = parseCivilDate(date)
  if (day === null) return null
  const moved = addMonths(day, sign * by.months) + sign * by.days
  const { year } = partsOfDay(moved)
  return year < 0 || year > 9999 ? null : formatCivilDate(moved)
}
