import { describe, expect, it } from 'vitest'
import { instantFrom, readDueDateQuery } from './due-date-query.ts'

describe('instants', () => {
  it.each<[string, string | null]>([
    ['2026-11-20T09:00:00+07:00', '2026-11-20T02:00:00.000Z'],
    ['2026-11-20T09:00:00 07:00', '2026-11-20T02:00:00.000Z'],
    ['2026-11-20T09:00:00+0700', '2026-11-20T02:00:00.000Z'],
    ['2026-11-20T02:00:00Z', '2026-11-20T02:00:00.000Z'],
    ['2026-11-20T02:00:00.123Z', '2026-11-20T02:00:00.123Z'],
    ['2026-11-20T09:00', '2026-11-20T02:00:00.000Z'],
    ['2026-11-20', '2026-11-19T17:00:00.000Z'],
    ['2026-02-30T09:00:00+07:00', null],
    ['2026-13-01T09:00:00Z', null],
    ['2026-11-20T25:00:00Z', null],
    ['2026-11-20T09:60:00Z', null],
    ['2026-11-20T09:00:00+99:99', null],
    ['2026-11-20Z', null],
    ['1999-12-31T09:00:00Z', null],
    ['9999-12-31T09:00:00Z', null],
    ['20/11/2026', null],
    ['', null],
    ["'; drop table", null],
  ])('%s', (text, expected) => {
    expect(instantFrom(text)?.toISOString() ?? null).toBe(expected)
  })
})

describe('questions', () => {
  const receivedAt = '2026-11-20T09:00:00+07:00'
  it.each([
    [{ unit: 'same_day' }, true],
    [{ unit: 'same_day', amount: '1' }, true],
    [{ unit: 'working_day', amount: '0.5' }, true],
    [{ unit: 'month', amount: '120' }, true],
    [{ unit: 'month', amount: '121' }, false],
    [{ unit: 'day', amount: '1.5' }, false],
    [{ unit: 'day', amount: '0' }, false],
    [{ unit: 'day', amount: '-1' }, false],
    [{ unit: 'day', amount: '1e3' }, false],
    [{ unit: 'day' }, false],
    [{ unit: 'week', amount: '1' }, false],
    [{ amount: '1' }, false],
  ])('%j: %s', (query, ok) => {
    expect(readDueDateQuery({ receivedAt, ...query }).ok).toBe(ok)
  })
})
