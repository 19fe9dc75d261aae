import { dayNumberOf, formatCivilDate, parseCivilDate, weekdayOf } from '../../../platform/day-number.ts'
import type { CalendarDay } from './calendar.ts'

export interface LunarFeasts {
  /** First day of the lunar year. */
  tet: string
  /** 10th day of the third lunar month. */
  gioTo: string
}

const NAMES = {
  newYear: ['Tết Dương lịch', "New Year's Day"],
  tet: ['Tết Nguyên đán', 'Lunar New Year'],
  gioTo: ['Giỗ Tổ Hùng Vương', 'Hung Kings Commemoration Day'],
  victory: ['Ngày Chiến thắng', 'Reunification Day'],
  labour: ['Ngày Quốc tế lao động', 'International Labour Day'],
  national: ['Quốc khánh', 'National Day'],
  culture: ['Ngày Văn hóa Việt Nam', 'Vietnam Culture Day'],
} as const

/**
 * The days off of a year as the law alone gives them, for an administrator to correct by the yearly notice:
 * Tết as the last day of the old year and four days of the new one, Quốc khánh with the neighbour that lengthens a weekend,
 * holidays on a weekend moved to the next working day. No exchanged days: only a notice makes those.
 * @see Bộ luật Lao động 2019, art. 111.3 and 112; Nghị quyết 28/2026/QH16 (24/11, from 2026)
 */
export function daysByLaw(year: number, lunar: LunarFeasts): CalendarDay[] {
  const tet = parseCivilDate(lunar.tet)
  const gioTo = parseCivilDate(lunar.gioTo)
  if (tet === null || gioTo === null) throw new RangeError('The lunar feasts of that year are not dates.')
  const national = dayNumberOf(year, 9, 2)
  const holidays: [number, keyof typeof NAMES][] = [
    [dayNumberOf(year, 1, 1), 'newYear'],
    ...[-1, 0, 1, 2, 3].map((offset): [number, 'tet'] => [tet + offset, 'tet']),
    [gioTo, 'gioTo'],
    [dayNumberOf(year, 4, 30), 'victory'],
    [dayNumberOf(year, 5, 1), 'labour'],
    [national, 'national'],
    [national + ([1, 4, 7].includes(weekdayOf(national)) ? 1 : -1), 'national'],
  ]
  if (year >= 2026) holidays.push([dayNumberOf(year, 11, 24), 'culture'])
  const taken = new Map(holidays.map(([day, name]) => [day, entry(day, 'holiday', name)]))
  for (const [day, name] of holidays.toSorted(([a], [b]) => a - b)) {
    if (weekdayOf(day) <= 5) continue
    let off = day + 1
    while (taken.has(off) || weekdayOf(off) > 5) off += 1
    taken.set(off, entry(off, 'compensation', name))
  }
  return [...taken.entries()].sort(([a], [b]) => a - b).map(([, value]) => value)
}

function entry(day: number, kind: 'holiday' | 'compensation', name: keyof typeof NAMES): CalendarDay {
  const [nameVi, nameEn] = NAMES[name]
  return { date: formatCivilDate(day), kind, nameVi, nameEn, swapWith: null, status: 'by_rule' }
}
