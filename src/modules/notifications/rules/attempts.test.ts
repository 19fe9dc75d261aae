import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterFailure, isDue, isTooLate, latestWait } from './attempts.ts'

const madeAt = new Date('2026-11-23T09:00:00+07:00')
const later = (seconds: number) => new Date(madeAt.getTime() + seconds * 1000)

describe('attempts', () => {
  it.each([
    [1, 5],
    [2, 10],
    [3, 20],
    [7, 320],
    [8, 600],
    [500, 600],
  ])('the wait after attempt %i is %i s', (attempts, seconds) => {
    expect(afterFailure({ attempts, madeAt, expiresAt: null }, false, madeAt, 0)).toEqual({ state: 'failed', nextAt: later(seconds) })
  })

  it('what failed together comes back spread over a quarter of the wait', () => {
    const waits = [0, 0.5, 1].map((chance) => afterFailure({ attempts: 8, madeAt, expiresAt: null }, false, madeAt, chance))
    expect(waits).toEqual([600, 525, 450].map((seconds) => ({ state: 'failed', nextAt: later(seconds) })))
  })

  it('a permanent refusal, three days, or a code that ends before the next attempt: given up', () => {
    expect(afterFailure({ attempts: 1, madeAt, expiresAt: null }, true, madeAt, 0)).toEqual({ state: 'given-up' })
    expect(afterFailure({ attempts: 9, madeAt, expiresAt: null }, false, later(3 * 86_400), 0)).toEqual({ state: 'given-up' })
    expect(afterFailure({ attempts: 1, madeAt, expiresAt: later(4) }, false, madeAt, 0)).toEqual({ state: 'given-up' })
    expect(afterFailure({ attempts: 1, madeAt, expiresAt: later(6) }, false, madeAt, 0)).toMatchObject({ state: 'failed' })
  })

  it('what the rules put off is never mistaken for a leftover of another time, and a leftover is due', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 3 * 86_400 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, passed, chance) => {
        const now = later(passed)
        const next = afterFailure({ attempts, madeAt, expiresAt: null }, false, now, chance)
        if (next.state === 'given-up') return
        expect(isDue(next.nextAt, now)).toBe(false)
        expect(isDue(next.nextAt, next.nextAt)).toBe(true)
      }),
    )
    const now = madeAt
    expect(isDue(new Date(latestWait(now).getTime() + 1), now)).toBe(true)
  })

  it('a code ends at its instant', () => {
    expect(isTooLate(null, madeAt)).toBe(false)
    expect(isTooLate(later(1), madeAt)).toBe(false)
    expect(isTooLate(madeAt, madeAt)).toBe(true)
  })
})
