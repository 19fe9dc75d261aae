import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ARGUMENTS } from './arguments.ts'
import { FEEL_CASES, FEEL_SCOPE } from './feel-cases.fixture.ts'
import { FUNCTIONS } from './functions.ts'
import { compileFeel, evaluateFeel, type FeelTree, holds, namesIn } from './index.ts'

function compiled(text: string): FeelTree {
  const result = compileFeel(text)
  if (!result.ok) throw new Error(`${text}: ${result.message}`)
  return result.tree
}

describe('values of FEEL expressions', () => {
  it.each(FEEL_CASES)('%s', (text, value) => {
    expect(evaluateFeel(compiled(text), FEEL_SCOPE)).toEqual(value)
  })

  it('takes a condition without value as not holding', () => {
    expect(holds(compiled('nothing < 3'), FEEL_SCOPE)).toBe(false)
    expect(holds(compiled('copies < 4'), FEEL_SCOPE)).toBe(true)
  })
})

it('every function has its arguments counted, and a case', () => {
  expect([...FUNCTIONS.keys()]).toEqual(Object.keys(ARGUMENTS))
  expect(Object.keys(ARGUMENTS).filter((name) => !FEEL_CASES.some(([text]) => text.includes(`${name}(`)))).toEqual([])
})

describe('faults of FEEL texts', () => {
  it.each<[string, number]>([
    ['', 0],
    ['a and', 5],
    ['(a', 2],
    ['foo(1)', 0],
    ['1 + count()', 4],
    ['a + function(b) b', 4],
    ['"open', 0],
    ['{a: 1}', 0],
    ['a instance of string', 0],
  ])('%s at %i', (text, at) => {
    expect(compileFeel(text)).toMatchObject({ ok: false, at })
  })

  it('refuses texts that are too long or too deep', () => {
    expect(compileFeel('1 + '.repeat(2000))).toMatchObject({ ok: false })
    expect(compileFeel(`${'('.repeat(200)}1${')'.repeat(200)}`)).toMatchObject({ ok: false })
  })

  it.each<[string, boolean]>([
    ['child.name = "x"', true],
    ['child.nmae = "x"', false],
    ['child', true],
    ['other', false],
    ['today - child.birthDate', true],
    ['child.birthDate.year', true],
    ['some m in members satisfies m.age > 5', true],
    ['some m in members satisfies m.aeg > 5', false],
    ['some m in members satisfies other > 5', false],
    ['count(members[age > 5 and item.name = "x"])', true],
    ['count(members[aeg > 5])', false],
    ['count(parts[anything = 5])', true],
  ])('with names declared, %s is known: %s', (text, ok) => {
    const names = ['child.name', 'child.birthDate', 'members.age', 'members.name', 'parts', 'today']
    expect(compileFeel(text, { names }).ok).toBe(ok)
  })

  it('lists the names that are read', () => {
    const tree = compiled('a.b > 1 and (some x in list satisfies x.n = limit) or c in [low..high]')
    expect(namesIn(tree).sort()).toEqual(['a.b', 'c', 'high', 'limit', 'list', 'low'])
  })
})

const operand = fc.constantFrom(
  'a',
  'b.c',
  'list',
  '1',
  '-2.5',
  '0',
  '"x"',
  '"2026-11-22"',
  'null',
  'true',
  '[1, "x"]',
  '@"P1M"',
)
const text: fc.Arbitrary<string> = fc.letrec<{ e: string }>((tie) => ({
  e: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    operand,
    fc
      .tuple(tie('e'), fc.constantFrom('+', '-', '*', '/', '**', '=', '!=', '<', '>=', 'and', 'or'), tie('e'))
      .map(([l, o, r]) => `(${l} ${o} ${r})`),
    fc.tuple(tie('e'), tie('e')).map(([l, r]) => `(${l} in [${r}..5])`),
    fc.tuple(tie('e'), tie('e'), tie('e')).map(([c, l, r]) => `(if ${c} then ${l} else ${r})`),
    fc
      .tuple(
        fc.constantFrom(
          'not',
          'count',
          'sum',
          'min',
          'date',
          'duration',
          'string length',
          'floor',
          'number',
          'distinct values',
        ),
        tie('e'),
      )
      .map(([f, x]) => `${f}(${x})`),
    fc
      .tuple(fc.constantFrom('contains', 'substring', 'list contains', 'years and months duration'), tie('e'), tie('e'))
      .map(([f, x, y]) => `${f}(${x}, ${y})`),
    fc
      .tuple(fc.constantFrom('some', 'every'), tie('e'), tie('e'))
      .map(([q, l, c]) => `(${q} x in ${l} satisfies ${c})`),
    fc.tuple(tie('e'), tie('e')).map(([l, c]) => `(for x in ${l} return ${c})`),
    fc.tuple(tie('e'), tie('e')).map(([l, c]) => `(${l})[${c}]`),
    tie('e').map((x) => `(${x}).year`),
  ),
})).e

describe('properties', { timeout: 60_000 }, () => {
  it('evaluation of what compiled never throws and survives JSON', () => {
    fc.assert(
      fc.property(text, fc.record({ a: fc.jsonValue(), b: fc.jsonValue(), list: fc.jsonValue() }), (source, scope) => {
        const result = compileFeel(source)
        if (!result.ok) return
        const value = evaluateFeel(result.tree, scope)
        const again = evaluateFeel(JSON.parse(JSON.stringify(result.tree)) as FeelTree, scope)
        expect(again).toEqual(value)
      }),
      { numRuns: 1000 },
    )
  })

  it('compiling any text gives a tree or a fault within the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (source) => {
        const result = compileFeel(source)
        if (!result.ok) expect(result.at).toBeLessThanOrEqual(source.length)
      }),
      { numRuns: 1000 },
    )
  })

  it('loops over loops end', () => {
    const tree = compiled('count(for a in l return for b in l return for c in l return for d in l return 1)')
    expect(evaluateFeel(tree, { l: Array.from({ length: 200 }, (_, i) => i) })).toBeNull()
  })
})
