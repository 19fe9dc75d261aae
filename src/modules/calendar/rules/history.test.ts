import { describe, expect, it } from 'vitest'
import { addMonths, parseCivilDate } from '../../../platform/day-number.ts'
import { compileCalendar } from './calendar.ts'
import { explain } from './explain.ts'
import { aHistory, anOffice, asHistory, chance, instant } from './histories.fixture.ts'
import { type DeadlineHistory, extendedDue, reckonHistory } from './history.ts'
import { DEFAULT_WEEKS } from './sessions.ts'
import type { Office } from './working-time.ts'

const RUNS = 100_000
const SEED = 20_261_127
const OFFICES = 40

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
