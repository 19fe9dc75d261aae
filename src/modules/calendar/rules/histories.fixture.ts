import { formatCivilDate, parseCivilDate, weekdayOf } from '../../../platform/day-number.ts'
import { type CalendarDay, compileCalendar, type WorkCalendar } from './calendar.ts'
import type { DeadlineHistory } from './history.ts'
import { MinuteOracle, type OracleHistory, type OracleUnit, writeMinutes } from './minute-oracle.fixture.ts'
import { DEFAULT_WEEKS, type Session, type WorkingWeek, type WorkingWeeks } from './sessions.ts'
import { instantAt, type Office } from './working-time.ts'

export const FIRST = parseCivilDate('2026-01-01') ?? 0
export const DAYS = 3 * 365

/** A small generator of its own: the same seed gives the same histories anywhere. */
export function chance(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return { int, sometimes: (share: number) => next() < share, of: <T>(list: readonly T[]): T => list[int(0, list.length - 1)] as T }
}
export type Chance = ReturnType<typeof chance>

const PATTERNS: readonly (readonly Session[])[] = [
  [{ start: 450, end: 690 }, { start: 810, end: 1020 }],
  [{ start: 420, end: 660 }, { start: 780, end: 1020 }],
  [{ start: 480, end: 720 }],
  [{ start: 450, end: 690 }, { start: 780, end: 900 }, { start: 910, end: 1111 }],
  [],
]

export interface Ground {
  office: Office
  oracle: MinuteOracle
}

/** Days off, exchanged Saturdays and hours of an office. */
export interface Plan {
  kinds: ReadonlyMap<number, CalendarDay['kind']>
  swaps: ReadonlyMap<number, number>
  week: WorkingWeek
  /** Its own hours, from when to when; null where it keeps the common ones. */
  own: { from: number; to: number | null } | null
}

export function aPlan(random: Chance): Plan {
  const kinds = new Map<number, CalendarDay['kind']>()
  const swaps = new Map<number, number>()
  for (let n = random.int(0, 60); n > 0; n -= 1) kinds.set(FIRST + random.int(0, DAYS - 1), random.of(['holiday', 'compensation', 'swap_off'] as const))
  // A long holiday, as Tết is.
  if (random.sometimes(0.7)) for (let n = 0, day = FIRST + random.int(0, 700); n < 9; n += 1) kinds.set(day + n, 'holiday')
  for (let n = random.int(0, 12); n > 0; n -= 1) {
    const day = FIRST + random.int(0, DAYS - 1)
    if (weekdayOf(day) !== 6 || kinds.has(day)) continue
    kinds.set(day, 'swap_work')
    swaps.set(day, day + random.int(2, 6) - (random.sometimes(0.5) ? 7 : 0))
  }
  const week = Array.from({ length: 5 }, () => (random.sometimes(0.8) ? PATTERNS[0] : random.of(PATTERNS))) as unknown as WorkingWeek
  if (week.every((sessions) => sessions.length === 0)) return aPlan(random)
  const own = random.sometimes(0.5)
  const [from, to] = [FIRST + random.int(0, 300), random.sometimes(0.5) ? FIRST + random.int(301, DAYS) : null]
  return { kinds, swaps, week, own: own ? { from, to } : null }
}

/** An office in both forms; the oracle's is not derived from the calendar's. */
export function groundOf({ kinds, swaps, week, own }: Plan): Ground {
  const weeks: WorkingWeeks = own ? [{ ...own, week }, ...DEFAULT_WEEKS] : DEFAULT_WEEKS
  const days = [...kinds].map(([day, kind]): CalendarDay => ({ date: formatCivilDate(day), kind, nameVi: 'Ngày thử', nameEn: 'Test day', swapWith: swaps.has(day) ? formatCivilDate(swaps.get(day) ?? 0) : null, status: 'official' }))
  const calendar: WorkCalendar = compileCalendar(1, days, [2026, 2027, 2028])
  const ordinary = PATTERNS[0] as readonly Session[]
  const minutes = writeMinutes(
    DAYS,
    (day) => (kinds.has(FIRST + day) ? kinds.get(FIRST + day) !== 'swap_work' : (FIRST + day + 3) % 7 > 4),
    (day) => {
      const number = FIRST + day
      const like = swaps.get(number) ?? number
      const weekday = (like + 3) % 7
      const held = own && number >= own.from && (own.to === null || number <= own.to)
      return held ? (week[weekday > 4 ? 0 : weekday] as readonly Session[]) : ordinary
    },
  )
  const oracle = new MinuteOracle(minutes, (day, months) => {
    const date = new Date(Date.UTC(2026, 0, 1 + day))
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate()
    return Math.round((Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, Math.min(date.getUTCDate(), last)) - Date.UTC(2026, 0, 1)) / 86_400_000)
  })
  return { office: { calendar, weeks }, oracle }
}

export const anOffice = (random: Chance): Ground => groundOf(aPlan(random))

const UNITS: readonly OracleUnit[] = ['same_day', 'working_day', 'day', 'hour', 'month']

export function aHistory(random: Chance): OracleHistory {
  const unit = random.of(UNITS)
  const amount = { same_day: () => 1, working_day: () => (random.sometimes(0.2) ? random.int(0, 4) + 0.5 : random.int(1, 20)), day: () => random.int(1, 40), hour: () => random.int(1, 60), month: () => random.int(1, 3) }[unit]()
  const received = random.int(5 * 1440, 400 * 1440)
  const pauses: { stopped: number; resumed: number | null }[] = []
  let at = received
  for (let n = random.int(0, 4); n > 0; n -= 1) {
    const stopped = at + (random.sometimes(0.1) ? 0 : random.int(0, 8 * 1440))
    const length = random.sometimes(0.15) ? random.int(0, 90) : random.int(0, random.sometimes(0.2) ? 40 * 1440 : 6 * 1440)
    const lasts = n === 1 && random.sometimes(0.15)
    pauses.push({ stopped, resumed: lasts ? null : stopped + length })
    at = stopped + length
  }
  const policy = random.of(['resume', 'recompute'] as const)
  return { received, unit, amount, cutOff: random.sometimes(0.3) ? random.int(600, 1000) : null, policy, pauses, extension: anExtension(random, received, pauses) }
}

/** Given while no stop lasts, at times at the very end or beginning of one. */
function anExtension(random: Chance, received: number, pauses: OracleHistory['pauses']): OracleHistory['extension'] {
  if (!random.sometimes(0.3)) return null
  const after = random.int(-1, pauses.length - 1)
  const from = after < 0 ? received : (pauses[after]?.resumed ?? null)
  if (from === null) return null
  const until = pauses[after + 1]?.stopped ?? from + 3 * 1440
  // A stop of no length at the same minute would leave open which came first.
  if (until === from || pauses.some((pause) => pause.stopped === pause.resumed)) return null
  const at = random.sometimes(0.2) ? until : random.int(from, until)
  return { at, to: Math.floor(at / 1440) + random.int(1, 60) }
}

export const instant = (minute: number) => instantAt(FIRST, minute)
const timeOf = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export const asHistory = ({ received, unit, amount, cutOff, policy, pauses, extension }: OracleHistory): DeadlineHistory => ({
  receivedAt: instant(received),
  period: { unit, amount, ...(cutOff === null ? {} : { cutOff: timeOf(cutOff) }) },
  policy,
  pauses: pauses.map(({ stopped, resumed }) => ({ stoppedAt: instant(stopped), resumedAt: resumed === null ? null : instant(resumed) })),
  extension: extension && { at: instant(extension.at), to: formatCivilDate(FIRST + extension.to) },
})
