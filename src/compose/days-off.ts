import { civilDateOf } from '../platform/clock.ts'
import { formatCivilDate, parseCivilDate } from '../platform/day-number.ts'
import { type CalendarSnapshot, offReason } from '../modules/calendar/index.ts'
import type { DaysOff } from '../site/deps.ts'

const LOOK_AHEAD_DAYS = 120

/** The next days on which offices are closed for more than a weekend, from the table of holidays alone. */
export function findDaysOff(snapshot: CalendarSnapshot, now: Date): DaysOff | null {
  const today = parseCivilDate(civilDateOf(now))
  if (today === null) return null
  for (let day = today; day < today + LOOK_AHEAD_DAYS; day++) {
    const dated = snapshot.calendar.find(day)
    if (!dated || dated.kind === 'swap_work') continue
    let last = day
    while (offReason(snapshot.calendar, last + 1) !== null) last++
    let first = day
    while (first > today && offReason(snapshot.calendar, first - 1) !== null) first--
    return {
      name: { vi: dated.nameVi, en: dated.nameEn },
      from: formatCivilDate(first),
      to: formatCivilDate(last),
      reopens: formatCivilDate(last + 1),
    }
  }
  return null
}
