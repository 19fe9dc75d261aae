import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateInWords, inWords, moneyInWords, numberInWords } from './in-words.ts'

describe('numbers in words', () => {
  const cases: [number, string][] = [
    [0, 'không'],
    [1, 'một'],
    [4, 'bốn'],
    [5, 'năm'],
    [10, 'mười'],
    [11, 'mười một'],
    [14, 'mười bốn'],
    [15, 'mười lăm'],
    [20, 'hai mươi'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi tư'],
    [25, 'hai mươi lăm'],
    [100, 'một trăm'],
    [101, 'một trăm linh một'],
    [105, 'một trăm linh năm'],
    [110, 'một trăm mười'],
    [115, 'một trăm mười lăm'],
    [555, 'năm trăm năm mươi lăm'],
    [1000, 'một nghìn'],
    [1001, 'một nghìn không trăm linh một'],
    [1015, 'một nghìn không trăm mười lăm'],
    [2026, 'hai nghìn không trăm hai mươi sáu'],
    [10_000, 'mười nghìn'],
    [21_000, 'hai mươi mốt nghìn'],
    [1_000_005, 'một triệu không trăm linh năm'],
    [1_005_000, 'một triệu không trăm linh năm nghìn'],
    [1_000_000_000, 'một tỷ'],
    [1_000_000_001, 'một tỷ không trăm linh một'],
    [2_000_000_000_000, 'hai nghìn tỷ'],
    [1_234_567, 'một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy'],
  ]
  it.each(cases)('%i is %s', (n, words) => {
    expect(numberInWords(n)).toBe(words)
  })

  it('can be read back', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (n) => void expect(readBack(numberInWords(n))).toBe(n)))
  })

  it.each([-1, 1.5, Number.NaN, 2 ** 60])('refuses %d', (n) => {
    expect(() => numberInWords(n)).toThrow(RangeError)
  })
})

describe('money and dates', () => {
  it('says an amount', () => {
    expect(moneyInWords(0)).toBe('Không đồng')
    expect(moneyInWords(8000)).toBe('Tám nghìn đồng')
    expect(moneyInWords(120_000)).toBe('Một trăm hai mươi nghìn đồng')
  })

  it('says a date', () => {
    expect(dateInWords('2026-11-22')).toBe('Ngày hai mươi hai tháng mười một năm hai nghìn không trăm hai mươi sáu')
    expect(dateInWords('1999-04-05')).toBe('Ngày năm tháng tư năm một nghìn chín trăm chín mươi chín')
    expect(dateInWords('2024-02-29')).toBe('Ngày hai mươi chín tháng hai năm hai nghìn không trăm hai mươi tư')
    expect(dateInWords('2001-01-01')).toBe('Ngày một tháng một năm hai nghìn không trăm linh một')
    expect(dateInWords('1999-04')).toBe('Tháng tư năm một nghìn chín trăm chín mươi chín')
    expect(dateInWords('1999')).toBe('Năm một nghìn chín trăm chín mươi chín')
  })

  it.each(['2026-02-30', '2023-02-29', '22/11/2026', '', '2026-13-01', '2026-13', '2026-1-1', '26'])('%j is no date', (date) => {
    expect(dateInWords(date)).toBeNull()
  })

  it.each([-1, 1.5, null, undefined, true, {}, Number.NaN])('%j is neither', (value) => expect(inWords(value)).toBeNull())
})

const UNITS: Record<string, number> = {
  không: 0, một: 1, mốt: 1, hai: 2, ba: 3, bốn: 4, tư: 4, năm: 5, lăm: 5, sáu: 6, bảy: 7, tám: 8, chín: 9,
}
const SCALES: Record<string, number> = { nghìn: 1e3, triệu: 1e6, tỷ: 1e9 }

/** Reads words to a number, independently of how they were made. */
function readBack(words: string): number {
  let total = 0
  let billions = 0
  let group = 0
  let last = 0
  for (const word of words.split(' ')) {
    if (word === 'linh') continue
    if (word === 'trăm') [group, last] = [group + last * 100, 0]
    else if (word === 'mươi') [group, last] = [group + last * 10, 0]
    else if (word === 'mười') group += 10
    else if (word === 'tỷ') [billions, total, group, last] = [total + group + last, 0, 0, 0]
    else if (SCALES[word]) [total, group, last] = [total + (group + last) * SCALES[word], 0, 0]
    else last = UNITS[word] ?? Number.NaN
  }
  return billions * 1e9 + total + group + last
}
