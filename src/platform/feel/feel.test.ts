import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileFeel, evaluateFeel, type FeelScope, type FeelTree, holds, namesIn } from './index.ts'

const SCOPE: FeelScope = {
  applicant: { name: 'Nguyễn Thị Ánh', age: 30 },
  'child.birthDate': '2008-11-22',
  married: false,
  copies: 3,
  pages: [
    { n: 1, colour: 'trắng' },
    { n: 2, colour: 'đen' },
  ],
  today: '2026-11-22',
  nothing: null,
}

function compiled(text: string): FeelTree {
  const result = compileFeel(text)
  if (!result.ok) throw new Error(`${text}: ${result.message}`)
  return result.tree
}

describe('values of FEEL expressions', () => {
  it.each<[string, unknown]>([
    ['applicant.name = "Nguyễn Thị Ánh"', true],
    ['applicant.age >= 18 and not(married)', true],
    ['copies in [1..3)', false],
    ['copies in [1..3]', true],
    ['copies in (1, 3)', true],
    ['copies in (< 2, > 5)', false],
    ['copies in [1, 3]', true],
    ['copies between 2 and 4', true],
    ['if copies > 2 then "nhiều" else "ít"', 'nhiều'],
    ['2 + 3 * 4', 14],
    ['-copies', -3],
    ['0.1 + 0.2', 0.3],
    ['1 / 0', null],
    ['8000 * copies', 24000],
    ['min(200000, 2000 * min(300, 2) + 1000 * max(300 - 2, 0))', 200000],
    ['count(pages)', 2],
    ['sum(pages.n)', 3],
    ['count(pages[colour = "đen"])', 1],
    ['pages[1].n', 1],
    ['pages[-1].n', 2],
    ['some p in pages satisfies p.n > 1', true],
    ['every p in pages satisfies p.n > 1', false],
    ['sum(for p in pages return p.n * 10)', 30],
    ['contains(lower case(applicant.name), "ánh")', true],
    ['starts with(applicant.name, "Nguyễn")', true],
    ['years and months duration(child.birthDate, today).years', 18],
    ['years and months duration(child.birthDate, date("2026-11-21")).years', 17],
    ['child.birthDate + duration("P18Y") <= today', true],
    ['date("2024-02-29") + @"P1Y"', '2025-02-28'],
    ['date("2024-02-30")', null],
    ['(today() - date("2026-11-20")).days', 2],
    ['child.birthDate.year', 2008],
    ['nothing', null],
    ['absent.name.deep', null],
    ['nothing = null', true],
    ['nothing < 3', null],
    ['"3" = 3', null],
    ['married and nothing', false],
    ['not(married) or nothing', true],
    ['not(married) and nothing', null],
    ['married or nothing', null],
    ['not(nothing)', null],
    ['if nothing then 1 else 2', 2],
    ['constructor', null],
    ['applicant.constructor', null],
  ])('%s', (text, value) => {
    expect(evaluateFeel(compiled(text), SCOPE)).toEqual(value)
  })

  it('takes a condition without value as not holding', () => {
    expect(holds(compiled('nothing < 3'), SCOPE)).toBe(false)
    expect(holds(compiled('copies < 4'), SCOPE)).toBe(true)
  })
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
