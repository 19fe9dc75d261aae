import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answersForApi, validateJson } from '../answers/json.ts'
import { jsonSchema } from '../answers/json-schema.ts'
import { printAnswer } from '../answers/print.ts'
import { rawFromAnswers, readAnswers } from '../answers/raw.ts'
import { validate } from '../answers/validate.ts'
import { parseForm } from '../definition/parse.ts'
import { agenciesLike } from './agency.ts'
import type { AgencyUnit } from './reading.ts'

const POLICE: AgencyUnit = { id: 'a1', name: 'Công an thành phố Cần Thơ', label: 'Công an thành phố Cần Thơ' }
const NAMESAKES: AgencyUnit[] = ['An Giang', 'Đồng Tháp'].map((place, i) => ({ id: `n${i}`, name: 'Ủy ban nhân dân xã An Phú', label: `Ủy ban nhân dân xã An Phú (xã An Phú, tỉnh ${place})` }))
const agencies = [POLICE, ...NAMESAKES]
const asking = { today: '2026-11-23', lang: 'vi', places: { provinces: [], communesOf: () => [] }, agencies } as const
const parsed = parseForm("form: thu\ntitle: { vi: T, en: T }\nsections:\n  - id: a\n    title: { vi: A, en: A }\n    fields:\n      - { id: f, type: agency, required: true, label: { vi: Nơi cấp, en: Issued by } }\n", 'f.yaml')
if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
const { form } = parsed
const typed = (name: string, id?: string) => validate(form, { 'f-name': name, ...(id === undefined ? {} : { 'f-id': id }) }, asking)

describe('an agency', () => {
  it.each([
    ['Công an thành phố Cần Thơ', 'a1', 'Công an thành phố Cần Thơ'],
    ['  công an THÀNH phố   cần thơ ', 'a1', 'Công an thành phố Cần Thơ'],
    ['Công an thành phố Cần Thơ'.normalize('NFD'), 'a1', 'Công an thành phố Cần Thơ'],
    ['Ủy ban nhân dân xã An Phú (xã An Phú, tỉnh Đồng Tháp)', 'n1', 'Ủy ban nhân dân xã An Phú'],
    ['Ủy ban nhân dân xã An Phú', null, 'Ủy ban nhân dân xã An Phú'],
    ['Cục Cảnh sát quản lý hành chính về trật tự xã hội', null, 'Cục Cảnh sát quản lý hành chính về trật tự xã hội'],
    ['Cục QLXNC - Bộ Công an (A08)', null, 'Cục QLXNC - Bộ Công an (A08)'],
  ])('typed as %j is of the directory where its name is there, else a name', (name, id, printed) => {
    const { answers, errors } = typed(name)
    expect(errors).toEqual([])
    expect(answers.f).toEqual({ id, name: printed })
    expect(printAnswer(form, answers, 'f')).toBe(printed)
  })

  it('chosen among namesakes stays chosen, and an id beside another name is dropped', () => {
    expect(typed('Ủy ban nhân dân xã An Phú', 'n0').answers.f).toEqual({ id: 'n0', name: 'Ủy ban nhân dân xã An Phú' })
    expect(typed('Công an tỉnh Đắk Lắk', 'a1').answers.f).toEqual({ id: null, name: 'Công an tỉnh Đắk Lắk' })
    expect(typed('', 'a1').answers.f).toEqual({ id: 'a1', name: POLICE.name })
    expect(typed('Cơ quan đã giải thể', 'gone').answers.f).toEqual({ id: null, name: 'Cơ quan đã giải thể' })
  })

  it.each([
    ['', 'Xin khai'],
    ['   ', 'Xin khai'],
    ['Сông an', 'chữ Latinh'], // the first letter is Cyrillic
    ['公安部', 'chữ Latinh'],
    ['12345', 'chữ Latinh'],
    ['Công an\u202Egna', 'không nhìn thấy'],
    ['Công\u200Ban', 'không nhìn thấy'],
    ['Công an\u0000', 'không nhìn thấy'],
    ['a\u0301\u0301\u0301\u0301', 'chữ Latinh'],
    ['Cơ quan '.repeat(60), 'dài quá 300'],
  ])('refuses %j', (name, says) => {
    const { errors, answers } = typed(name)
    expect(answers).toEqual({})
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({ field: 'f', href: '#f-name', text: expect.stringContaining(says) })
  })

  it.each([
    [{ id: 'a1' }, { id: 'a1', name: POLICE.name }],
    [{ id: 'a1', name: POLICE.name }, { id: 'a1', name: POLICE.name }],
    [{ id: null, name: 'Bộ Ngoại giao' }, { id: null, name: 'Bộ Ngoại giao' }],
    [{ name: 'Bộ Ngoại giao' }, { id: null, name: 'Bộ Ngoại giao' }],
    ['Bộ Ngoại giao', { id: null, name: 'Bộ Ngoại giao' }],
  ])('comes over the API as %j', (json, answer) => {
    expect(validateJson(form, { f: json }, asking)).toMatchObject({ answers: { f: answer }, errors: [] })
  })
  it.each([5, true, [], ['a'], { id: 5 }, { id: 'gone' }, { name: 5 }, { name: 'An', more: 1 }, { id: null }, {}, ''])('over the API %j is refused', (json) => {
    const judged = validateJson(form, { f: json }, asking)
    expect(judged.answers).toEqual({})
    expect(judged.errors.map(({ field }) => field)).toEqual(['f'])
  })
  it('is described by the JSON Schema', () => {
    expect(jsonSchema(form)).toMatchObject({ required: ['f'], properties: { f: { properties: { id: {}, name: {} } } } })
  })

  it('whatever is typed, an answer typed again is the same answer, and no other is made of it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...agencies.map((one) => one.label))), fc.option(fc.constantFrom('a1', 'n0', 'x', '')), (name, id) => {
        const { answers } = validate(form, readAnswers(form, { 'f-name': name, 'f-id': id ?? '' }), asking)
        expect(validate(form, rawFromAnswers(form, answers), asking).answers).toEqual(answers)
        expect(validateJson(form, answersForApi(form, answers), asking).answers).toEqual(answers)
      }),
    )
  })
})

describe('agencies like what is typed', () => {
  const like = (text: string, most = 8) => agenciesLike(agencies, text, most).map(({ id }) => id)
  it.each([
    ['can tho', ['a1']],
    ['cong an', ['a1']],
    ['xa an phu', ['n0', 'n1']],
    ['phú Đồng Tháp', ['n1']],
    ['c', []],
    ['', []],
    ['   ', []],
    ['.*', []],
  ])('%j', (text, found) => expect(like(text)).toEqual(found))
  it('are no more than asked for', () => expect(like('an phu', 1)).toHaveLength(1))
})
