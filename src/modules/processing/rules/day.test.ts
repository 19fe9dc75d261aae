import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countDay, DAY_LINES, moneyOfDay, spanOfDay, sumOf } from './day.ts'

const act = (kind: string, channel: 1 | 2 | 3 = 1) => ({ kind, channel })

describe('a day counted', () => {
  it.each([
    ['nothing', [], [], {}],
    ['filed by each way', [{ channel: 1, elsewhere: false }, { channel: 2, elsewhere: false }, { channel: 2, elsewhere: false }], [], { filed: [1, 2, 0] }],
    ['received for another office', [{ channel: 3, elsewhere: true }], [], { elsewhere: [0, 0, 1] }],
    ['certified at once: accepted and returned', [], [act('attest')], { accepted: [1, 0, 0], returned: [1, 0, 0] }],
    ['acts of all kinds', [], [act('accept', 2), act('refuse', 3), act('request-supplement', 2), act('hand-over'), act('stop'), act('return', 3)], { accepted: [0, 1, 0], refused: [0, 0, 1], asked: [0, 1, 0], 'handed-over': [1, 0, 0], stopped: [1, 0, 0], returned: [0, 0, 1] }],
    ['what is no matter of a counter', [], [act('note'), act('sign')], {}],
  ] as const)('%s', (_name, filed, acts, expected) => {
    const counted = countDay(filed, acts)
    const shown = Object.fromEntries(DAY_LINES.flatMap((line) => (sumOf(counted[line]) > 0 ? [[line, [counted[line][1], counted[line][2], counted[line][3]]]] : [])))
    expect(shown).toEqual(expected)
  })

  it('money: what was taken back counts against the day on which it was', () => {
    const money = moneyOfDay([{ way: 'cash', amount: 8000 }, { way: 'cash', amount: 2000 }, { way: 'card', amount: 5000 }], [{ way: 'cash', amount: 3000 }])
    expect(money).toEqual({ cash: { collected: 10_000, cancelled: 3000, rest: 7000 }, transfer: { collected: 0, cancelled: 0, rest: 0 }, card: { collected: 5000, cancelled: 0, rest: 5000 } })
  })

  it('of all days together no dong is lost', () => {
    const row = fc.record({ way: fc.constantFrom('cash' as const, 'transfer' as const, 'card' as const), amount: fc.integer({ min: 1, max: 1_000_000 }), day: fc.integer({ min: 0, max: 3 }), cancelled: fc.option(fc.integer({ min: 0, max: 3 })) })
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const days = [0, 1, 2, 3].map((day) => moneyOfDay(rows.filter((one) => one.day === day), rows.filter((one) => one.cancelled === day)))
        const rest = days.reduce((all, day) => all + day.cash.rest + day.transfer.rest + day.card.rest, 0)
        expect(rest).toBe(rows.reduce((all, one) => all + (one.cancelled === null ? one.amount : 0), 0))
      }),
    )
  })

  it('a day begins and ends at midnight in Vietnam', () => {
    expect(spanOfDay('2026-11-28')).toEqual({ from: new Date('2026-11-27T17:00:00Z'), until: new Date('2026-11-28T17:00:00Z') })
  })
})
