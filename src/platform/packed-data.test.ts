import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCsv } from './packed-data.ts'

describe('packed CSV', () => {
  it('reads quoted cells with commas, quotes and line breaks', () => {
    expect(parseCsv('a,b\n"x, ""y""\nz",\n1,2\n')).toEqual([
      { a: 'x, "y"\nz', b: '' },
      { a: '1', b: '2' },
    ])
  })
  it('refuses a row with a missing cell and a quote without end', () => {
    expect(() => parseCsv('a,b\n1\n')).toThrow(/Row 2/)
    expect(() => parseCsv('a\n"x')).toThrow(/no end/)
  })
  it('gives back whatever a correct writer wrote', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'đ', ',', '"', '\n', '\r', ' ') })
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const text = ['x,y', ...rows.map((row) => row.map(quote).join(','))].join('\n')
        expect(parseCsv(text)).toEqual(rows.map(([x, y]) => ({ x, y })))
      }),
    )
  })
})
