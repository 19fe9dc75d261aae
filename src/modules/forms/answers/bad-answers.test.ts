import { describe, expect, it } from 'vitest'
import { type AddressAnswer, type Answer, fieldsOf, type Field } from '../definition/model.ts'
import { parseForm } from '../definition/parse.ts'
import { fieldSchema } from '../definition/schema.ts'
import { kindOf } from '../kinds/kinds.ts'
import { controlName } from '../kinds/reading.ts'
import { shippedPlaceOptions } from '../places.fixture.ts'
import { validateJson } from './json.ts'
import { printAnswers } from './print.ts'
import { controlsOf, readAnswers } from './raw.ts'
import { validate } from './validate.ts'

const places = await shippedPlaceOptions()
const asking = { today: '2026-11-23', lang: 'vi', places, agencies: [{ id: 'a1', name: 'Công an thành phố Cần Thơ', label: 'Công an thành phố Cần Thơ' }] } as const
const L = 'label: { vi: Nhãn, en: Label }'
const MORE: Readonly<Record<string, string>> = {
  choice: ', options: [{ value: a, label: { vi: A, en: A } }, { value: b, label: { vi: B, en: B } }]',
  relationship: ', options: [{ value: a, label: { vi: A, en: A } }, { value: b, label: { vi: B, en: B } }], as: select',
  declaration: ', text: { vi: T, en: T }',
  address: ', detail: required, abroad: true',
  computed: ', value: \'"x"\'',
  number: ', min: 1, max: 1000',
  text: ', max: 200',
  multiline: ', max: 2000',
  table: `, row: { vi: D, en: R }, max: 5, fields: [{ id: cell, type: text, ${L} }, { id: when, type: date, ${L} }]`,
  file: ', component: giay-to',
}
/** Every type of field that there is. */
const TYPES = fieldSchema.options.map((option) => option.shape.type.value)
const idOf = (type: string) => `f.${type.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase())}`
const parsed = parseForm(`form: thu\ntitle: { vi: T, en: T }\nsections:\n  - id: a\n    title: { vi: A, en: A }\n    fields:\n${TYPES.map((type) => `      - { id: ${idOf(type)}, type: ${type}, ${L}${MORE[type] ?? ''} }\n`).join('')}`, 'f.yaml')
if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
const { form } = parsed
const fields = fieldsOf(form)

const HOSTILE: Readonly<Record<string, string>> = {
  'a right-to-left override': 'Nguyễn\u202Egna',
  'an isolate': 'Nguyễn\u2066An\u2069',
  'a zero-width space': 'Nguyễn\u200BAn',
  'a zero-width joiner': 'Ng\u200Duyễn',
  'a byte order mark': 'A\uFEFFn',
  'a soft line': 'An\u2028Bình',
  NUL: 'An\u0000',
  'a bell': 'An\u0007',
  'half a pair': 'An\uD800',
  'Cyrillic that looks Latin': 'Nguуễn Vаn Аn',
  'Cyrillic alone': 'Иван',
  'Greek that looks Latin': 'ΝΟΡΑ',
  'a mountain of marks': `A${'\u0301'.repeat(50)}`,
  emoji: '🙂🇻🇳',
  'emoji joined by what can’t be seen': '👩‍👩‍👧',
  markup: '<img src=x onerror=alert(1)>"\'&',
  SQL: "'; drop table dossiers.dossier; --",
  'a template': '${7*7}{{7*7}}#{7*7}',
  'a path': '../../etc/passwd\\..\\x',
  'a prototype': '__proto__',
  'a constructor': 'constructor',
  'a formula': '=HYPERLINK("http://x","x")',
  'Typst code': '#read("/etc/passwd") $x$ *x*',
  'a number of the other half of the world': '٣٢١',
  'wide digits': '０９１２３４５６７８',
  'a number too large': '9'.repeat(400),
  'a negative': '-1',
  'a power': '1e999',
  'not a number': 'NaN',
  'a huge text': 'a'.repeat(100_000),
  'many words': 'Nguyễn '.repeat(20_000),
  'a blank of another kind': '\u00A0\u3000\u2003',
}

const HIDDEN = /[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\p{Cs}]/u
/** All texts within an answer. */
const textsIn = (answer: unknown): string[] => (typeof answer === 'string' ? [answer] : answer && typeof answer === 'object' ? Object.values(answer).flatMap(textsIn) : [])
function expectClean(field: Field, answer: Answer | undefined) {
  for (const text of textsIn(answer)) {
    expect(text).toBe(text.normalize('NFC').trim())
    expect(text.replaceAll('\n', '')).not.toMatch(HIDDEN)
    expect([...text].length).toBeLessThanOrEqual(field.type === 'multiline' ? 2000 : 500)
  }
}
const controls = (field: Field) => controlsOf(field, { [`${field.id}-rows`]: '2' }).filter((name) => !name.endsWith('-rows'))
const judge = (sent: Record<string, unknown>) => validate(form, readAnswers(form, sent), asking)

describe.each(Object.entries(HOSTILE))('%s', (_what, value) => {
  it.each(TYPES)('typed in %s is refused or kept clean, and leads to its control', (type) => {
    const field = fields.find((one) => one.type === type)
    if (!field) throw new Error(type)
    // In all of its controls, then in each beside right ones.
    const right = { [`${field.id}-province`]: '92', [`${field.id}-commune`]: '31135', [`${field.id}-detail`]: 'Số 1', [`${field.id}-day`]: '1', [`${field.id}-month`]: '1', [`${field.id}-year`]: '2000', [`${field.id}-rows`]: '2' }
    const tries = [Object.fromEntries(controls(field).map((name) => [name, value])), ...controls(field).map((name) => ({ ...right, [name]: value }))]
    for (const sent of tries) {
      const { answers, errors } = judge({ [`${field.id}-rows`]: '2', ...sent })
      expectClean(field, answers[field.id])
      printAnswers(form, answers)
      const mine = errors.filter((error) => error.field === field.id || error.field.startsWith(`${field.id}.`))
      expect(errors.filter((error) => !mine.includes(error))).toEqual([])
      for (const error of mine) {
        expect(error.text.length).toBeLessThan(400)
        expect(controls(field).map((name) => `#${name.replaceAll('.', '-')}`)).toContain(error.href)
      }
    }
  })

  it('over the API is judged as on the page', () => {
    for (const field of fields) {
      if (kindOf(field).parts.length > 0 || field.type === 'computed') continue
      const page = judge({ [field.id]: value })
      const api = validateJson(form, { [field.id]: value }, asking)
      if (['number', 'money', 'yes-no', 'declaration', 'file'].includes(field.type)) {
        expect([field.type, api.errors.map((error) => error.field)]).toEqual([field.type, [field.id]])
      } else {
        expect([field.type, api.answers[field.id], api.errors.map((error) => error.text)]).toEqual([field.type, page.answers[field.id], page.errors.map((error) => error.text)])
      }
    }
    for (const json of [{ 'f.address': { province: value, commune: value, detail: value } }, { 'f.address': { province: '92', commune: '31135', detail: value } }, { 'f.agency': { name: value } }, { 'f.agency': { id: value } }, { 'f.date': value }, { 'f.table': [{ cell: value }, { when: value }] }]) {
      const { answers } = validateJson(form, json, asking)
      for (const field of fields) expectClean(field, answers[field.id])
    }
  })
})

describe('which are refused, and which are kept', () => {
  const refuses = (type: string, what: string) => judge({ [controlName({ id: idOf(type) } as Field, type === 'agency' ? 'name' : undefined)]: HOSTILE[what] }).errors.length > 0
  const invisible = ['a right-to-left override', 'an isolate', 'a zero-width space', 'a zero-width joiner', 'a byte order mark', 'a soft line', 'NUL', 'a bell', 'half a pair', 'emoji joined by what can’t be seen']
  it.each(invisible)('%s is refused in every text', (what) => {
    for (const type of ['person-name', 'text', 'multiline', 'agency', 'email', 'passport', 'cmnd', 'phone', 'tax-code', 'identity-number', 'number', 'nationality', 'choice']) expect([type, refuses(type, what)]).toEqual([type, true])
  })
  it.each(['Cyrillic that looks Latin', 'Cyrillic alone', 'Greek that looks Latin', 'a mountain of marks', 'emoji', 'markup', 'SQL', 'wide digits', 'a huge text'])('%s is no name', (what) => expect(refuses('person-name', what)).toBe(true))
  it.each(['Cyrillic that looks Latin', 'Cyrillic alone', 'Greek that looks Latin', 'a mountain of marks', 'wide digits', 'a huge text'])('%s is no agency', (what) => expect(refuses('agency', what)).toBe(true))
  it.each(['emoji', 'markup', 'SQL', 'a template', 'a path', 'a formula', 'Typst code', 'a prototype', 'Cyrillic alone'])('%s is a text like any other, kept as it is', (what) => {
    expect(judge({ 'f.text': HOSTILE[what] })).toMatchObject({ errors: [], warnings: [], answers: { 'f.text': HOSTILE[what] } })
  })
  it('a word that mixes alphabets is remarked on, and stops nobody', () => {
    const { errors, warnings, answers } = judge({ 'f.text': 'Số nhà 12 đường Nguуễn Trãi', 'f.address-province': '92', 'f.address-commune': '31135', 'f.address-detail': 'đường Lê Lоi' })
    expect(errors).toEqual([])
    expect(warnings.map(({ field, text }) => [field, text])).toEqual([['f.address', expect.stringContaining('«Lоi»')], ['f.text', expect.stringContaining('«Nguуễn»')]])
    expect((answers['f.address'] as AddressAnswer).detail).toBe('đường Lê Lоi')
  })
  it('decomposed letters are the composed ones', () => {
    for (const type of ['person-name', 'text', 'multiline']) expect(judge({ [idOf(type)]: 'Nguyễn Thị Hồng Ánh'.normalize('NFD') }).answers[idOf(type)]).toBe('Nguyễn Thị Hồng Ánh'.normalize('NFC'))
  })
  it('blanks alone are nothing typed', () => {
    for (const blank of ['', ' ', '   ', '\t', '\u00A0']) expect(judge(Object.fromEntries(fields.flatMap(controls).map((name) => [name, blank]))).answers).toEqual({ 'f.computed': 'x' })
  })
})

describe('JSON of the wrong kind', () => {
  const WRONG: readonly unknown[] = [0, 1.5, -1, true, false, [], [[]], ['x'], {}, { a: 1 }, { toString: 'x' }, JSON.parse('{"__proto__": {"x": 1}}'), { province: 92 }, { province: {} }, { name: [] }, [{ cell: {} }], [null], [[{ cell: 'x' }]], Array.from({ length: 200 }, () => ({ cell: 'x' })), 'x'.repeat(100_000)]
  it.each(TYPES)('as %s is refused at its field or is an answer of its kind, never a fault', (type) => {
    const field = fields.find((one) => one.type === type)
    if (!field) throw new Error(type)
    for (const json of WRONG) {
      const { answers, errors } = validateJson(form, { [field.id]: json }, asking)
      expectClean(field, answers[field.id])
      // Nothing typed is no answer and no fault: an empty address, a declaration that is not given, a table without rows.
      const nothing = type === 'computed' || ['{}', 'false', '[]'].includes(JSON.stringify(json)) || (type === 'table' && Array.isArray(json) && json.every((row) => JSON.stringify(row) === '{}'))
      if (answers[field.id] === undefined && !nothing) expect([type, json, errors.map((error) => error.field)]).toEqual([type, json, [field.id]])
    }
    expect(validateJson(form, { [field.id]: null }, asking).errors).toEqual([])
  })
})

describe('answers that the form does not ask', () => {
  const strange = ['nobody', '__proto__', 'constructor', 'toString', 'f.text-x', 'f', 'f.table.0.cell.x', 'f.table.9.cell', 'f.table.-1.cell', '', 'x'.repeat(10_000)]
  it('are left out on a page', () => {
    const sent = Object.fromEntries(strange.map((name) => [name, 'x']))
    expect(Object.keys(readAnswers(form, { ...sent, 'f.text': 'y' }))).toEqual(['f.text'])
    expect(judge(sent).answers).toEqual({ 'f.computed': 'x' })
  })
  it('are named and refused over the API', () => {
    const sent = Object.fromEntries([...strange.filter((name) => name !== '__proto__').map((name) => [name, 'x'] as const), ['f.text', 'y'] as const])
    const { errors, answers } = validateJson(form, sent, asking)
    expect(errors.map(({ field }) => field).sort()).toEqual(strange.filter((name) => name !== '__proto__').sort())
    expect(answers['f.text']).toBe('y')
  })
})
