import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../answers/evaluate.ts'
import { analyse } from './analyse.ts'
import { buildSections } from './build.ts'
import type { FormDefinition } from './model.ts'
import { judgeConditions } from './never.ts'
import { parseForm } from './parse.ts'
import { formSchema } from './schema.ts'
import { conform } from './schema-faults.ts'
import { type Fault, readYaml } from './yaml-source.ts'

const HEAD = `form: thu
title: { vi: Thử, en: Trial }
sections:
  - id: first
    title: { vi: Đầu, en: First }
    fields:
      - { id: kind, type: choice, options: [{ value: a, label: { vi: A, en: A } }, { value: b, label: { vi: B, en: B } }], label: { vi: L, en: L } }
      - { id: yes, type: yes-no, label: { vi: L, en: L } }
      - { id: n, type: number, min: 1, max: 5, label: { vi: L, en: L } }
      - { id: born, type: date, label: { vi: L, en: L } }
      - { id: home, type: address, label: { vi: L, en: L } }
`
const L = 'label: { vi: L, en: L }, shown-when: { vi: K, en: W }'
const plain = 'label: { vi: L, en: L }'
const faultsOf = (text: string) => {
  const parsed = parseForm(text, 'form.yaml')
  return parsed.ok ? [] : parsed.faults.map(({ file, line, message }) => `${file}:${line} ${message}`)
}
const field = (id: string, when: string) => `      - { id: ${id}, type: text, ${L}, shown-if: '${when}' }\n`

describe('a field that can never show is refused with its line', () => {
  it.each([
    ['a condition that is never true', field('x', 'false'), 12, 'không bao giờ đúng'],
    ['a value that the choice has not', field('x', 'kind = "c"'), 12, '«kind» không có giá trị "c"'],
    ['values that the choice has not', field('x', 'kind in ("c", "d")'), 12, '«kind» không có giá trị "c", "d"'],
    ['two equalities at once', field('x', 'kind = "a" and kind = "b"'), 12, 'không bao giờ đúng'],
    ['numbers that exclude each other', field('x', 'n > 3 and n < 4'), 12, 'không bao giờ đúng'],
    ['a number out of its bounds', field('x', 'n > 5'), 12, 'không bao giờ đúng'],
    ['days that exclude each other', field('x', 'born < date("2020-01-01") and born > date("2021-01-01")'), 12, 'không bao giờ đúng'],
    ['a day before all days', field('x', 'born < date("1899-12-31")'), 12, 'không bao giờ đúng'],
    ['an address that says it is not abroad', field('x', 'home.abroad = false'), 12, 'không bao giờ đúng'],
    ['a text that stands for a truth', field('x', 'kind'), 12, '«kind» là chữ'],
    ['what needs a field that never shows', `${field('x', 'kind = "c"')}${field('y', 'x != null')}`, 13, 'cần «x», mà «x» không bao giờ hiện'],
    ['what needs a field that shows only otherwise', `${field('x', 'kind = "a"')}${field('y', 'x != null and kind = "b"')}`, 13, 'trái với điều kiện của các trường'],
    ['the same over three fields', `${field('x', 'kind = "a"')}${field('y', 'x != null')}${field('z', 'y = "1" and kind != "a"')}`, 14, 'trái với điều kiện của các trường'],
    ['a contradiction with its section', `  - id: next\n    title: { vi: Sau, en: Next }\n    shown-if: 'yes = true'\n    shown-when: { vi: K, en: W }\n    fields:\n      - { id: x, type: text, ${L}, shown-if: 'yes = false' }\n`, 17, 'trái với điều kiện của phần'],
    ['a section that never shows', `  - id: next\n    title: { vi: Sau, en: Next }\n    shown-if: 'yes and n = 9'\n    shown-when: { vi: K, en: W }\n    fields:\n      - { id: x, type: text, ${plain} }\n`, 14, 'Phần «next» không bao giờ hiện'],
    ['a table', `      - { id: t, type: table, ${L}, shown-if: 'n = 0', row: { vi: D, en: R }, fields: [{ id: a, type: text, ${plain} }] }\n`, 12, '«t» không bao giờ hiện'],
    ['a field in a row', `      - { id: t, type: table, ${plain}, row: { vi: D, en: R }, fields: [{ id: a, type: yes-no, ${plain} }, { id: b, type: text, ${L}, shown-if: 'a = true and a = false' }] }\n`, 12, '«b» không bao giờ hiện'],
    ['a field in a row against the table', `      - { id: t, type: table, ${L}, shown-if: 'yes = true', row: { vi: D, en: R }, fields: [{ id: b, type: text, ${L}, shown-if: 'yes = false' }] }\n`, 12, 'trái với điều kiện của bảng'],
    ['more rows than there can be', `      - { id: t, type: table, max: 3, ${plain}, row: { vi: D, en: R }, fields: [{ id: a, type: text, ${plain} }] }\n${field('x', 'count(t) > 3')}`, 13, 'không bao giờ đúng'],
  ])('%s', (_what, more, line, says) => {
    const faults = faultsOf(HEAD + more)
    expect(faults.join('\n')).toContain(`form.yaml:${line} `)
    expect(faults.join('\n')).toContain(says)
  })

  it('once, and what hangs on a section that never shows is not told again', () => {
    const section = `  - id: next\n    title: { vi: Sau, en: Next }\n    shown-if: 'n = 9'\n    shown-when: { vi: K, en: W }\n    fields:\n      - { id: x, type: text, ${plain} }\n      - { id: y, type: text, ${L}, shown-if: 'x != null' }\n`
    expect(faultsOf(HEAD + section)).toHaveLength(1)
  })

  it.each([
    ['required-if', `      - { id: x, type: text, required-if: 'kind = "c"', ${plain} }\n`, 12, 'không bao giờ bắt buộc'],
    ['required-if against shown-if', `      - { id: x, type: text, shown-if: 'yes = true', required-if: 'yes = false', ${L} }\n`, 12, 'không bao giờ bắt buộc'],
    ['a check', `checks:\n  - { id: c, field: kind, warn-if: 'n = 7', message: { vi: A, en: A } }\n`, 13, 'không bao giờ có gì để nói'],
    ['a check beside a field that is hidden then', `${field('x', 'yes = true')}checks:\n  - { id: c, field: x, refuse-if: 'yes = false', message: { vi: A, en: A } }\n`, 14, 'không bao giờ có gì để nói'],
    ['types in a computed value', `      - { id: x, type: computed, value: 'n + kind', ${plain} }\n`, 12, 'không tính được'],
    ['types in a check', `checks:\n  - { id: c, field: kind, refuse-if: 'kind > 3', message: { vi: A, en: A } }\n`, 13, '«kind» (chữ) với 3 (số)'],
  ])('conditions that can never hold elsewhere: %s', (_what, more, line, says) => {
    const faults = faultsOf(HEAD + more)
    expect(faults.join('\n')).toContain(`form.yaml:${line} `)
    expect(faults.join('\n')).toContain(says)
  })

  it('of 600 fields hanging on each other takes as long as three of 200, not as long as nine', () => {
    const secondsFor = (count: number) => {
      const chain = Array.from({ length: count }, (_, i) => field(`f${i}`, i === 0 ? 'yes = true' : `f${i - 1} != null and (kind = "a" or n = ${1 + (i % 5)})`)).join('')
      const began = process.cpuUsage()
      expect(faultsOf(HEAD + chain)).toEqual([])
      const { user, system } = process.cpuUsage(began)
      return (user + system) / 1e6
    }
    // The first one compiles.
    secondsFor(200)
    const few = secondsFor(200)
    expect(secondsFor(600) / few).toBeLessThan(6)
  })
})

interface Drawn {
  type: 'choice' | 'yes-no' | 'number'
  shown: string | null
}
const OPTIONS = ['a', 'b', 'c']
const VALUES: Record<Drawn['type'], readonly string[]> = { choice: ['', ...OPTIONS], 'yes-no': ['', 'yes', 'no'], number: ['', '1', '2', '3'] }
const LITERALS: Record<Drawn['type'], readonly string[]> = { choice: ['"a"', '"b"', '"x"', 'null'], 'yes-no': ['true', 'false', 'null'], number: ['0', '1', '2', '3', '4', 'null'] }
const COMPARISONS: Record<Drawn['type'], readonly string[]> = { choice: ['=', '!='], 'yes-no': ['=', '!='], number: ['=', '!=', '<', '>=', '>'] }

/** A condition over earlier fields: comparisons with values that fit their types, joined. `wild`: also what the analysis leaves open. */
function conditionOver(types: readonly Drawn['type'][], wild: boolean): fc.Arbitrary<string> {
  const atom = fc.nat(types.length - 1).chain((i) => {
    const type = types[i] ?? 'choice'
    const op = fc.constantFrom(...COMPARISONS[type])
    return fc.tuple(op, fc.constantFrom(...LITERALS[type].filter((one) => one !== 'null' || type !== 'number'))).map(([sign, value]) => `f${i} ${sign} ${value}`)
  })
  const pair = fc.tuple(fc.nat(types.length - 1), fc.nat(types.length - 1)).map(([a, b]) => (types[a] === types[b] ? `f${a} = f${b}` : `f${a} != null or f${b} = null`))
  const open = fc.nat(types.length - 1).map((i) => (types[i] === 'number' ? `f${i} + 1 > 3` : `is defined(f${i})`))
  const one = wild ? fc.oneof(atom, pair, open) : atom
  const joined = fc.tuple(one, fc.constantFrom('and', 'or'), one, fc.boolean()).map(([a, op, b, no]) => (no ? `not((${a}) ${op} (${b}))` : `(${a}) ${op} (${b})`))
  return fc.oneof(one, joined, fc.tuple(joined, fc.constantFrom('and', 'or'), one).map(([a, op, b]) => `(${a}) ${op} (${b})`))
}

const typesDrawn = fc.array(fc.constantFrom<Drawn['type']>('choice', 'yes-no', 'number'), { minLength: 2, maxLength: 4 })
const drawn = (wild: boolean) =>
  typesDrawn.chain((types) =>
    fc.tuple(
      ...types.map((type, i) => (i === 0 ? fc.constant<Drawn>({ type, shown: null }) : fc.record({ type: fc.constant(type), shown: fc.option(conditionOver(types.slice(0, i), wild), { freq: 4 }) }))),
      // The second section begins here, on a condition of its own.
      fc.record({ from: fc.integer({ min: 1, max: types.length }), shown: fc.option(conditionOver(types.slice(0, 1), wild)) }),
    ),
  )

const words = { vi: 'L', en: 'L' }
const shownIf = (shown: string | null) => (shown === null ? {} : { 'shown-if': shown, 'shown-when': words })

function definitionOf(all: readonly (Drawn | { from: number; shown: string | null })[]) {
  const fields = all.filter((one): one is Drawn => 'type' in one)
  const cut = all.find((one): one is { from: number; shown: string | null } => 'from' in one) ?? { from: fields.length, shown: null }
  const written = fields.map(({ type, shown }, i) => ({ id: `f${i}`, type, label: words, ...shownIf(shown), ...(type === 'choice' ? { options: OPTIONS.map((value) => ({ value, label: words })) } : type === 'number' ? { min: 1, max: 3 } : {}) }))
  const rest = written.slice(cut.from)
  const sections = [{ id: 'one', title: words, fields: written.slice(0, cut.from) }, ...(rest.length > 0 ? [{ id: 'two', title: words, ...shownIf(cut.shown), fields: rest }] : [])]
  const source = readYaml(JSON.stringify({ form: 'thu', title: words, sections }), 'form.yaml')
  if (!source.ok) throw new Error(JSON.stringify(source.faults))
  const shaped = conform(formSchema, source.source)
  if (!shaped.ok) throw new Error(JSON.stringify(shaped.faults))
  const faults: Fault[] = []
  const built = buildSections(shaped.value, source.source, faults)
  const form: FormDefinition = { id: 'thu', title: words, ...built, order: analyse(built.sections, source.source, faults) }
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
  return { form, types: fields.map(({ type }) => type), judged: judgeConditions(form, source.source) }
}

/** Fields that some answers bring up, tried one and all. */
function everShown(form: FormDefinition, types: readonly Drawn['type'][]): Set<string> {
  const raws = types.reduce<Record<string, string>[]>((all, type, i) => all.flatMap((raw) => VALUES[type].map((value) => ({ ...raw, [`f${i}`]: value }))), [{}])
  const asking = { today: '2026-11-23', lang: 'vi', places: { provinces: [], communesOf: () => [] } } as const
  const shown = new Set<string>()
  for (const raw of raws) for (const id of evaluate(form, raw, asking).shown) shown.add(id)
  return shown
}

describe('tried with every answer', () => {
  it('no field is called hidden that some answers bring up', () => {
    fc.assert(
      fc.property(drawn(true), (all) => {
        const { form, types, judged } = definitionOf(all)
        const shown = everShown(form, types)
        expect([...judged.never].filter((id) => shown.has(id))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
  it('where conditions compare fields with values, every field that never shows is found', () => {
    fc.assert(
      fc.property(drawn(false), (all) => {
        const { form, types, judged } = definitionOf(all)
        const shown = everShown(form, types)
        expect([...judged.never].sort()).toEqual(form.order.filter((id) => !shown.has(id)).sort())
        if (judged.never.size > 0) expect(judged.faults.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})
