import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balanceOf, RECEIPT } from './fees.ts'

const fee = (amount: number | null, exempt = false) => ({ amount, exempt })

describe('the balance of a dossier', () => {
  it.each<[string, Parameters<typeof balanceOf>[0], number[], string, number]>([
    ['nothing is owed where nothing costs', [fee(0)], [], 'none', 0],
    ['nothing by whom the law exempts', [fee(200_000, true), fee(null, true)], [], 'none', 0],
    ['all heads together', [fee(200_000), fee(5_000)], [], 'unpaid', 205_000],
    ['a part was paid', [fee(200_000)], [50_000], 'pending', 200_000],
    ['paid in two parts', [fee(200_000)], [50_000, 150_000], 'paid', 200_000],
    ['what the province sets is owed until something was collected for it', [fee(null)], [], 'unpaid', 0],
    ['… and settled by what the officer entered', [fee(null)], [75_000], 'paid', 0],
    ['… beside a head that is known', [fee(10_000), fee(null)], [10_000], 'pending', 10_000],
    ['… beside a head that is known, both', [fee(10_000), fee(null)], [10_000, 5_000], 'paid', 10_000],
  ])('%s', (_what, heads, collected, status, due) => {
    expect(balanceOf(heads, collected.map((amount) => ({ amount })))).toMatchObject({ status, due, collected: collected.reduce((a, b) => a + b, 0) })
  })
  it('never goes back by collecting more', () => {
    const rank = { none: 0, unpaid: 0, pending: 1, paid: 2 }
    fc.assert(
      fc.property(fc.array(fc.record({ amount: fc.option(fc.integer({ min: 0, max: 500_000 })), exempt: fc.boolean() }), { maxLength: 4 }), fc.array(fc.integer({ min: 1, max: 300_000 }), { maxLength: 5 }), (heads, sums) => {
        const ranks = sums.map((_, i) => rank[balanceOf(heads, sums.slice(0, i + 1).map((amount) => ({ amount }))).status])
        expect([...ranks].sort((a, b) => a - b)).toEqual(ranks)
      }),
    )
  })
})

describe('the number of a receipt', () => {
  it.each(['0001234', 'AB/26E-0000123', 'BL 12'])('%s', (text) => expect(RECEIPT.test(text)).toBe(true))
  it.each(['', ' ', '-1', '<b>', 'x'.repeat(41)])('not «%s»', (text) => expect(RECEIPT.test(text)).toBe(false))
})
