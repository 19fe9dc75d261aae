/** The only reader of the system's clock. Instants are `Date`; civil dates are YYYY-MM-DD in Asia/Ho_Chi_Minh (UTC+7, no DST). */
export interface Clock {
  now(): Date
}

/** A day of the civil calendar in Việt Nam, YYYY-MM-DD. */
export type CivilDate = string

export const systemClock: Clock = { now: () => new Date() }

/** Milliseconds since process start, for measuring; never for dates. */
export const stopwatch = (): number => performance.now()

const OFFSET_MS = 7 * 3600_000

/** A clock that tests and the demo can set and advance; `follow` lets it run on with the system's clock from where it stands. */
export function drivableClock(start?: Date) {
  let fixed: number | null = start ? start.getTime() : null
  let shift = 0
  const current = () => (fixed === null ? Date.now() + shift : fixed)
  return {
    now: () => new Date(current()),
    set(to: Date) {
      if (fixed === null) shift = to.getTime() - Date.now()
      else fixed = to.getTime()
    },
    advance(ms: number) {
      if (fixed === null) shift += ms
      else fixed += ms
    },
    follow() {
      shift = current() - Date.now()
      fixed = null
    },
  }
}
export type DrivableClock = ReturnType<typeof drivableClock>

const pad = (n: number) => String(n).padStart(2, '0')
const shifted = (instant: Date) => new Date(instant.getTime() + OFFSET_MS)

export function civilDateOf(instant: Date): CivilDate {
  return shifted(instant).toISOString().slice(0, 10)
}

/** HH:MM in Việt Nam. */
export function civilTimeOf(instant: Date): string {
  return shifted(instant).toISOString().slice(11, 16)
}

/** The instant of a civil date and time (HH:MM) in Việt Nam. */
export function instantOf(date: CivilDate, time = '00:00'): Date {
  return new Date(`${date}T${time}:00+07:00`)
}

/** 22/11/2026 */
export function formatDate(when: Date | CivilDate): string {
  const [year, month, day] = (typeof when === 'string' ? when : civilDateOf(when)).split('-')
  return `${day}/${month}/${year}`
}

/** 14:30, 22/11/2026 */
export function formatDateTime(instant: Date): string {
  return `${civilTimeOf(instant)}, ${formatDate(instant)}`
}

/** ISO 8601 with Việt Nam's offset: 2026-11-22T14:30:00+07:00 */
export function isoInVietnam(instant: Date): string {
  const d = shifted(instant)
  return `${d.toISOString().slice(0, 11)}${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}+07:00`
}
