import { describe, expect, it } from 'vitest'
import { handOversOf, type StepOnWay } from './hand-overs.ts'

const office = { desk: 'Trung tâm', authority: 'UBND phường' }
const at = (hour: number, day = 23) => new Date(Date.UTC(2026, 10, day, hour - 7))
const first = { at: at(9), giver: 'Cán bộ Một cửa' }
const step = (duty: string, doneBy: string | null, closedAt: Date | null, more: Partial<StepOnWay> = {}): StepOnWay => ({
  name: `Bước của ${duty}`,
  work: 'appraise',
  duty,
  state: closedAt ? 'done' : 'now',
  openedAt: at(9),
  dueAt: at(17),
  closedAt,
  doneBy,
  claimedBy: null,
  outcome: closedAt ? 'done' : null,
  ...more,
})
const shortOf = (way: readonly StepOnWay[], begun: typeof first | null = first) => handOversOf(begun, way, office).map((hand) => [hand.giver, hand.receiver, hand.result ?? null])

describe('hand-overs of a dossier', () => {
  it('are none before it left the desk', () => expect(handOversOf(null, [step('specialist', 'A', at(10))], office)).toEqual([]))

  it('begin at the desk, even when nobody has taken it yet', () => {
    expect(handOversOf(first, [], office)).toEqual([{ from: 'Trung tâm', to: 'UBND phường', at: at(9), giver: 'Cán bộ Một cửa' }])
    expect(shortOf([step('specialist', null, null)])).toEqual([['Cán bộ Một cửa', undefined, null]])
    expect(shortOf([step('specialist', null, null, { claimedBy: 'B' })])).toEqual([['Cán bộ Một cửa', 'B', null]])
  })

  it.each([
    ['early', at(10, 22)],
    ['on-time', at(16)],
    ['late', at(9, 24)],
  ])('say %s of what the giver had done', (result, closedAt) => {
    const hands = handOversOf(first, [step('specialist', 'A', closedAt), step('leader', 'B', null)], office)
    expect(hands[1]).toMatchObject({ giver: 'A', from: 'Chuyên môn, UBND phường', to: 'Lãnh đạo, UBND phường', result, note: 'Bước của specialist' })
  })

  it('count one person who does two steps running once, and two people of one duty each', () => {
    expect(shortOf([step('specialist', 'A', at(10)), step('specialist', 'A', at(11)), step('leader', 'B', null)])).toHaveLength(2)
    expect(shortOf([step('specialist', 'A', at(10)), step('specialist', 'C', at(11)), step('leader', 'B', null)])).toHaveLength(3)
  })

  it('leave out what was cancelled or is still to come, and say what was sent back', () => {
    const way = [step('specialist', 'A', at(10)), step('leader', 'B', at(11), { outcome: 'return' }), step('specialist', 'A', null), step('clerk', null, null, { state: 'next', openedAt: null }), step('leader', 'X', at(12), { state: 'cancelled' })]
    expect(handOversOf(first, way, office).map((hand) => hand.note)).toEqual([undefined, 'Bước của specialist', 'Bước của leader: trả lại'])
  })
})
