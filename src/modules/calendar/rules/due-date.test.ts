import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { civilDateOf, isoInVietnam } from '../../../platform/clock.ts'
import { formatCivilDate, parseCivilDate } from '../../../platform/day-number.ts'
import { readShippedDays } from '../shipped.ts'
import { acceptBy } from './acceptance.ts'
import { compileCalendar, offReason, type WorkCalendar } from './calendar.ts'
import { dueDate, periodFault, type PeriodUnit } from './due-date.ts'
import { explain } from './explain.ts'
import { classify } from './outcome.ts'
import { type PausePolicy, resumeDue } from './pause.ts'
import { DEFAULT_WEEKS, type Session, type WorkingWeek, type WorkingWeeks } from './sessions.ts'
import { addWorkingHours, dayOf, instantAt, nextWorkingInstant, workingMinutesBetween } from './working-time.ts'

const days = await readShippedDays(fileURLToPath(new URL('../../../../data/holidays', import.meta.url)))
const calendar = compileCalendar(1, days, [2024, 2025, 2026, 2027])
const at = (text: string) => new Date(`${text.length === 10 ? `${text}T09:00` : text}:00+07:00`)
const due = (receivedAt: string, amount: number, unit: PeriodUnit) =>
  isoInVietnam(dueDate({ receivedAt: at(receivedAt), amount, unit, calendar }).dueAt).slice(0, 16)

/** @see shared rules 7.4, test vectors */
describe('due dates of the published vectors', () => {
  it.each<[string, number, string]>([
    ['2026-11-20T09:00', 1, '2026-11-23'],
    ['2026-11-20T09:00', 3, '2026-11-26'],
    ['2026-11-23T09:00', 1, '2026-11-25'],
    ['2026-11-23T09:00', 3, '2026-11-27'],
    ['2026-04-24', 3, '2026-05-04'],
    ['2026-08-20', 2, '2026-08-22'],
    ['2026-08-28', 1, '2026-09-03'],
    ['2026-02-13', 7, '2026-03-03'],
    ['2025-04-25', 3, '2025-04-29'],
    ['2026-12-31', 1, '2027-01-04'],
    ['2026-11-20T18:00', 1, '2026-11-25'],
  ])('received %s, %i working days: %s at closing', (receivedAt, amount, date) => {
    expect(due(receivedAt, amount, 'working_day')).toBe(`${date}T17:00`)
  })

  it.each<[string, number, PeriodUnit, string]>([
    ['2026-11-16T14:59', 1, 'same_day', '2026-11-16T17:00'],
    ['2026-11-16T15:00', 1, 'same_day', '2026-11-17T17:00'],
    ['2026-11-23T15:00', 1, 'same_day', '2026-11-25T17:00'],
    ['2026-11-21T10:00', 1, 'same_day', '2026-11-23T17:00'],
    ['2026-11-20T17:00', 1, 'same_day', '2026-11-23T17:00'],
    ['2026-11-20T16:00', 8, 'hour', '2026-11-23T16:30'],
    ['2026-11-20T09:30', 2, 'hour', '2026-11-20T11:30'],
    ['2026-11-20T11:30', 1, 'hour', '2026-11-20T14:30'],
    ['2026-11-20T08:00', 0.5, 'working_day', '2026-11-20T14:00'],
    ['2026-11-20', 4, 'day', '2026-11-25T17:00'],
    ['2026-11-20', 3, 'day', '2026-11-23T17:00'],
    ['2026-12-31', 2, 'month', '2027-03-01T17:00'],
    ['2026-11-20', 1, 'month', '2026-12-21T17:00'],
    ['2026-08-31', 1, 'month', '2026-10-05T17:00'],
  ])('received %s, %d %s: %s', (receivedAt, amount, unit, expected) => {
    expect(due(receivedAt, amount, unit)).toBe(expected)
  })

  /** @see NĐ 301/2026/NĐ-CP, art. 7.2 */
  it.each<[string, number, PeriodUnit, string]>([
    ['2026-11-16T14:59', 2, 'working_day', '2026-11-18T17:00'],
    ['2026-11-16T15:00', 2, 'working_day', '2026-11-19T17:00'],
    ['2026-11-16T15:00', 1, 'day', '2026-11-18T17:00'],
    ['2026-11-20T15:30', 1, 'day', '2026-11-25T17:00'],
    ['2026-11-21T16:00', 1, 'working_day', '2026-11-25T17:00'],
    ['2026-11-16T15:00', 2, 'hour', '2026-11-17T09:30'],
    ['2026-11-16T14:00', 2, 'hour', '2026-11-16T16:00'],
    ['2026-11-16T15:00', 1, 'month', '2026-12-17T17:00'],
  ])('received %s with a cut-off at 15:00, %d %s: %s', (receivedAt, amount, unit, expected) => {
    const { dueAt, explanation } = dueDate({ receivedAt: at(receivedAt), amount, unit, cutOff: '15:00', calendar })
    expect(isoInVietnam(dueAt).slice(0, 16)).toBe(expected)
    expect(explain(explanation, 'vi').some(({ text }) => text.includes('Nhận từ 15:00'))).toBe(explanation.some(({ code }) => code === 'next-day-from-cut-off'))
  })

  it.each<[PausePolicy, string]>([
    ['resume', '2026-11-23T17:00'],
    ['recompute', '2026-11-25T17:00'],
  ])('three working days from 16/11, stopped 17/11 10:00 to 19/11 15:00, policy %s: %s', (policy, expected) => {
    const period = { amount: 3, unit: 'working_day' as const }
    const { dueAt } = dueDate({ ...period, receivedAt: at('2026-11-16'), calendar })
    const resumed = resumeDue({
      policy,
      period,
      currentDueAt: dueAt,
      stoppedAt: at('2026-11-17T10:00'),
      resumedAt: at('2026-11-19T15:00'),
      calendar,
    })
    expect(isoInVietnam(resumed.dueAt).slice(0, 16)).toBe(expected)
  })

  it('accepts or answers within 8 working hours', () => {
    expect(isoInVietnam(acceptBy(at('2026-11-20T16:00'), calendar).dueAt)).toBe('2026-11-23T16:30:00+07:00')
    expect(isoInVietnam(acceptBy(at('2026-11-21T22:00'), calendar).dueAt)).toBe('2026-11-25T08:00:00+07:00')
  })
})

describe('stops', () => {
  const stop = (unit: PeriodUnit, amount: number, currentDueAt: string, stoppedAt: string, resumedAt: string) =>
    isoInVietnam(
      resumeDue({
        policy: 'resume',
        period: { unit, amount },
        currentDueAt: at(currentDueAt),
        stoppedAt: at(stoppedAt),
        resumedAt: at(resumedAt),
        calendar,
      }).dueAt,
    ).slice(0, 16)

  it.each<[string, PeriodUnit, number, string, string, string, string]>([
    [
      'within one day moves days by none',
      'working_day',
      3,
      '2026-11-19T17:00',
      '2026-11-17T08:00',
      '2026-11-17T16:00',
      '2026-11-19T17:00',
    ],
    [
      'over a weekend only moves nothing',
      'working_day',
      3,
      '2026-11-19T17:00',
      '2026-11-13T18:00',
      '2026-11-16T08:00',
      '2026-11-19T17:00',
    ],
    [
      'hours move by the minutes worked',
      'hour',
      8,
      '2026-11-20T16:30',
      '2026-11-20T10:00',
      '2026-11-20T14:00',
      '2026-11-23T09:00',
    ],
    [
      'half days move by minutes too',
      'working_day',
      0.5,
      '2026-11-20T14:00',
      '2026-11-20T11:00',
      '2026-11-20T13:30',
      '2026-11-20T14:30',
    ],
    [
      'calendar days move by calendar days',
      'day',
      4,
      '2026-11-20T17:00',
      '2026-11-17T10:00',
      '2026-11-21T10:00',
      '2026-11-26T17:00',
    ],
    [
      'months move by calendar days',
      'month',
      1,
      '2026-12-10T17:00',
      '2026-12-01T10:00',
      '2026-12-03T10:00',
      '2026-12-14T17:00',
    ],
    [
      'same day moves by working days',
      'same_day',
      1,
      '2026-11-16T17:00',
      '2026-11-16T10:00',
      '2026-11-18T09:00',
      '2026-11-18T17:00',
    ],
  ])('%s', (_title, unit, amount, current, stopped, resumed, expected) => {
    expect(stop(unit, amount, current, stopped, resumed)).toBe(expected)
  })

  it('refuses a stop that ends before it begins', () => {
    expect(() => stop('hour', 8, '2026-11-20T16:30', '2026-11-20T10:00', '2026-11-19T10:00')).toThrow(RangeError)
  })
})

describe('explanations', () => {
  const lines = (receivedAt: string, amount: number, unit: PeriodUnit) =>
    explain(dueDate({ receivedAt: at(receivedAt), amount, unit, calendar }).explanation, 'vi').map((l) => l.text)

  it('names each day left out', () => {
    expect(lines('2026-11-20T18:00', 1, 'working_day')).toEqual([
      'Nhận đủ hồ sơ lúc 18:00, 20/11/2026.',
      'Nhận ngoài giờ làm việc: tính từ 07:30, 23/11/2026.',
      'Ngày bắt đầu (23/11/2026) không tính (Điều 147 Bộ luật Dân sự 2015).',
      'Nghỉ lễ: 24/11/2026 (Ngày Văn hóa Việt Nam).',
      'Ngày làm việc thứ 1: 25/11/2026.',
      'Hạn trả kết quả: 17:00, 25/11/2026.',
    ])
  })

  it('joins days counted in a row and names an exchanged Saturday', () => {
    expect(lines('2026-08-19', 5, 'working_day').slice(2)).toEqual([
      'Ngày làm việc thứ 1 đến thứ 2: từ 20/08/2026 đến 21/08/2026.',
      '22/08/2026 là ngày làm việc bù cho ngày 31/08/2026.',
      'Ngày làm việc thứ 3: 22/08/2026.',
      'Nghỉ hằng tuần: 23/08/2026.',
      'Ngày làm việc thứ 4 đến thứ 5: từ 24/08/2026 đến 25/08/2026.',
      'Hạn trả kết quả: 17:00, 25/08/2026.',
    ])
  })

  it('reckons hours run by run', () => {
    expect(lines('2026-11-20T16:00', 8, 'hour').slice(1)).toEqual([
      'Tính 1 giờ làm việc: từ 16:00, 20/11/2026 đến 17:00, 20/11/2026.',
      'Nghỉ hằng tuần: 21/11/2026 và 22/11/2026.',
      'Tính 7 giờ làm việc: từ 07:30, 23/11/2026 đến 16:30, 23/11/2026.',
      'Hạn trả kết quả: 16:30, 23/11/2026.',
    ])
  })

  it('says that the last day moved', () => {
    expect(lines('2026-11-20', 4, 'day')).toContain(
      'Ngày cuối là ngày nghỉ nên thời hạn kết thúc vào ngày làm việc tiếp theo, 25/11/2026 (Điều 148 Bộ luật Dân sự 2015).',
    )
  })

  it('says when a year has no holidays or none that are final', () => {
    expect(lines('2027-12-30', 5, 'working_day')).toContain(
      'Chưa có lịch nghỉ lễ năm 2028: chỉ trừ thứ Bảy, Chủ nhật; ngày hẹn có thể thay đổi khi có lịch.',
    )
    expect(lines('2026-12-31', 2, 'working_day')).toContain('Lịch nghỉ năm 2027 có ngày chưa được công bố chính thức.')
    expect(lines('2026-11-20', 2, 'working_day').join()).not.toMatch(/Chưa có lịch|chưa được công bố/)
    for (const unit of ['day', 'month', 'hour'] as const)
      expect(lines('2028-01-03', 20, unit).join()).toContain('Chưa có lịch nghỉ lễ năm 2028')
  })

  it('has a sentence in both languages for every line', () => {
    fc.assert(
      fc.property(anInstant, anyPeriod, (receivedAt, period) => {
        const { explanation } = dueDate({ ...period, receivedAt, calendar })
        for (const lang of ['vi', 'en'] as const) {
          for (const line of explain(explanation, lang)) expect(line.text).not.toMatch(/undefined|NaN|Invalid/)
        }
        expect(explanation.at(-1)?.code).toBe('due')
      }),
      { numRuns: 200 },
    )
  })
})

describe('outcome', () => {
  it.each([
    ['2026-11-24T23:59', 'early'],
    ['2026-11-25T07:00', 'on_time'],
    ['2026-11-25T23:59', 'on_time'],
    ['2026-11-26T00:00', 'late'],
  ])('ended %s, due 25/11 17:00: %s', (endedAt, outcome) => {
    expect(classify(at(endedAt), at('2026-11-25T17:00'))).toBe(outcome)
  })
})

describe('input', () => {
  it.each<[number, PeriodUnit, string | null]>([
    [0, 'working_day', 'amount'],
    [-1, 'day', 'amount'],
    [1.5, 'day', 'amount'],
    [1.5, 'month', 'amount'],
    [Number.NaN, 'hour', 'amount'],
    [1e9, 'hour', 'amount'],
    [1.5, 'working_day', null],
    [0, 'same_day', null],
  ])('%d %s: %s', (amount, unit, fault) => {
    expect(periodFault({ amount, unit })).toBe(fault)
    if (fault) expect(() => due('2026-11-20', amount, unit)).toThrow(RangeError)
  })
  it('knows a cut-off that is no time', () => {
    expect(periodFault({ amount: 1, unit: 'same_day', cutOff: '25:00' })).toBe('cut-off')
  })
})

// ─── Properties against an oracle that looks at every minute or every day ───

const FIRST = parseCivilDate('2025-12-20') ?? 0
const anInstant = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 1439 }))
  .map(([d, m]) => instantAt(FIRST + d, m))
const anyPeriod = fc.oneof(
  fc.record({ unit: fc.constantFrom<PeriodUnit>('working_day', 'day'), amount: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ unit: fc.constant<PeriodUnit>('hour'), amount: fc.integer({ min: 1, max: 2400 }).map((m) => m / 60) }),
  fc.record({ unit: fc.constantFrom<PeriodUnit>('month', 'same_day'), amount: fc.integer({ min: 1, max: 3 }) }),
)
const someSessions: fc.Arbitrary<Session[]> = fc
  .uniqueArray(fc.integer({ min: 12, max: 44 }), { minLength: 2, maxLength: 6 })
  .map((cuts) => cuts.sort((a, b) => a - b))
  .map((cuts) =>
    Array.from({ length: Math.floor(cuts.length / 2) }, (_, i) => ({
      start: (cuts[2 * i] ?? 0) * 30,
      end: (cuts[2 * i + 1] ?? 0) * 30,
    })),
  )
const someWeeks: fc.Arbitrary<WorkingWeeks> = fc
  .tuple(
    someSessions,
    someSessions,
    fc.oneof(someSessions, fc.constant([])),
    someSessions,
    fc.oneof(someSessions, fc.constant([])),
    fc.integer({ min: 0, max: 40 }),
  )
  .map(([a, b, c, d, e, change]) => [
    { from: -1e9, to: FIRST + change, week: [a, b, c, d, e] as WorkingWeek },
    { from: FIRST + change + 1, to: null, week: [e.length ? e : a, d, c, b, a] as WorkingWeek },
  ])
const someCalendar: fc.Arbitrary<WorkCalendar> = fc
  .uniqueArray(
    fc.tuple(
      fc.integer({ min: 0, max: 100 }),
      fc.constantFrom('holiday' as const, 'compensation' as const, 'swap_off' as const, 'swap_work' as const),
    ),
    {
      maxLength: 30,
      selector: ([d]) => d,
    },
  )
  .map((list) =>
    compileCalendar(
      1,
      list.map(([d, kind]) => ({
        date: formatCivilDate(FIRST + d),
        kind,
        nameVi: 'x',
        nameEn: 'x',
        swapWith: null,
        status: 'official',
      })),
      [2025, 2026],
    ),
  )

function oracle(weeks: WorkingWeeks, cal: WorkCalendar) {
  const sessions = (day: number): readonly Session[] => {
    if (offReason(cal, day)) return []
    const week = weeks.find((w) => w.from <= day && (w.to === null || day <= w.to))?.week
    const weekday = new Date(day * 86_400_000).getUTCDay()
    return week?.[weekday === 0 || weekday === 6 ? 0 : weekday - 1] ?? []
  }
  const open = (instant: Date) => {
    const minute = Math.floor((instant.getTime() + 7 * 3600_000) / 60_000)
    return sessions(Math.floor(minute / 1440)).some((s) => s.start <= minute % 1440 && minute % 1440 < s.end)
  }
  const later = (instant: Date, minutes: number) => new Date(instant.getTime() + minutes * 60_000)
  const start = (instant: Date) => {
    let t = instant
    while (!open(t)) t = later(t, 1)
    return t
  }
  return {
    sessions,
    start,
    closing: (day: number) => instantAt(day, sessions(day).at(-1)?.end ?? 0),
    nth(day: number, n: number) {
      let d = day
      for (let left = n; left > 0; ) if (sessions(++d).length) left -= 1
      return d
    },
    roll(day: number) {
      let d = day
      while (!sessions(d).length) d += 1
      return d
    },
    addMinutes(from: Date, minutes: number) {
      let t = start(from)
      for (let left = minutes; left > 0; t = later(t, 1)) if (open(t)) left -= 1
      return t
    },
    minutes(from: Date, to: Date) {
      let n = 0
      for (let t = from; t < to; t = later(t, 1)) if (open(t)) n += 1
      return n
    },
  }
}

describe('properties', { timeout: 60_000 }, () => {
  it('working minutes and hours equal a count of every minute', () => {
    fc.assert(
      fc.property(
        someCalendar,
        someWeeks,
        anInstant,
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 0, max: 8000 }),
        (cal, weeks, from, minutes, span) => {
          const office = { calendar: cal, weeks }
          const o = oracle(weeks, cal)
          const to = new Date(from.getTime() + span * 60_000)
          expect(workingMinutesBetween(office, from, to)).toBe(o.minutes(from, to))
          expect(nextWorkingInstant(office, from)).toEqual(o.start(from))
          expect(addWorkingHours(office, from, minutes / 60)).toEqual(o.addMinutes(from, minutes))
          expect(workingMinutesBetween(office, from, addWorkingHours(office, from, minutes / 60))).toBe(minutes)
        },
      ),
      { numRuns: 80 },
    )
  })

  it('due dates equal those of a count of every day', () => {
    fc.assert(
      fc.property(
        someCalendar,
        someWeeks,
        anInstant,
        fc.integer({ min: 1, max: 25 }),
        fc.constantFrom<PeriodUnit>('working_day', 'day', 'same_day'),
        (cal, weeks, receivedAt, n, unit) => {
          const o = oracle(weeks, cal)
          const counted = o.start(receivedAt)
          const first = dayOf(counted)
          const result = dueDate({ receivedAt, amount: n, unit, calendar: cal, sessions: weeks })
          const late = counted >= instantAt(first, 900)
          const last = unit === 'day' ? o.roll(first + n) : o.nth(first, unit === 'same_day' ? Number(late) : n)
          expect(result.dueAt).toEqual(o.closing(last))
          expect(result.countedFrom).toEqual(counted)
          expect(
            result.explanation
              .filter((s) => s.code === 'counted')
              .reduce((sum, s) => sum + (s.code === 'counted' ? s.last - s.first + 1 : 0), 0),
          ).toBe(unit === 'working_day' ? n : unit === 'same_day' && late ? 1 : 0)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('stops add what was stopped, counted day by day and minute by minute', () => {
    fc.assert(
      fc.property(
        someCalendar,
        someWeeks,
        anInstant,
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 0, max: 9000 }),
        fc.integer({ min: 0, max: 9000 }),
        fc.boolean(),
        (cal, weeks, receivedAt, n, wait, length, byHours) => {
          const o = oracle(weeks, cal)
          const period = byHours ? { unit: 'hour' as const, amount: n } : { unit: 'working_day' as const, amount: n }
          const first = dueDate({ ...period, receivedAt, calendar: cal, sessions: weeks })
          const stoppedAt = new Date(receivedAt.getTime() + wait * 60_000)
          const resumedAt = new Date(stoppedAt.getTime() + length * 60_000)
          const resumed = resumeDue({
            policy: 'resume',
            period,
            currentDueAt: first.dueAt,
            stoppedAt,
            resumedAt,
            calendar: cal,
            sessions: weeks,
          })
          if (byHours) {
            const minutes = o.minutes(stoppedAt, resumedAt)
            expect(resumed.dueAt).toEqual(minutes ? o.addMinutes(first.dueAt, minutes) : first.dueAt)
            return
          }
          let stopped = 0
          for (let d = dayOf(o.start(stoppedAt)); d < dayOf(o.start(resumedAt)); d += 1)
            if (o.sessions(d).length) stopped += 1
          expect(resumed.dueAt).toEqual(o.closing(o.nth(dayOf(first.dueAt), stopped)))
          const again = resumeDue({
            policy: 'recompute',
            period,
            currentDueAt: first.dueAt,
            stoppedAt,
            resumedAt,
            calendar: cal,
            sessions: weeks,
          })
          expect(again.dueAt).toEqual(
            dueDate({ ...period, receivedAt: resumedAt, calendar: cal, sessions: weeks }).dueAt,
          )
        },
      ),
      { numRuns: 120 },
    )
  })

  it('a later receipt is never due earlier', () => {
    fc.assert(
      fc.property(anInstant, fc.integer({ min: 0, max: 5000 }), anyPeriod, (receivedAt, minutes, period) => {
        const later = new Date(receivedAt.getTime() + minutes * 60_000)
        const of = (instant: Date) =>
          dueDate({ ...period, receivedAt: instant, calendar, sessions: DEFAULT_WEEKS }).dueAt
        expect(of(later) >= of(receivedAt)).toBe(true)
        expect(civilDateOf(of(receivedAt)) >= civilDateOf(receivedAt)).toBe(true)
      }),
    )
  })
})
