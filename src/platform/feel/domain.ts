import type { CompareOp } from './tree.ts'

/** Numbers or texts between two ends; `only` some of them, `not` others. */
export interface Range<T extends number | string> {
  from?: T
  fromOpen?: boolean
  to?: T
  toOpen?: boolean
  only?: ReadonlySet<T>
  not?: ReadonlySet<T>
  /** Of numbers: integers. */
  whole?: boolean
}

/** All values that a name may have. What can't be told in these terms is `things`: objects, durations. */
export interface Domain {
  /** It may have no value. */
  none: boolean
  truths: readonly boolean[]
  numbers: Range<number> | null
  texts: Range<string> | null
  lists: boolean
  things: boolean
}

export const NOTHING: Domain = { none: false, truths: [], numbers: null, texts: null, lists: false, things: false }
export const ANY: Domain = { none: true, truths: [true, false], numbers: {}, texts: {}, lists: true, things: true }
/** No value, and no other. */
export const ABSENT: Domain = { ...NOTHING, none: true }
export const VALUED: Domain = { ...ANY, none: false }

const single = <T extends number | string>(value: T): Range<T> => ({ only: new Set([value]) })

/** Of a value that stands in an expression. Null where it can't be told apart from others: a list, a duration. */
export function exactly(value: unknown): Domain | null {
  if (value === null) return ABSENT
  if (typeof value === 'boolean') return { ...NOTHING, truths: [value] }
  if (typeof value === 'number') return { ...NOTHING, numbers: single(value) }
  return typeof value === 'string' ? { ...NOTHING, texts: single(value) } : null
}

/** One of these texts, always. */
export const exactlyOneOf = (texts: readonly string[]): Domain => ({ ...NOTHING, texts: { only: new Set(texts) } })

/** The values that differ from it, as `=` tells: of its own kind, and none. */
export function differing(value: null | boolean | number | string): Domain {
  if (value === null) return VALUED
  if (typeof value === 'boolean') return { ...ABSENT, truths: [!value] }
  return typeof value === 'number' ? { ...ABSENT, numbers: { not: new Set([value]) } } : { ...ABSENT, texts: { not: new Set([value]) } }
}

/** The values that are none of these, other kinds among them. */
export function noneOf(values: readonly unknown[]): Domain {
  const kind = <T extends number | string>(type: 'number' | 'string'): Range<T> => ({ not: new Set(values.filter((one): one is T => typeof one === type)) })
  return { ...ANY, none: !values.includes(null), truths: ANY.truths.filter((one) => !values.includes(one)), numbers: kind('number'), texts: kind('string') }
}

/** The values that stand so to a number or text; nothing else can be ordered. */
export function standing(op: Exclude<CompareOp, '=' | '!='>, value: number | string): Domain {
  const open = op === '<' || op === '>'
  const range = <T extends number | string>(end: T): Range<T> => (op === '<' || op === '<=' ? { to: end, toOpen: open } : { from: end, fromOpen: open })
  return typeof value === 'number' ? { ...NOTHING, numbers: range(value) } : { ...NOTHING, texts: range(value) }
}

export function meet(a: Domain, b: Domain): Domain {
  return {
    none: a.none && b.none,
    truths: a.truths.filter((one) => b.truths.includes(one)),
    numbers: a.numbers && b.numbers && inhabited(meetRanges(a.numbers, b.numbers)),
    texts: a.texts && b.texts && inhabited(meetRanges(a.texts, b.texts)),
    lists: a.lists && b.lists,
    things: a.things && b.things,
  }
}

export const isEmpty = ({ none, truths, numbers, texts, lists, things }: Domain): boolean => !none && truths.length === 0 && !numbers && !texts && !lists && !things

function meetRanges<T extends number | string>(a: Range<T>, b: Range<T>): Range<T> {
  const [low, high] = [inner(a.from, b.from, 1), inner(a.to, b.to, -1)]
  const isOpen = (end: T | undefined, key: 'from' | 'to') => [a, b].some((one) => one[key] === end && one[`${key}Open`])
  return {
    from: low,
    fromOpen: low !== undefined && isOpen(low, 'from'),
    to: high,
    toOpen: high !== undefined && isOpen(high, 'to'),
    only: a.only && b.only ? new Set([...a.only].filter((one) => b.only?.has(one))) : (a.only ?? b.only),
    not: a.not && b.not ? new Set([...a.not, ...b.not]) : (a.not ?? b.not),
    whole: a.whole || b.whole,
  }
}

/** The narrower of two ends: the greater for `side` 1. */
function inner<T extends number | string>(a: T | undefined, b: T | undefined, side: 1 | -1): T | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return (side === 1 ? a > b : a < b) ? a : b
}

/** So few integers are gone through one by one. */
const FEW = 1000

/** Null when nothing is left in it; where that can't be told it stays. */
function inhabited<T extends number | string>(range: Range<T>): Range<T> | null {
  const { from, to, only, whole } = range
  const holds = (one: T) =>
    !range.not?.has(one) &&
    (from === undefined || (range.fromOpen ? one > from : one >= from)) &&
    (to === undefined || (range.toOpen ? one < to : one <= to)) &&
    (!whole || Number.isInteger(one))
  if (only) {
    const left = [...only].filter(holds)
    return left.length > 0 ? { only: new Set(left) } : null
  }
  if (from === undefined || to === undefined) return range
  if (from > to || (from === to && !holds(from))) return null
  if (!whole || typeof from !== 'number' || typeof to !== 'number') return range
  const [first, last] = [Math.ceil(from), Math.floor(to)]
  if (last - first >= FEW) return range
  for (let one = first; one <= last; one++) if (holds(one as T)) return range
  return null
}
