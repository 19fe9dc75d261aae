import { describe, expect, it } from 'vitest'
import { decisionText, fieldsOf, isOfProvince, takenBy } from './taken.ts'

const field = (name: string) => ({ slug: name.toLowerCase(), name })
const known = (code: string, name: string, fields: string[], provinceBody: string | null = null) => ({ code, name, fields: fields.map(field), field: null, onlineLevel: null, decision: null, provinceBody })

describe('what an office posts', () => {
  const all = [known('1', 'Đăng ký khai sinh', ['Hộ tịch', 'Tư pháp']), known('2', 'Ấp ủ', []), known('3', 'Chứng thực', ['Chứng thực']), known('4', 'Hỗ trợ', ['Hộ tịch'], 'UBND tỉnh Lào Cai'), known('5', 'Bán hàng', ['Hộ tịch'])]

  it.each([
    ['by field, then by name; without a field last', 'Cần Thơ', () => true, ['3', '5', '1', '2']],
    ['with what its own province has', 'Lào Cai', () => true, ['3', '5', '1', '4', '2']],
    ['only what it takes', 'Cần Thơ', (code: string) => code === '3', ['3']],
    ['nothing of any province where its own is unknown', null, (code: string) => code === '4', []],
  ] as const)('%s', (_name, province, takes, codes) => {
    expect(takenBy(all, { province, takes }).map((one) => one.code)).toEqual(codes)
  })

  it('counts by field', () => {
    expect(fieldsOf(takenBy(all, { province: 'Cần Thơ', takes: () => true })).map((one) => [one.name, one.count])).toEqual([['Chứng thực', 1], ['Hộ tịch', 2]])
  })

  it.each([
    ['UBND tỉnh Lào Cai', 'Lào Cai', true],
    ['UBND Thành phố Hồ Chí Minh', 'Hồ Chí Minh', true],
    ['Ủy ban nhân dân thành phố Đà Nẵng', 'Đà Nẵng', true],
    ['UBND tỉnh Lai Châu', 'Lào Cai', false],
  ])('%s is of %s: %s', (body, province, expected) => {
    expect(isOfProvince(body, province)).toBe(expected)
  })

  it.each([
    [null, null],
    [{ number: null, date: '2026-01-16', issuer: 'Bộ Tư pháp' }, null],
    [{ number: '858/QĐ-BTP', date: null, issuer: null }, '858/QĐ-BTP'],
    [{ number: '163/QĐ-BTP', date: '2026-01-16', issuer: 'Bộ Tư pháp' }, '163/QĐ-BTP ngày 16 của Bộ Tư pháp'],
  ])('decision %j', (decision, expected) => {
    expect(decisionText(decision, (date) => date.slice(8), { of: 'của', on: 'ngày' })).toBe(expected)
  })
})
