import type { TimerSpec } from './model.ts'

/** Longest wait that a timer may be set to, in minutes of the clock on the wall: two years. */
const LONGEST_MINUTES = 2 * 366 * 24 * 60

/** An ISO 8601 duration of weeks, days, hours and minutes, by one of two clocks; a sentence when it is none. */
export function readDuration(text: string, clock: string): TimerSpec | string {
  if (clock !== 'working' && clock !== 'calendar') return `motcua:clock="${clock}" phải là working (giờ, ngày làm việc) hoặc calendar (giờ, ngày theo lịch)`
  const found = /^P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?$/.exec(text)
  const [weeks = 0, days = 0, hours = 0, minutes = 0] = (found?.slice(1) ?? []).map((part) => Number(part ?? 0))
  const units = [weeks, days, hours, minutes].filter((n) => n > 0).length
  if (!found || units === 0) return `«${text}» không phải khoảng thời gian ISO 8601 (ví dụ P2D là 2 ngày, PT4H là 4 giờ, PT90M là 90 phút)`
  const total = ((weeks * 7 + days) * 24 + hours) * 60 + minutes
  if (total > LONGEST_MINUTES) return `«${text}» dài quá hai năm`
  if (clock === 'working') {
    if (units > 1 || weeks > 0) return `«${text}» theo lịch làm việc chỉ dùng một đơn vị: ngày (P2D), giờ (PT4H) hoặc phút (PT90M)`
    if (days > 0) return { clock, amount: days, unit: 'day' }
    return hours > 0 ? { clock, amount: hours, unit: 'hour' } : { clock, amount: minutes, unit: 'minute' }
  }
  if (hours === 0 && minutes === 0) return { clock, amount: weeks * 7 + days, unit: 'day' }
  return { clock, amount: total, unit: 'minute' }
}

/** A decision on an internal process counts eight working hours a day. */
export const HOURS_A_DAY = 8

/** Working hours that a timer takes of a time limit; those by the clock on the wall are outside it. */
export function workingHoursOf({ clock, amount, unit }: TimerSpec): number {
  if (clock === 'calendar') return 0
  return unit === 'day' ? amount * HOURS_A_DAY : unit === 'hour' ? amount : amount / 60
}
