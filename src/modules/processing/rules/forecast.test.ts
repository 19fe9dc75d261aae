import { describe, expect, it } from 'vitest'
import { expectedMinutes, forecastOf, type StepNow } from './forecast.ts'

const STEP: StepNow = { minutesLeft: 480, minutesOpen: 0, typicalMinutes: 240, queue: 10, usualQueue: 10, isPaused: false }

describe('the forecast of a step', () => {
  it.each<[string, Partial<StepNow>, string]>([
    ['much time left', {}, 'in-time'],
    ['past its time', { minutesLeft: -1 }, 'late'],
    ['due this minute, still to do', { minutesLeft: 0 }, 'likely-late'],
    ['less time than it usually takes', { minutesLeft: 200 }, 'likely-late'],
    ['hardly more than it usually takes', { minutesLeft: 280 }, 'tight'],
    ['half of the usual time has gone by', { minutesLeft: 200, minutesOpen: 120 }, 'in-time'],
    ['open for long: a quarter is still expected', { minutesLeft: 50, minutesOpen: 5000 }, 'likely-late'],
    ['with somebody who has twice as many', { queue: 20, minutesLeft: 450 }, 'likely-late'],
    ['with somebody who has ten times as many: no more than three times as long', { queue: 100, minutesLeft: 1000 }, 'in-time'],
    ['with somebody who has none other', { queue: 1, minutesLeft: 160 }, 'in-time'],
    ['nobody else does such work', { usualQueue: 0 }, 'in-time'],
    ['paused', { isPaused: true, minutesLeft: -5 }, 'paused'],
    ['too little known', { typicalMinutes: null }, 'unknown'],
    ['late though too little is known', { typicalMinutes: null, minutesLeft: -5 }, 'late'],
    ['outside the time limit', { minutesLeft: null }, 'unknown'],
  ])('%s', (_title, change, told) => expect(forecastOf({ ...STEP, ...change })).toBe(told))

  it('never expects less for a longer queue or a shorter past', () => {
    for (let queue = 0; queue < 40; queue++) {
      expect(expectedMinutes({ ...STEP, typicalMinutes: 240, queue: queue + 1 })).toBeGreaterThanOrEqual(expectedMinutes({ ...STEP, typicalMinutes: 240, queue }))
      expect(expectedMinutes({ ...STEP, typicalMinutes: 240, minutesOpen: queue * 10 })).toBeGreaterThanOrEqual(expectedMinutes({ ...STEP, typicalMinutes: 240, minutesOpen: queue * 10 + 10 }))
    }
  })
})
