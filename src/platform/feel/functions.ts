import { addMonths, formatCivilDate, parseCivilDate, partsOfDay } from '../day-number.ts'
import type { FeelValue } from './tree.ts'
import { durationOf, equal, order, parseDuration, tidy, toValue } from './values.ts'

type Feel = (...args: FeelValue[]) => FeelValue

function strings(decide: (a: string, b: string) => FeelValue): Feel {
  return (a = null, b = null) => (typeof a === 'string' && typeof b === 'string' ? decide(a, b) : null)
}

function text(make: (a: string) => FeelValue): Feel {
  return (a = null) => (typeof a === 'string' ? make(a) : null)
}

function numeric(make: (n: number) => number): Feel {
  return (a = null) => (typeof a === 'number' ? tidy(make(a)) : null)
}

const total = (all: number[]) => all.reduce((a, b) => a + b, 0)

/** One list, or the arguments themselves as a list; a lone value is a list of one; null is none. */
function listOf(args: FeelValue[]): FeelValue[] | null {
  const [first = null] = args
  if (args.length !== 1) return args
  if (first === null) return null
  return Array.isArray(first) ? first.map(toValue) : [first]
}

function numbers(reduce: (values: number[]) => number): Feel {
  return (...args) => {
    const list = listOf(args)
    if (!list || list.length === 0 || !list.every((v) => typeof v === 'number')) return null
    return tidy(reduce(list))
  }
}

function extreme(sign: 1 | -1): Feel {
  return (...args) => {
    const list = listOf(args)
    let best: FeelValue = list?.[0] ?? null
    for (const item of list ?? []) {
      const ordered = order(item, best)
      if (ordered === null) return null
      if (ordered * sign > 0) best = item
    }
    return best
  }
}

function toDate(a: FeelValue = null, month: FeelValue = null, day: FeelValue = null): FeelValue {
  if (typeof a === 'string') return parseCivilDate(a.slice(0, 10)) === null ? null : a.slice(0, 10)
  if (typeof a !== 'number' || typeof month !== 'number' || typeof day !== 'number') return null
  const pad = (n: number, width: number) => String(n).padStart(width, '0')
  const date = `${pad(a, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  return parseCivilDate(date) === null ? null : date
}

/** Whole months from one date to another; negative when the second is earlier. */
function monthsBetween(from: string, to: string): FeelValue {
  const a = parseCivilDate(from)
  const b = parseCivilDate(to)
  if (a === null || b === null) return null
  if (b < a) {
    const back = monthsBetween(to, from)
    const span = durationOf(back)
    return span && { months: -span.months || 0, days: 0 }
  }
  const x = partsOfDay(a)
  const y = partsOfDay(b)
  let months = (y.year - x.year) * 12 + y.month - x.month
  while (addMonths(a, months) > b) months -= 1
  return { months, days: 0 }
}

function toText(value: FeelValue = null): FeelValue {
  return value === null || typeof value === 'object' ? null : String(value)
}

function toNumber(value: FeelValue = null): FeelValue {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? tidy(Number(value)) : null
}

function distinct(list: FeelValue = null): FeelValue {
  if (!Array.isArray(list)) return null
  return list.filter((item, i) => list.findIndex((other) => equal(toValue(other), toValue(item)) === true) === i)
}

function slice(value: FeelValue = null, start: FeelValue = null, length: FeelValue = null): FeelValue {
  if (typeof value !== 'string' || typeof start !== 'number' || start === 0) return null
  if (length !== null && typeof length !== 'number') return null
  const letters = [...value]
  const from = start > 0 ? start - 1 : Math.max(letters.length + start, 0)
  return letters.slice(from, length === null ? undefined : from + Math.max(length, 0)).join('')
}

/** The FEEL functions that an expression may call. */
export const FUNCTIONS: ReadonlyMap<string, Feel> = new Map<string, Feel>([
  ['not', (a = null) => (typeof a === 'boolean' ? !a : null)],
  ['is defined', (a = null) => a !== null],
  ['count', (...args) => listOf(args)?.length ?? null],
  ['sum', numbers(total)],
  ['mean', numbers((all) => total(all) / all.length)],
  ['min', extreme(-1)],
  ['max', extreme(1)],
  ['distinct values', distinct],
  ['list contains', (list = null, v = null) => (Array.isArray(list) ? list.some((i) => equal(toValue(i), v) === true) : null)],
  ['contains', strings((a, b) => a.includes(b))],
  ['starts with', strings((a, b) => a.startsWith(b))],
  ['ends with', strings((a, b) => a.endsWith(b))],
  ['string length', text((a) => [...a].length)],
  ['upper case', text((a) => a.toLocaleUpperCase('vi'))],
  ['lower case', text((a) => a.toLocaleLowerCase('vi'))],
  ['substring', slice],
  ['string', toText],
  ['number', toNumber],
  ['abs', numeric(Math.abs)],
  ['floor', numeric(Math.floor)],
  ['ceiling', numeric(Math.ceil)],
  ['date', toDate],
  ['duration', text(parseDuration)],
  ['years and months duration', strings(monthsBetween)],
  ['last day of month', text(lastDayOfMonth)],
])

function lastDayOfMonth(date: string): FeelValue {
  const day = parseCivilDate(date)
  if (day === null) return null
  const first = day - partsOfDay(day).day + 1
  return formatCivilDate(addMonths(first, 1) - 1)
}
