import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choiceParameter, numberParameter } from '../define.ts'
import { inForce, readValue, valueText } from './value.ts'

const days = numberParameter({ key: 'test.days', title: 'Số ngày', unit: 'ngày', min: 1, max: 30, default: 5, law: 'thử', confirmed: false })
const way = choiceParameter({ key: 'test.way', title: 'Cách', choices: { resume: 'Cộng thêm', recompute: 'Tính lại' }, default: 'resume', law: 'thử', confirmed: false })
const record = (agencyId: string | null, validFrom: string, value: string, minute = 0) => ({ agencyId, validFrom, value, recordedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)) })

describe('readValue', () => {
  it.each([
    ['5', 5],
    ['30', 30],
    ['31', null],
    ['0', null],
    ['-1', null],
    ['5.5', null],
    ['', null],
    ['5 ', null],
    ['9999999999999', null],
  ])('reads %j as %j', (text, value) => expect(readValue(days, text)).toBe(value))

  it.each([
    ['resume', 'resume'],
    ['toString', null],
    ['__proto__', null],
    ['', null],
  ])('reads the choice %j as %j', (text, value) => expect(readValue(way, text)).toBe(value))

  it('is written with its unit or the words of the choice', () => {
    expect([valueText(days, 5), valueText(way, 'recompute')]).toEqual(['5 ngày', 'Tính lại'])
  })
})

describe('inForce', () => {
  const records = [record(null, '2026-01-01', '5'), record(null, '2026-06-01', '7'), record('a', '2026-03-01', '9'), record(null, '2026-06-01', '8', 1)]
  it.each([
    [null, '2025-12-31', undefined],
    [null, '2026-01-01', '5'],
    [null, '2026-05-31', '5'],
    [null, '2026-06-01', '8'],
    ['a', '2026-02-28', '5'],
    ['a', '2026-12-31', '9'],
    ['b', '2026-12-31', '8'],
  ])('for %j on %s is %j', (agency, on, value) => expect(inForce(records, agency, on)?.value).toBe(value))

  it('does not depend on the order of the records', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(records, { minLength: records.length }), (shuffled) => {
        expect(inForce(shuffled, 'a', '2026-05-01')?.value).toBe('9')
        expect(inForce(shuffled, null, '2026-07-01')?.value).toBe('8')
      }),
    )
  })
})
