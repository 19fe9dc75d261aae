import { describe, expect, it } from 'vitest'
import { addMonths, formatCivilDate, parseCivilDate, weekdayOf } from '../../../platform/day-number.ts'
import { type CalendarDay, compileCalendar, type WorkCalendar } from './calendar.ts'
import { explain } from './explain.ts'
import { type DeadlineHistory, extendedDue, reckonHistory } from './history.ts'
import { MinuteOracle, type OracleHistory, type OracleUnit, writeMinutes } from './minute-oracle.fixture.ts'
import { DEFAULT_WEEKS, type Session, type WorkingWeek, type WorkingWeeks } from './sessions.ts'
import { instantAt, type Office } from './working-time.ts'

const RUNS = 100_000
const SEED = 20_261_127
const OFFICES = 40
const FIRST = parseCivilDate('2026-01-01') ?? 0
const DAYS = 3 * 365

/** A small generator of its own: the same seed gives the same histories anywhere. */
function chance(seed: number) {
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
type Chance = ReturnType<typeof chance>

const PATTERNS: readonly (readonly Session[])[] = [
  [{ start: 450, end: 690 }, { start: 810, end: 1020 }],
  [{ start: 420, end: 660 }, { start: 780, end: 1020 }],
  [{ start: 480, end: 720 }],
  [{ start: 450, end: 690 }, { start: 780, end: 900 }, { start: 910, end: 1111 }],
  [],
]

interface Ground {
  office: Office
  oracle: MinuteOracle
}

/** An office with days off, exchanged Saturdays and hours of its own, in both forms; the oracle's is not derived from the calendar's. */
function anOffice(random: Chance): Ground {
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
  if (week.every((sessions) => sessions.length === 0)) return anOffice(random)
  const own = random.sometimes(0.5)
  const [from, to] = [FIRST + random.int(0, 300), random.sometimes(0.5) ? FIRST + random.int(301, DAYS) : null]
  const weeks: WorkingWeeks = own ? [{ from, to, week }, ...DEFAULT_WEEKS] : DEFAULT_WEEKS
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
      const held = own && number >= from && (to === null || number <= to)
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

const UNITS: readonly OracleUnit[] = ['same_day', 'working_day', 'day', 'hour', 'month']

function aHistory(random: Chance): OracleHistory {
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

const instant = (minute: number) => instantAt(FIRST, minute)
const timeOf = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const asHistory = ({ received, unit, amount, cutOff, policy, pauses, extension }: OracleHistory): DeadlineHistory => ({
  receivedAt: instant(received),
  period: { unit, amount, ...(cutOff === null ? {} : { cutOff: timeOf(cutOff) }) },
  policy,
  pauses: pauses.map(({ stopped, resumed }) => ({ stoppedAt: instant(stopped), resumedAt: resumed === null ? null : instant(resumed) })),
  extension: extension && { at: instant(extension.at), to: formatCivilDate(FIRST + extension.to) },
})

describe('a due date with its whole history', () => {
  it(`equals an oracle that walks minute by minute, in ${RUNS} random histories`, { timeout: 600_000 }, () => {
    const random = chance(SEED)
    const offices = Array.from({ length: OFFICES }, () => anOffice(random))
    const met = new Map<string, number>()
    for (let run = 0; run < RUNS; run += 1) {
      const { office, oracle } = random.of(offices)
      const history = aHistory(random)
      const reckoned = reckonHistory(asHistory(history), office)
      const expected = instant(oracle.due(history))
      if (reckoned.dueAt.getTime() !== expected.getTime()) expect.fail(`seed ${SEED}, run ${run}: ${reckoned.dueAt.toISOString()} is not ${expected.toISOString()} for ${JSON.stringify(history)}`)
      const kind = `${history.unit} ${history.policy} ${history.pauses.length > 0 ? 'stopped' : 'never stopped'}${history.extension ? ' extended' : ''}`
      met.set(kind, (met.get(kind) ?? 0) + 1)
    }
    // Five units, both policies, with and without stops, with and without an extension.
    expect(met.size).toBe(40)
    expect(Math.min(...met.values())).toBeGreaterThan(RUNS / 2000)
  })

  it('ends its explanation with the day it gives, in words of both languages', () => {
    const random = chance(SEED + 1)
    const offices = Array.from({ length: 4 }, () => anOffice(random))
    for (let run = 0; run < 300; run += 1) {
      const { dueAt, explanation } = reckonHistory(asHistory(aHistory(random)), random.of(offices).office)
      expect(explanation.at(-1)).toEqual({ code: 'due', at: dueAt.toISOString() })
      expect(explanation.filter((step) => step.code === 'due')).toHaveLength(1)
      for (const lang of ['vi', 'en'] as const) for (const line of explain(explanation, lang)) expect(line.text).not.toMatch(/undefined|NaN|Invalid/)
    }
  })
})

describe('an extension', () => {
  const office: Office = { calendar: compileCalendar(1, [{ date: '2026-11-24', kind: 'holiday', nameVi: 'Ngày Văn hóa Việt Nam', nameEn: 'Viet Nam Culture Day', swapWith: null, status: 'official' }], [2026]), weeks: DEFAULT_WEEKS }
  it.each([
    ['2026-11-25', '2026-11-25T17:00'],
    ['2026-11-24', '2026-11-25T17:00'],
    ['2026-11-28', '2026-11-30T17:00'],
  ])('to %s is due at %s', (to, expected) => {
    expect(extendedDue({ at: new Date('2026-11-20T09:00:00+07:00'), to }, office).dueAt).toEqual(new Date(`${expected}:00+07:00`))
  })
  it('that promised later than a whole period from the end of a stop stands', () => {
    const history: DeadlineHistory = {
      receivedAt: new Date('2026-11-16T09:00:00+07:00'),
      period: { amount: 3, unit: 'working_day' },
      policy: 'recompute',
      pauses: [{ stoppedAt: new Date('2026-11-18T09:00:00+07:00'), resumedAt: new Date('2026-11-19T09:00:00+07:00') }],
      extension: { at: new Date('2026-11-17T09:00:00+07:00'), to: '2026-12-15' },
    }
    const { dueAt, explanation } = reckonHistory(history, office)
    expect(dueAt).toEqual(new Date('2026-12-15T17:00:00+07:00'))
    expect(explain(explanation, 'vi').map((line) => line.text)).toContainEqual(expect.stringMatching(/^Ngày đã gia hạn \(.*15\/12\/2026.*\) muộn hơn nên được giữ\.$/))
  })
  it('has a day: another text is none', () => {
    expect(() => extendedDue({ at: new Date(0), to: '2026-13-01' }, office)).toThrow(RangeError)
    expect(addMonths(parseCivilDate('2026-01-31') ?? 0, 1)).toBe(parseCivilDate('2026-02-28'))
  })
})
