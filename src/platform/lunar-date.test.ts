import { describe, expect, it } from 'vitest'
import { readLunarYears } from '../modules/calendar/index.ts'
import { dayNumberOf, formatCivilDate } from './day-number.ts'
import { lunarDateOf, lunarText } from './lunar-date.ts'

describe('the lunar calendar', () => {
  it('begins each year on the day that the shipped calendar calls Tết, and has Giỗ Tổ on its day', async () => {
    const years = await readLunarYears('data/holidays')
    expect(years.length).toBeGreaterThan(20)
    for (const { year, tet, gioTo } of years) {
      expect([tet, lunarDateOf(tet)]).toEqual([tet, { day: 1, month: 1, year, leap: false }])
      // The one day on which the source's two methods differ, by its own account.
      if (year === 2050) continue
      expect([gioTo, lunarDateOf(gioTo)]).toEqual([gioTo, { day: 10, month: 3, year, leap: false }])
    }
  })

  it.each([
    // Việt Nam and China kept Tết on different days.
    ['1968-01-29', '1/1 năm Mậu Thân âm lịch'],
    ['1985-01-21', '1/1 năm Ất Sửu âm lịch'],
    ['2007-02-17', '1/1 năm Đinh Hợi âm lịch'],
    ['1990-03-12', '16/2 năm Canh Ngọ âm lịch'],
    ['2023-03-22', '1/2 nhuận năm Quý Mão âm lịch'],
    ['2025-07-25', '1/6 nhuận năm Ất Tỵ âm lịch'],
    ['2026-02-16', '29/12 năm Ất Tỵ âm lịch'],
  ])('%s is %s', (date, said) => expect(lunarText(date)).toBe(said))

  it('goes on from day to day: a new month after 29 or 30 days, a new year after a twelfth month', () => {
    let before = lunarDateOf('1900-01-01')
    for (let day = dayNumberOf(1900, 1, 2); day <= dayNumberOf(2199, 12, 31); day++) {
      const now = lunarDateOf(formatCivilDate(day))
      if (!before || !now) throw new Error(formatCivilDate(day))
      if (now.day !== before.day + 1) {
        expect([formatCivilDate(day), now.day, before.day === 29 || before.day === 30]).toEqual([formatCivilDate(day), 1, true])
        const isLeap = now.leap && now.month === before.month && now.year === before.year
        const follows = before.month === 12 ? now.month === 1 && now.year === before.year + 1 : now.month === before.month + 1 && now.year === before.year
        expect([formatCivilDate(day), isLeap || (follows && !now.leap)]).toEqual([formatCivilDate(day), true])
      }
      before = now
    }
  })

  it.each(['', '1899-12-31', '2200-01-01', '2026-02-30', '1990', 'x'])('has no day for «%s»', (date) => expect(lunarDateOf(date)).toBeNull())
})
