import { expect, it } from 'vitest'
import { willBeLate } from './will-be-late.ts'

it.each([
  ['near, with more to do than time', { minutesLeft: 900, hoursAhead: 16, warnDays: 2 }, true],
  ['near, with just enough time', { minutesLeft: 960, hoursAhead: 16, warnDays: 2 }, false],
  ['far', { minutesLeft: 961, hoursAhead: 40, warnDays: 2 }, false],
  ['over', { minutesLeft: 0, hoursAhead: 8, warnDays: 2 }, false],
  ['without a process', { minutesLeft: 100, hoursAhead: null, warnDays: 2 }, false],
  ['with nothing left that takes time', { minutesLeft: 1, hoursAhead: 0, warnDays: 2 }, false],
])('%s', (_title, input, expected) => expect(willBeLate(input)).toBe(expected))
