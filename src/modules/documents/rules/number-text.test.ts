import { describe, expect, it } from 'vitest'
import { numberText } from './number-text.ts'

describe('a number of a result', () => {
  it.each([
    ['{number}/{year}', '7/2026'],
    ['{number}/GPXD', '7/GPXD'],
    ['{number}/QĐ-UBND', '7/QĐ-UBND'],
    ['{year}-{number}', '2026-7'],
    ['{number}', '7'],
  ])('%s is written %s', (pattern, text) => expect(numberText(pattern, { number: 7, year: 2026 })).toBe(text))
})
