import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillingTimeOf, LEAST_FILLINGS, minutesBetween, MOST_FILLINGS, withNewer } from './filling-time.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 27, 2) + minutes * 60_000)

describe('the time from beginning to submission', () => {
  it.each([
    [0, 1],
    [0.2, 1],
    [7.4, 7],
    [12.5, 13],
    [180, 180],
    [180.1, null],
    [1440, null],
    [-1, null],
  ])('of %d minutes counts as %j', (minutes, counted) => expect(minutesBetween(at(0), at(minutes))).toBe(counted))
})

describe('what is told', () => {
  const many = (minutes: number, count = LEAST_FILLINGS) => Array.from({ length: count }, () => minutes)
  it('is nothing while few have filled it in', () => {
    expect(fillingTimeOf([])).toBeNull()
    expect(fillingTimeOf(many(7, LEAST_FILLINGS - 1))).toBeNull()
  })
  it.each([
    [many(7), { minutes: 7, fillings: 10 }],
    [[1, 2, 3, 4, 5, 15, 16, 17, 18, 180], { minutes: 10, fillings: 10 }],
    [[...many(19), 180], { minutes: 19, fillings: 11 }],
    [many(43), { minutes: 45, fillings: 10 }],
    [many(180, MOST_FILLINGS), { minutes: 180, fillings: 100 }],
  ])('is the median, to five minutes where it is long: %j', (minutes, told) => expect(fillingTimeOf(minutes)).toEqual(told))

  it('half take as long or longer, half as long or shorter; the order in which they came is nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 180 }), { minLength: LEAST_FILLINGS, maxLength: MOST_FILLINGS }), (minutes) => {
        const told = fillingTimeOf(minutes)?.minutes ?? 0
        const slack = told < 20 ? 0.5 : 2.5
        expect(minutes.filter((one) => one <= told + slack).length * 2).toBeGreaterThanOrEqual(minutes.length)
        expect(minutes.filter((one) => one >= told - slack).length * 2).toBeGreaterThanOrEqual(minutes.length)
        expect(fillingTimeOf([...minutes].reverse())?.minutes).toBe(told)
      }),
    )
  })
  it('is of the latest', () => {
    const kept = withNewer(many(1, MOST_FILLINGS), many(9, 60))
    expect(kept).toHaveLength(MOST_FILLINGS)
    expect(fillingTimeOf(kept)).toEqual({ minutes: 9, fillings: MOST_FILLINGS })
  })
})
