import { describe, expect, it } from 'vitest'
import { readPackedCsv } from '../../../platform/packed-data.ts'
import { LISTS } from './lists.ts'

describe('lists of the e-forms', () => {
  it.each([
    ['ethnic-group', 'ethnic-groups.csv'],
    ['religion', 'religions.csv'],
  ] as const)('%s is the shipped list', async (list, file) => {
    const rows = await readPackedCsv('data/lists', file)
    expect(LISTS[list].map((item) => item.value)).toEqual(rows.map((row) => row.name?.normalize('NFC')))
  })
  it('nationalities carry the shipped names, Việt Nam first', async () => {
    const rows = new Map((await readPackedCsv('data/lists', 'countries.csv')).map((row) => [row.alpha2, row]))
    expect(LISTS.nationality[0]?.value).toBe('VN')
    for (const item of LISTS.nationality) {
      expect([rows.get(item.value)?.name_vi, rows.get(item.value)?.name_en]).toEqual([item.text.vi, item.text.en])
    }
  })
})
