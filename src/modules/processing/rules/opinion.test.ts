import { describe, expect, it } from 'vitest'
import { mentionsIn } from './mentions.ts'
import { opinionPeriod, termsOfOpinion } from './opinion.ts'

const day = (n: number) => new Date(Date.UTC(2026, 11, n))

describe('silence', () => {
  const law = { dueAt: day(12), silenceGround: 'Luật Xây dựng' }
  it.each([
    ['of an agency, after the time of the law', { dueAt: day(12), ofAgency: true, law }, 'Luật Xây dựng'],
    ['of an agency given longer', { dueAt: day(14), ofAgency: true, law }, 'Luật Xây dựng'],
    ['of an agency given less than the law gives', { dueAt: day(11), ofAgency: true, law }, null],
    ['of a colleague', { dueAt: day(12), ofAgency: false, law }, null],
    ['where no law says so', { dueAt: day(12), ofAgency: true, law: null }, null],
  ])('%s', (_title, input, ground) => expect(termsOfOpinion(input)).toEqual({ dueAt: input.dueAt, silenceGround: ground }))

  it.each([
    ['3', 'working_day', { amount: 3, unit: 'working_day' }],
    [' 12 ', 'day', { amount: 12, unit: 'day' }],
    ['0', 'day', null],
    ['61', 'day', null],
    ['2.5', 'day', null],
    ['-1', 'day', null],
    ['3', 'month', null],
    ['', 'hour', null],
  ])('a period of %j %s', (amount, unit, period) => expect(opinionPeriod(amount, unit)).toEqual(period))
})

describe('names after an @', () => {
  const people = [
    { staffId: 'a', name: 'Nguyễn Văn Hộ' },
    { staffId: 'b', name: 'Nguyễn Văn Hộ Tịch' },
    { staffId: 'c', name: 'Lê Thị Lãnh Đạo' },
  ]
  it.each([
    ['Nhờ @Nguyễn Văn Hộ Tịch xem giúp.', ['b']],
    ['@Nguyễn Văn Hộ, và @le thi lanh dao.', ['a', 'c']],
    ['@ Lê Thị Lãnh Đạo: xin ý kiến', ['c']],
    ['thư gửi a@b.vn, không gọi ai', []],
    ['@Nguyễn Văn Hội', []],
    ['@@@', []],
    ['Lê Thị Lãnh Đạo không có dấu @', []],
  ])('%s', (text, ids) => expect(mentionsIn(text, people).map((one) => one.staffId)).toEqual(ids))
  it('of one name are all told', () => {
    expect(mentionsIn('@Trần An', [{ staffId: 'x', name: 'Trần An' }, { staffId: 'y', name: 'Trần An' }]).map((one) => one.staffId)).toEqual(['x', 'y'])
  })
})
