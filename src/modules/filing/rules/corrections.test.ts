import { describe, expect, it } from 'vitest'
import { MAX_CORRECTIONS, readCorrections } from './corrections.ts'

const DRAFT = new Map([
  ['child.name', 'Nguyễn Minh An'],
  ['mother.name', 'Đặng Thị Mẹ'],
])
const row = (field: string, should = 'Nguyễn Minh Ân', why = 'Viết sai dấu') => ({ field, should, why })

describe('what a citizen finds wrong in a draft', () => {
  it('keeps each field with what the draft says, what it should say, and why; rows left empty are none', () => {
    expect(readCorrections([row('child.name'), row('', '', ' '), row('mother.name', 'Đặng Thị Mẹo')], DRAFT)).toEqual({
      corrections: [
        { field: 'child.name', shown: 'Nguyễn Minh An', should: 'Nguyễn Minh Ân', why: 'Viết sai dấu' },
        { field: 'mother.name', shown: 'Đặng Thị Mẹ', should: 'Đặng Thị Mẹo', why: 'Viết sai dấu' },
      ],
      faults: [],
    })
  })

  it.each([
    ['no field', [row('')], { row: 0, part: 'field', code: 'required' }],
    ['a field that the draft has not', [row('child.height')], { row: 0, part: 'field', code: 'unknown' }],
    ['the same field twice', [row('child.name'), row('child.name')], { row: 1, part: 'field', code: 'twice' }],
    ['nothing that it should be', [row('child.name', ' ')], { row: 0, part: 'should', code: 'required' }],
    ['what it says already', [row('child.name', 'Nguyễn Minh An')], { row: 0, part: 'should', code: 'same' }],
    ['a text without end', [row('child.name', 'x'.repeat(501))], { row: 0, part: 'should', code: 'too-long' }],
    ['no reason', [row('child.name', 'Ân', '')], { row: 0, part: 'why', code: 'required' }],
  ] as const)('%s is a fault beside its field', (_title, rows, fault) => {
    expect(readCorrections(rows, DRAFT).faults).toEqual([fault])
  })

  it('reads no more rows than the page has', () => {
    const many = Array.from({ length: MAX_CORRECTIONS + 3 }, () => row('nothing'))
    expect(readCorrections(many, DRAFT).faults.filter((fault) => fault.part === 'field')).toHaveLength(MAX_CORRECTIONS)
  })
})
