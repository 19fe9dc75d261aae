import { describe, expect, it } from 'vitest'
import { shortened, withoutIdentityNumbers } from './mask.ts'

describe('texts typed by people', () => {
  it.each([
    ['Số 092190000001 không khớp', 'Số ••• không khớp'],
    ['CMND 123456789.', 'CMND •••.'],
    ['092 190 000 001 và 092.190.000.001', '••• và •••'],
    ['Phí 234.567.890 đ của 092190000001, đã nộp', 'Phí 234.567.890 đ của •••, đã nộp'],
    ['Gọi 0912345678 trước 22/11/2026, phí 1.234.567 đ', 'Gọi 0912345678 trước 22/11/2026, phí 1.234.567 đ'],
    ['Hồ sơ H92.24-261122-0001', 'Hồ sơ H92.24-261122-0001'],
  ])('%s', (typed, sent) => {
    expect(withoutIdentityNumbers(typed)).toBe(sent)
  })

  it('are shortened at a word', () => {
    expect(shortened('một hai ba bốn', 11)).toBe('một hai ba…')
    expect(shortened('một  hai\nba', 20)).toBe('một hai ba')
    expect([...shortened('a'.repeat(50), 10)]).toHaveLength(10)
  })
})
