import { describe, expect, it } from 'vitest'
import { edited } from '../drafts/content.ts'
import { compareRows } from './compare.ts'
import { EMPTY_ROW, type TypedRow } from './table.ts'

const rows = (keys: string, more: Record<string, Partial<TypedRow>> = {}) => [...keys].map((key): TypedRow => ({ ...EMPTY_ROW, key, name: `Bước ${key}`, ...more[key] }))
const told = (before: string, after: string, more: Record<string, Partial<TypedRow>> = {}) =>
  compareRows(rows(before), rows(after, more)).map(({ row, state, moved, columns }) => `${row.key} ${state}${moved ? ' moved' : ''}${columns.length > 0 ? ` ${columns.join()}` : ''}`)

describe('two tables beside each other', () => {
  it.each<[string, string, Record<string, Partial<TypedRow>>, string[]]>([
    ['ab', 'ab', {}, ['a same', 'b same']],
    ['ab', 'axb', {}, ['a same', 'x added', 'b same']],
    ['abc', 'ac', {}, ['a same', 'b removed', 'c same']],
    ['ab', 'b', {}, ['a removed', 'b same']],
    ['ab', 'ab', { b: { time: '2 giờ', name: 'Khác' } }, ['a same', 'b changed name,time']],
    ['abc', 'bca', {}, ['b same', 'c same', 'a changed moved']],
    ['', 'a', {}, ['a added']],
    ['a', '', {}, ['a removed']],
  ])('%s → %s', (before, after, more, expected) => expect(told(before, after, more)).toEqual(expected))
})

describe('a change of a draft', () => {
  const content = { name: 'x', rows: rows('abc', { c: { returnTo: 'a', paths: 'khi x > 1 → a; thieu → b', next: 'a' } }), xml: '<old/>' }

  it('lays the diagram out anew, and follows a renamed step', async () => {
    const after = await edited(content, { kind: 'change', at: 0, wasKey: 'a', row: { ...EMPTY_ROW, key: 'z' } })
    expect(after?.xml).toBeNull()
    expect(after?.rows?.[2]).toMatchObject({ returnTo: 'z', paths: 'khi x > 1 → z; thieu → b', next: 'z' })
  })

  it.each([
    { kind: 'remove' as const, at: 1, wasKey: 'c' },
    { kind: 'move' as const, at: 7, by: 1 as const, wasKey: 'a' },
    { kind: 'add' as const, after: 9, row: EMPTY_ROW },
  ])('about a row that is not there is none: %j', async (edit) => expect(await edited(content, edit)).toBeNull())

  it('by a diagram that columns can not tell keeps the diagram alone', async () => {
    expect(await edited(content, { kind: 'diagram', xml: '<x' })).toMatchObject({ rows: null, xml: '<x' })
  })
})
