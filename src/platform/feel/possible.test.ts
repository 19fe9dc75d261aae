import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ABSENT, ANY, type Domain, NOTHING } from './domain.ts'
import { compileFeel, evaluateFeel, type FeelTree } from './index.ts'
import { waysOf } from './possible.ts'

const whole = (from: number, to: number): Domain => ({ ...ABSENT, numbers: { from, to, whole: true } })
const chosen = (...values: string[]): Domain => ({ ...ABSENT, texts: { only: new Set(values) } })
const DOMAINS: Readonly<Record<string, Domain>> = {
  kind: chosen('a', 'b', 'c'),
  other: chosen('b', 'd'),
  yes: { ...ABSENT, truths: [true, false] },
  agreed: { ...ABSENT, truths: [true] },
  n: whole(1, 4),
  m: whole(3, 6),
  born: { ...ABSENT, texts: { from: '1900-01-01', to: '9999-12-31' } },
  place: { ...ABSENT, things: true },
  rows: { ...ABSENT, lists: true },
  'count(rows)': { ...ABSENT, numbers: { from: 1, to: 3, whole: true } },
  today: { ...NOTHING, texts: {} },
}
const domainOf = (name: string): Domain => DOMAINS[name] ?? ANY
const treeOf = (text: string): FeelTree => {
  const compiled = compileFeel(text)
  if (!compiled.ok) throw new Error(`${text}: ${compiled.message}`)
  return compiled.tree
}
const can = (text: string, wanted = true) => waysOf(treeOf(text), wanted, domainOf).length > 0

describe('what can never be true', () => {
  it.each([
    'false',
    'null',
    '1 = 2',
    '"a"',
    'kind = "x"',
    'kind = 5',
    'kind',
    'kind > 5',
    'kind in ("x", "y")',
    'kind in ["x", "y"]',
    'kind = "a" and kind = "b"',
    'kind = "a" and kind != "a"',
    'kind = "a" and not(kind in ("a", "b"))',
    'kind != "a" and kind != "b" and kind != "c" and kind != null',
    'kind = null and kind = "a"',
    'is defined(kind) and kind = null',
    'yes = true and yes = false',
    'yes and not(yes)',
    'agreed = false',
    'n > 4',
    'n < 1',
    'n > 1 and n < 2',
    'n = 2.5',
    'n >= 3 and n <= 2',
    'n in [5..9]',
    'n in (1..2)',
    'n between 7 and 9',
    'n in (< 1, > 4)',
    '4 < n',
    'not(n <= 4) and n != null',
    'n = m and n < 3',
    'kind = other and kind = "a"',
    'kind = n and kind != null',
    'born < "1800-01-01"',
    'born > date("2026-01-01") and born < date("2025-01-01")',
    'place = "Cần Thơ"',
    'count(rows) > 3',
    'count(rows) = 0',
    'today = null',
    'if kind = "x" then true else false',
  ])('%s', (text) => expect(can(text)).toBe(false))

  it.each([
    'true',
    'kind = "a"',
    'kind != "x"',
    'kind = null',
    'kind != null and kind != "a" and kind != "b"',
    'yes = null',
    'n > 3',
    'n in (1..3)',
    'n = m',
    'kind = other',
    'not(kind = "x")',
    'n > 4 or kind = "a"',
    'born < today - duration("P18Y")',
    'today - born > duration("P60D")',
    'sum(rows.n) > 1000',
    'some row in rows satisfies row.n > 1000',
    'kind in (other)',
    'kind in rows',
    'rows in [[1], [2]]',
    'unknown = 5 and elsewhere = "x"',
    'n + 1 > 4',
    'string length(kind) > 5',
    'if yes then kind = "x" else kind = "a"',
    'place != null',
    'count(rows) >= 3',
  ])('is not %s', (text) => expect(can(text)).toBe(true))

  it('gives up, and calls it possible, where there are too many ways', () => {
    const many = Array.from({ length: 12 }, (_, i) => `(x${i} = 1 or y${i} = 1)`).join(' and ')
    expect(can(`${many} and kind = "x"`)).toBe(false)
    expect(can(`${many} and kind = "a"`)).toBe(true)
  })
})

// Values that stand for all others of small domains: every literal that an expression may hold, what lies between, and none.
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  kind: [null, 'a', 'b', 'c'],
  other: [null, 'b', 'd'],
  yes: [null, true, false],
  agreed: [null, true],
  n: [null, 1, 2, 3, 4],
  m: [null, 3, 4, 5, 6],
}
const name = fc.constantFrom(...Object.keys(VALUES))
const literal = fc.constantFrom('"a"', '"b"', '"d"', '"x"', '0', '1', '2', '2.5', '3', '4', '5', 'true', 'false', 'null')
const atom = fc.oneof(
  fc.tuple(name, fc.constantFrom('=', '!=', '<', '<=', '>', '>='), literal).map(([a, op, b]) => `${a} ${op} ${b}`),
  fc.tuple(literal, fc.constantFrom('=', '<', '>='), name).map(([a, op, b]) => `${a} ${op} ${b}`),
  fc.tuple(name, fc.array(literal, { minLength: 1, maxLength: 3 })).map(([a, list]) => `${a} in (${list.join(', ')})`),
  fc.tuple(name, fc.array(literal, { minLength: 1, maxLength: 3 })).map(([a, list]) => `${a} in [${list.join(', ')}]`),
  fc.tuple(name, fc.constantFrom('[1..3]', '(1..3)', '[2..5)', '(4..9]')).map(([a, range]) => `${a} in ${range}`),
  name,
  name.map((a) => `is defined(${a})`),
)
/** What the analysis decides exactly: one name and values, joined. */
const decided = fc.letrec<{ whole: string }>((tie) => ({
  whole: fc.oneof({ depthSize: 'small', maxDepth: 3 }, atom, fc.tuple(tie('whole'), fc.constantFrom('and', 'or'), tie('whole')).map(([a, op, b]) => `(${a}) ${op} (${b})`), tie('whole').map((a) => `not(${a})`)),
})).whole
/** And what it leaves open. */
const anything = fc.letrec<{ whole: string }>((tie) => ({
  whole: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    decided,
    fc.tuple(name, fc.constantFrom('=', '!=', '<', '>='), name).map(([a, op, b]) => `${a} ${op} ${b}`),
    fc.tuple(name, name).map(([a, b]) => `${a} in (${b}, 3)`),
    fc.tuple(name, literal).map(([a, b]) => `${a} + 1 > ${b}`),
    fc.tuple(tie('whole'), tie('whole'), tie('whole')).map(([a, b, c]) => `if ${a} then ${b} else ${c}`),
    fc.tuple(tie('whole'), tie('whole')).map(([a, b]) => `(${a}) and (${b})`),
    fc.tuple(name, tie('whole')).map(([a, b]) => `some item in [${a}, 1] satisfies (${b})`),
  ),
})).whole

function everyScope(names: readonly string[]): Record<string, unknown>[] {
  return names.reduce<Record<string, unknown>[]>((scopes, one) => scopes.flatMap((scope) => (VALUES[one] ?? []).map((value) => ({ ...scope, [one]: value }))), [{}])
}
const happens = (text: string, wanted: boolean) => {
  const tree = treeOf(text)
  const names = Object.keys(VALUES).filter((one) => new RegExp(`\\b${one}\\b`).test(text))
  return everyScope(names).some((scope) => evaluateFeel(tree, scope) === wanted)
}

describe('tried with every value', () => {
  it('what is called impossible never happens, true or false', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (text, wanted) => {
        if (!can(text, wanted)) expect(happens(text, wanted)).toBe(false)
      }),
      { numRuns: 1500 },
    )
  })
  it('comparisons of names with values are decided exactly', () => {
    fc.assert(
      fc.property(decided, fc.boolean(), (text, wanted) => {
        expect([text, can(text, wanted)]).toEqual([text, happens(text, wanted)])
      }),
      { numRuns: 1500 },
    )
  })
})
