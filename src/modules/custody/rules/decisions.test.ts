import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decisionsOf } from './decisions.ts'

const items = [
  { ordinal: 1, code: 'A', state: 'open' },
  { ordinal: 2, code: 'B', state: 'open' },
  { ordinal: 3, code: 'C', state: 'received' },
]
const said = (ordinal: number, state: string, reason = '') => ({ ordinal, state, reason })
const states = (typed: Parameters<typeof decisionsOf>[1]) => decisionsOf(items, typed).decisions.map((one) => [one.ordinal, one.state])

describe('what a receiver said', () => {
  it.each([
    ['nothing', { each: [], scanned: [], all: false }, []],
    ['one there', { each: [said(1, 'received')], scanned: [], all: false }, [[1, 'received']]],
    ['one missing', { each: [said(2, 'missing', 'Không thấy')], scanned: [], all: false }, [[2, 'missing']]],
    ['all there: only what is open', { each: [], scanned: [], all: true }, [[1, 'received'], [2, 'received']]],
    ['all there but one', { each: [said(2, 'missing', 'Rách')], scanned: [], all: true }, [[1, 'received'], [2, 'missing']]],
    ['scanned', { each: [], scanned: ['B'], all: false }, [[2, 'received']]],
    ['scanned, but said to be missing', { each: [said(2, 'missing', 'Rách')], scanned: ['B'], all: false }, [[2, 'missing']]],
    ['what was typed by hand', { each: [said(1, 'lost')], scanned: [], all: false }, []],
  ])('%s', (_name, typed, expected) => {
    expect(states(typed)).toEqual(expected)
  })

  it('a missing one has a reason, and a code that is not on the slip is told of', () => {
    const { decisions, faults, unknown } = decisionsOf(items, { each: [said(1, 'missing', '  ')], scanned: ['A', 'Z'], all: false })
    expect(decisions).toEqual([])
    expect(faults).toEqual([{ ordinal: 1, text: expect.stringContaining('A') }])
    expect(unknown).toEqual(['Z'])
  })

  it('never decides an item twice, nor one that is not there', () => {
    const state = fc.constantFrom('received', 'missing', '', 'x')
    fc.assert(
      fc.property(fc.array(fc.record({ ordinal: fc.integer({ min: 0, max: 5 }), state, reason: fc.string() })), fc.array(fc.constantFrom('A', 'B', 'C', 'Z')), fc.boolean(), (each, scanned, all) => {
        const { decisions } = decisionsOf(items, { each, scanned, all })
        const ordinals = decisions.map((one) => one.ordinal)
        expect(new Set(ordinals).size).toBe(ordinals.length)
        expect(ordinals.every((one) => items.some((item) => item.ordinal === one))).toBe(true)
      }),
    )
  })
})
