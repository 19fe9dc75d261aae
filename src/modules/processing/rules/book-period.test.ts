import { describe, expect, it } from 'vitest'
import { periodOf } from './book-period.ts'

const TODAY = '2026-11-23'

describe('the period of a book', () => {
  it.each([
    [{ year: '2026', period: 'nam' }, 'Năm 2026', '2026-01-01', '2027-01-01'],
    [{ year: '2026', period: 'q4' }, 'Quý 4 năm 2026', '2026-10-01', '2027-01-01'],
    [{ year: '2025', period: 't2' }, 'Tháng 2 năm 2025', '2025-02-01', '2025-03-01'],
    [{ year: '2026', period: 't12' }, 'Tháng 12 năm 2026', '2026-12-01', '2027-01-01'],
    [{}, 'Năm 2026', '2026-01-01', '2027-01-01'],
    [{ year: '99999', period: '<x>' }, 'Năm 2026', '2026-01-01', '2027-01-01'],
    [{ year: '1999', period: 'q5' }, 'Năm 2026', '2026-01-01', '2027-01-01'],
  ])('%j is %s', (asked, text, from, until) => {
    const period = periodOf(asked, TODAY)
    expect(period.text).toBe(text)
    expect([period.from, period.until].map((at) => at.toISOString())).toEqual([from, until].map((day) => new Date(`${day}T00:00:00+07:00`).toISOString()))
  })
})
