import { describe, expect, it } from 'vitest'
import { validate } from '../answers/validate.ts'
import { parseForm } from '../definition/parse.ts'
import { shippedPlaceOptions } from '../places.fixture.ts'

const places = await shippedPlaceOptions()
const asking = { today: '2026-11-23', lang: 'vi', places } as const

/** A form of one field `f` (and what it compares with), judged. */
function judge(field: string, raw: Record<string, string>, more = '') {
  const parsed = parseForm(
    `form: thu\ntitle: { vi: T, en: T }\nsections:\n  - id: a\n    title: { vi: A, en: A }\n    fields:\n${more}      - { id: f, label: { vi: Nhãn, en: Label }, ${field} }\n`,
    'f.yaml',
  )
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  const { answers, errors, warnings } = validate(parsed.form, raw, asking)
  return {
    answer: answers.f,
    error: errors[0]?.text ?? null,
    part: errors[0]?.part,
    href: errors[0]?.href,
    warnings: warnings.map((w) => w.text),
  }
}

describe('names of people', () => {
  it.each([
    ['Nguyễn Minh An', 'Nguyễn Minh An'],
    ['  nguyễn   minh an ', 'nguyễn minh an'],
    ["K'Brơi", "K'Brơi"],
    ["H'Bia Niê Kdăm", "H'Bia Niê Kdăm"],
    ['Y-Bih Niê', 'Y-Bih Niê'],
    ['Nguyễn Thị Á', 'Nguyễn Thị Á'.normalize('NFC')],
    ['Jean-Pierre Müller Jr.', 'Jean-Pierre Müller Jr.'],
    ['Á'.repeat(200), 'Á'.repeat(200)],
  ])('keeps %j', (typed, kept) => {
    expect(judge('type: person-name', { f: typed.normalize('NFC') }).answer).toBe(kept)
  })
  it.each([
    'Nguyễn 😀',
    'An \u202Enad',
    'An\u0000',
    'Nguyễn Văn 1',
    'Иван',
    '<b>An</b>',
    '-',
    'A'.repeat(201),
    'A\u0301\u0301\u0301\u0301\u0301',
    '一郎',
    'a\tb',
  ])('refuses %j', (typed) => {
    expect(judge('type: person-name', { f: typed }).error).toContain('Nhãn')
  })
})

describe('dates', () => {
  const d = (day: string, month: string, year: string) => ({ 'f-day': day, 'f-month': month, 'f-year': year })
  it.each([
    [d('5', '11', '2026'), '2026-11-05'],
    [d('29', '2', '2024'), '2024-02-29'],
    [d('23', '11', '2026'), '2026-11-23'],
    [d(' 1 ', '01', '1900'), '1900-01-01'],
  ])('reads %j', (raw, date) => {
    expect(judge('type: date, past: true', raw).answer).toBe(date)
  })
  it.each([
    [d('31', '2', '2026'), 'day', '31/02/2026'],
    [d('30', '02', '2024'), 'day', '29 ngày'],
    [d('29', '2', '2023'), 'day', '28 ngày'],
    [d('31', '4', '2026'), 'day', '30 ngày'],
    [d('1', '13', '2026'), 'month', 'tháng 13'],
    [d('0', '1', '2026'), 'day', 'lịch'],
    [d('24', '11', '2026'), 'year', 'chưa tới'],
    [d('5', '12', '2026'), 'year', 'chưa tới'],
    [d('1', '1', '1899'), 'year', '01/01/1900'],
    [d('1', '1', '26'), 'year', 'bốn chữ số'],
    [d('a', '1', '2026'), 'day', 'chữ số'],
    [d('1', '', '2026'), 'month', 'còn thiếu'],
    [d('', '', '2026'), 'day', 'còn thiếu'],
    [d('-1', '1', '2026'), 'day', 'chữ số'],
    [d('1e1', '1', '2026'), 'day', 'chữ số'],
  ])('refuses %j at its %s', (raw, part, says) => {
    const judged = judge('type: date, past: true', raw)
    expect(judged.part).toBe(part)
    expect(judged.href).toBe(`#f-${part}`)
    expect(judged.error).toContain(says)
  })
  it.each([
    [d('', '', '1999'), '1999'],
    [d('', '7', '1999'), '1999-07'],
    [d('2', '7', '1999'), '1999-07-02'],
  ])('a partial date may be %j', (raw, date) => {
    expect(judge('type: date, precision: partial, past: true', raw).answer).toBe(date)
  })
  it.each([d('2', '', '1999'), d('', '7', ''), d('', '', '2027'), d('', '12', '2026')])(
    'a partial date may not be %j',
    (raw) => {
      expect(judge('type: date, precision: partial, past: true', raw).error).not.toBeNull()
    },
  )
})

describe('the personal identification number', () => {
  const more = `      - { id: sex, type: sex, label: { vi: S, en: S } }\n      - { id: born, type: date, precision: partial, label: { vi: B, en: B } }\n`
  const field = 'type: identity-number, sex: sex, birth: born'
  const birth = { 'born-day': '14', 'born-month': '3', 'born-year': '1996' }
  it('is kept as 12 digits however it is spaced', () => {
    expect(judge(field, { f: '092 196 001 234', sex: 'female', ...birth }, more)).toMatchObject({
      answer: '092196001234',
      warnings: [],
    })
  })
  it.each([
    ['another sex', { f: '092196001234', sex: 'male', ...birth }, 'giới tính'],
    ['another birth year', { f: '092195001234', sex: 'female', ...birth }, '1995'],
    ['another century', { f: '092396001234', sex: 'female', ...birth }, '2096'.replace('2096', '2096')],
    ['no province', { f: '999196001234', sex: 'female', ...birth }, '999'],
  ])('that tells %s is doubted, not refused', (what, raw, says) => {
    const judged = judge(field, raw, more)
    expect(judged.error).toBeNull()
    expect(judged.answer).toBe(raw.f)
    expect(judged.warnings.join()).toContain(what === 'another century' ? '2096' : says)
  })
  it('of a child born in 2026 is right for its century', () => {
    expect(judge(field, { f: '092226001234', sex: 'male', 'born-year': '2026' }, more).warnings).toEqual([])
  })
  it.each([
    ['123456789', 'chứng minh nhân dân'],
    ['09219600123', '12 chữ số'],
    ['0921960012345', '12 chữ số'],
    ['09219600123x', '12 chữ số'],
    ['٠٩٢١٩٦٠٠١٢٣٤', '12 chữ số'],
  ])('%s is refused', (typed, says) => {
    expect(judge(field, { f: typed }, more).error).toContain(says)
  })
})

describe('codes and numbers', () => {
  it.each([
    ['phone', '0912 345 678', '0912345678'],
    ['phone', '+84 912.345.678', '0912345678'],
    ['phone', '0084912345678', '0912345678'],
    ['phone', '+84 (0)912 345 678', '0912345678'],
    ['phone', '024 3825 1234', '02438251234'],
    ['email', ' Mai.Tran@Example.VN ', 'Mai.Tran@example.vn'],
    ['cmnd', '240 123 456', '240123456'],
    ['passport', 'c1234567', 'C1234567'],
    ['tax-code', '0100109106', '0100109106'],
    ['tax-code', '0100109106-001', '0100109106-001'],
    ['tax-code', '092196001234', '092196001234'],
  ])('%s %j is %j', (type, typed, kept) => {
    expect(judge(`type: ${type}`, { f: typed }).answer).toBe(kept)
  })
  it.each([
    ['phone', '12345'],
    ['phone', '0112345678'],
    ['phone', '+1 202 555 0100'],
    ['email', 'mai@'],
    ['email', 'mai@localhost'],
    ['email', 'mai..tran@example.vn'],
    ['email', '"<script>"@example.vn'],
    ['email', `${'a'.repeat(250)}@example.vn`],
    ['cmnd', '2401234567'],
    ['passport', 'ABCDEFG'],
    ['tax-code', '0100109107'],
  ])('%s %j is refused', (type, typed) => {
    expect(judge(`type: ${type}`, { f: typed }).error).not.toBeNull()
  })
  it.each([
    ['type: number', '12', 12],
    ['type: number, integer: false', '3,5', 3.5],
    ['type: number', '1.500', 1500],
    ['type: money', '1.234.567 đ', 1_234_567],
    ['type: money', '8000', 8000],
  ])('%s of %j is %d', (field, typed, value) => {
    expect(judge(field, { f: typed }).answer).toBe(value)
  })
  it.each([
    ['type: number', '1,5'],
    ['type: number', 'mười'],
    ['type: number', '1e3'],
    ['type: number', '9'.repeat(40)],
    ['type: number, min: 1', '0'],
    ['type: number, max: 20', '21'],
    ['type: money', '-5'],
    ['type: number', '0x10'],
  ])('%s refuses %j', (field, typed) => {
    expect(judge(field, { f: typed }).error).not.toBeNull()
  })
})

describe('addresses', () => {
  const at = (province: string, commune: string, detail = '') => ({
    'f-province': province,
    'f-commune': commune,
    'f-detail': detail,
  })
  it('is kept with the names in force', () => {
    expect(judge('type: address', at('92', '31135', '12 Nguyễn Trãi')).answer).toEqual({
      province: '92',
      commune: '31135',
      detail: '12 Nguyễn Trãi',
      text: '12 Nguyễn Trãi, phường Ninh Kiều, thành phố Cần Thơ',
    })
  })
  it('abroad is one line where the form allows it', () => {
    expect(judge('type: address, abroad: true', at('abroad', '', 'Nagoya, Nhật Bản')).answer).toEqual({
      abroad: true,
      detail: 'Nagoya, Nhật Bản',
      text: 'Nagoya, Nhật Bản',
    })
    expect(judge('type: address', at('abroad', '', 'Nagoya')).error).not.toBeNull()
    expect(judge('type: address, abroad: true', at('abroad', '')).part).toBe('detail')
  })
  it.each([
    ['a commune of another province', at('92', '18040'), 'commune'],
    ['no commune', at('92', ''), 'commune'],
    ['no province', at('', '', '12 Nguyễn Trãi'), 'province'],
    ['a province that is none', at('00', '31135'), 'province'],
    ['SQL for a province', at("92'; drop table x; --", ''), 'province'],
  ])('refuses %s', (_what, raw, part) => {
    expect(judge('type: address', raw)).toMatchObject({ part })
  })
  it('wants the detail line only where the form says so', () => {
    expect(judge('type: address, detail: required', at('92', '31135')).part).toBe('detail')
    expect(judge('type: address, detail: none', at('92', '31135', 'kept out')).answer).toMatchObject({
      text: 'Phường Ninh Kiều, thành phố Cần Thơ',
    })
  })
})

describe('choices', () => {
  const options = 'options: [{ value: a, label: { vi: A, en: A } }, { value: b, label: { vi: B, en: B } }]'
  it('takes only what is offered', () => {
    expect(judge(`type: choice, ${options}`, { f: 'b' }).answer).toBe('b')
    expect(judge(`type: choice, ${options}`, { f: 'c' }).error).not.toBeNull()
    expect(judge('type: nationality', { f: 'VN' }).answer).toBe('VN')
    expect(judge('type: nationality', { f: 'XX' }).error).not.toBeNull()
    expect(judge('type: ethnic-group', { f: 'Ê-đê' }).answer).toBe('Ê-đê')
    expect(judge('type: yes-no', { f: 'no' }).answer).toBe(false)
    expect(judge('type: yes-no', { f: 'maybe' }).error).not.toBeNull()
  })
  it('a declaration must be ticked', () => {
    const field = 'type: declaration, required: true, text: { vi: Tôi cam đoan, en: I declare }'
    expect(judge(field, { f: 'yes' }).answer).toBe(true)
    expect(judge(field, { f: 'no' }).error).toContain('cam đoan')
    expect(judge(field, {}).error).toContain('cam đoan')
  })
})
