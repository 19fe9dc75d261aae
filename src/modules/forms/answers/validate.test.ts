import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findField, type FormDefinition, fieldsOf } from '../definition/model.ts'
import { parseForm } from '../definition/parse.ts'
import { shippedPlaceOptions } from '../places.fixture.ts'
import { answersForApi, validateJson } from './json.ts'
import { jsonSchema } from './json-schema.ts'
import { printAnswers } from './print.ts'
import { controlsOf, rawFromAnswers, readAnswers } from './raw.ts'
import { validate } from './validate.ts'

const places = await shippedPlaceOptions()
const asking = { today: '2026-11-23', lang: 'vi', places } as const
const parsed = parseForm(readFileSync('procedures/ho-tich/1.001193-dang-ky-khai-sinh/form.yaml', 'utf8'), 'form.yaml')
if (!parsed.ok) throw new Error('The shipped form has faults.')
const form: FormDefinition = parsed.form

const small = (fields: string) => {
  const one = parseForm(
    `form: thu\ntitle: { vi: T, en: T }\nsections:\n  - id: a\n    title: { vi: A, en: A }\n    fields:\n${fields}`,
    'f.yaml',
  )
  if (!one.ok) throw new Error(JSON.stringify(one.faults))
  return one.form
}

describe('conditions', () => {
  const chain = small(`      - { id: a, type: yes-no, required: true, label: { vi: A, en: A } }
      - { id: b, type: yes-no, required: true, label: { vi: B, en: B }, shown-if: a = true, shown-when: { vi: A, en: A } }
      - { id: c, type: text, required-if: b = true, label: { vi: C, en: C }, shown-if: b != null, shown-when: { vi: B, en: B } }
      - { id: d, type: computed, label: { vi: D, en: D }, value: 'if c = null then "none" else c' }
`)
  it('a field hidden by an answer is not stored, and neither is what hangs on it', () => {
    const raw = { a: 'no', b: 'yes', c: 'kept' }
    expect(validate(chain, raw, asking)).toMatchObject({ answers: { a: false, d: 'none' }, errors: [] })
    expect(validate(chain, { ...raw, a: 'yes' }, asking).answers).toEqual({ a: true, b: true, c: 'kept', d: 'kept' })
  })
  it('required-if asks only when it holds', () => {
    expect(validate(chain, { a: 'yes', b: 'yes' }, asking).errors.map((e) => e.field)).toEqual(['c'])
    expect(validate(chain, { a: 'yes', b: 'no' }, asking).errors).toEqual([])
  })
  it('order in the file does not matter to the logic', () => {
    const turned =
      small(`      - { id: late, type: text, label: { vi: A, en: A }, shown-if: early = true, shown-when: { vi: A, en: A } }
      - { id: early, type: yes-no, label: { vi: B, en: B } }\n`)
    expect(validate(turned, { late: 'x', early: 'yes' }, asking).answers).toEqual({ late: 'x', early: true })
  })
})

describe('an amount of money', () => {
  const form = small(`      - { id: fee, type: money, label: { vi: Tiền, en: Money } }
      - { id: said, type: computed, label: { vi: Bằng chữ, en: In words }, words-of: fee }
`)
  it.each([
    ['1.250.000', 'Một triệu hai trăm năm mươi nghìn đồng'],
    ['0', 'Không đồng'],
    ['một triệu', undefined],
    ['', undefined],
  ])('%s is said in words', (typed, said) => expect(validate(form, { fee: typed }, asking).answers.said).toBe(said))
})

describe('the answers of one section', () => {
  it('replace what was typed there and keep the rest', () => {
    const [first, second] = form.sections
    if (!first || !second) throw new Error('The form has too few sections.')
    const one = readAnswers(
      form,
      { 'case.kind': 'ordinary', stranger: 'x', 'requester.name': 'not here' },
      { section: first },
    )
    expect(one).toEqual({ 'case.kind': 'ordinary' })
    const two = readAnswers(
      form,
      { 'requester.name': 'An' },
      { section: second, previous: { ...one, 'field.of.an.older.version': 'y' } },
    )
    expect(two).toEqual({ 'case.kind': 'ordinary', 'requester.name': 'An', 'field.of.an.older.version': 'y' })
    expect(readAnswers(form, {}, { section: first, previous: two })).not.toHaveProperty('case.kind')
  })
  it('only that section is judged', () => {
    const errors = validate(form, {}, asking, { section: form.sections[0] }).errors
    expect(errors.map((e) => e.field)).toEqual(['case.kind'])
  })
})

describe('answers as JSON', () => {
  it('refuses unknown fields and wrong kinds, and says what is not asked', () => {
    const judged = validateJson(
      form,
      {
        'case.kind': 'abandoned',
        'mother.name': 'An',
        nobody: 1,
        'copies.count': '3',
        'child.birthDate': 20261105,
        'child.homeTown': 'Cần Thơ',
        'copies.wanted': 'yes',
      },
      asking,
    )
    const said = (field: string) => judged.errors.filter((e) => e.field === field).length
    expect([
      said('nobody'),
      said('copies.count'),
      said('child.birthDate'),
      said('child.homeTown'),
      said('copies.wanted'),
    ]).toEqual([1, 1, 1, 1, 1])
    expect(judged.warnings.map((w) => w.field)).toContain('mother.name')
    expect(judged.answers).not.toHaveProperty('mother.name')
  })
  it.each([null, [], 'x', 5, undefined, { __proto__: { 'case.kind': 'ordinary' } }])(
    '%j is no set of answers',
    (json) => {
      expect(validateJson(form, json, asking).answers).toEqual({})
    },
  )
  it('JSON Schema names every field', () => {
    const schema = jsonSchema(form)
    expect(Object.keys(schema.properties as object)).toEqual(fieldsOf(form).map((field) => field.id))
    expect(schema.required).toContain('child.name')
    expect(schema.required).not.toContain('mother.name')
  })
})

// Anything a browser or a program can send: texts of all planes, huge, empty, lists, prototypes.
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\uD800',
    '\u202E',
    "'; drop table x;--",
    '<script>',
    '${7*7}',
    'a'.repeat(50_000),
    '9'.repeat(400),
    '31',
    '2',
    '2026',
    'yes',
    '92',
    '31135',
  ),
)
const names = fieldsOf(form).flatMap((field) => controlsOf(field, {}))
const body = fc.dictionary(
  fc.oneof(fc.constantFrom(...names), fc.constantFrom('__proto__', 'constructor', 'toString'), fc.string()),
  fc.oneof(hostile, fc.array(hostile, { maxLength: 3 })),
  { maxKeys: 60 },
)

describe('whatever is sent', () => {
  it('reading, judging and printing never throw, and every error leads to a control', () => {
    const ids = new Set(names.map((name) => `#${name.replaceAll('.', '-')}`))
    fc.assert(
      fc.property(body, (sent) => {
        const raw = readAnswers(form, sent)
        const { answers, errors } = validate(form, raw, asking)
        printAnswers(form, answers)
        for (const error of errors)
          expect(ids.has(error.href) || findField(form, error.field)?.type === 'address').toBe(true)
      }),
      { numRuns: 300 },
    )
  })
  it('JSON of any shape never throws', () => {
    const json = fc.dictionary(
      fc.oneof(fc.constantFrom(...fieldsOf(form).map((f) => f.id)), fc.string()),
      fc.jsonValue(),
      { maxKeys: 40 },
    )
    fc.assert(
      fc.property(json, (sent) => void validateJson(form, sent, asking)),
      { numRuns: 300 },
    )
  })
  it('answers that are right stay the same when typed again', () => {
    fc.assert(
      fc.property(body, (sent) => {
        const { answers } = validate(form, readAnswers(form, sent), asking)
        const again = validate(form, rawFromAnswers(form, answers), asking)
        expect(again.answers).toEqual(answers)
        expect(validateJson(form, answersForApi(form, answers), asking).answers).toEqual(answers)
      }),
      { numRuns: 200 },
    )
  })
  it('what is stored is NFC', () => {
    const { answers } = validate(form, readAnswers(form, { 'child.name': 'Nguyễn Thị Ánh'.normalize('NFD') }), asking)
    expect(answers['child.name']).toBe('Nguyễn Thị Ánh'.normalize('NFC'))
  })
})
