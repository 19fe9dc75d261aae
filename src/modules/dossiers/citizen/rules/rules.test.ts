import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLookGuard, networkOf } from './look-guard.ts'
import { phonesToAsk, readNumber } from './tracking-code.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23) + seconds * 1000)

describe('networks of addresses', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
  ])('%s is %s', (ip, network) => expect(networkOf(ip)).toBe(network))
})

describe('look-ups by code', () => {
  it('allow so many different codes in the span, never more', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 60 }), (codes) => {
        const guard = createLookGuard({ codes: 5, seconds: 600, addresses: 10 })
        const admitted = new Set(codes.filter((code) => guard.admit('203.0.113.1', String(code), at(0)) === 0))
        expect(admitted.size).toBe(Math.min(5, new Set(codes).size))
      }),
    )
  })
  it('begin anew after the span and forget the oldest address', () => {
    const guard = createLookGuard({ codes: 1, seconds: 600, addresses: 2 })
    expect([guard.admit('a', '1', at(0)), guard.admit('a', '2', at(10)), guard.admit('a', '2', at(600))]).toEqual([
      0, 590, 0,
    ])
    guard.admit('b', '1', at(601))
    guard.admit('c', '1', at(602))
    expect(guard.admit('a', '3', at(603))).toBe(0)
  })
})

describe('what is typed', () => {
  it.each([
    ['092 196 001 234', '092196001234'],
    ['０９２１９６００１２３４', '092196001234'],
    ['123456789', '123456789'],
    ['1234567890', null],
    ['09219600123x', null],
    ['', null],
  ])('%s is %s', (typed, number) => expect(readNumber(typed)).toBe(number))

  it('up to three different phones get a code', () => {
    const row = (n: number | null) => ({ phone_index: n === null ? null : Buffer.from([n]) })
    expect(phonesToAsk([row(1), row(1), row(null), row(2), row(3), row(4)])).toEqual([row(1), row(2), row(3)])
  })
})
