import { describe, expect, it } from 'vitest'
import { checkRating, mayRate, shareOf } from './rating.ts'

const CRITERIA = ['attitude', 'ease', 'overall']
const day = (number: number) => new Date(Date.UTC(2026, 10, number))

describe('what is chosen', () => {
  it.each([
    ['nothing', {}, '', ['overall']],
    ['the whole only', { overall: '2' }, '', []],
    ['not the whole', { ease: '1' }, '', ['overall']],
    ['dissatisfied without a reason', { overall: '0' }, '  ', ['reason']],
    ['dissatisfied with one thing, without a reason', { overall: '2', attitude: '0' }, 'kém', ['reason']],
    ['dissatisfied with a reason', { overall: '0' }, 'Chờ quá lâu, không ai trả lời.', []],
    ['a reason nobody can read', { overall: '2' }, 'x\u202ey', ['reason-text']],
    ['a level that is none', { overall: '3' }, '', ['overall']],
  ])('%s', (_name, levels, reason, faults) => {
    const checked = checkRating({ levels: levels as Record<string, string>, reason }, CRITERIA)
    expect(checked.ok ? [] : checked.faults).toEqual(faults)
  })
  it('knows the worst, and leaves out what is no criterion', () => {
    expect(checkRating({ levels: { overall: '2', ease: '1', other: '0' }, reason: '' }, CRITERIA)).toMatchObject({ ok: true, worst: 1, levels: { overall: 2, ease: 1 } })
  })
})

describe('when', () => {
  const base = { returnedAt: day(1), ratedAt: null, answeredAt: null, now: day(2), rateDays: 90, changeDays: 7 }
  it.each([
    ['before the result was returned', { returnedAt: null }, 'not-returned'],
    ['after it', {}, 'new'],
    ['long after it', { now: new Date(day(1).getTime() + 91 * 86_400_000) }, 'too-late'],
    ['again within the days', { ratedAt: day(2), now: day(9) }, 'change'],
    ['again after them', { ratedAt: day(2), now: day(10) }, 'settled'],
    ['again after the answer', { ratedAt: day(2), answeredAt: day(3), now: day(4) }, 'settled'],
  ])('%s', (_name, change, said) => expect(mayRate({ ...base, ...change })).toBe(said))
})

it('says no share of few', () => {
  expect(shareOf([1, 1, 2], 5)).toEqual({ total: 4, satisfied: null })
  expect(shareOf([1, 2, 3], 5)).toEqual({ total: 6, satisfied: 83.3 })
  expect(shareOf([0, 0, 0], 1)).toEqual({ total: 0, satisfied: null })
})
