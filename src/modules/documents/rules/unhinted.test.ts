import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { coverageOf } from './coverage.ts'
import { unhinted } from './unhinted.ts'

const require = createRequire(import.meta.url)
const FACES = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']
const faceOf = (face: string) => readFileSync(require.resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`))

function tableOf(font: Buffer, tag: string): Buffer | null {
  for (let record = 12; record < 12 + font.readUInt16BE(4) * 16; record += 16) {
    if (font.toString('latin1', record, record + 4) !== tag) continue
    const start = font.readUInt32BE(record + 8)
    return font.subarray(start, start + font.readUInt32BE(record + 12))
  }
  return null
}

/** Outline of each glyph: number of contours, box and end points; for a composite its box and first part. */
function outlinesOf(font: Buffer): string[] {
  const [head, loca, glyf, maxp] = ['head', 'loca', 'glyf', 'maxp'].map((tag) => tableOf(font, tag) ?? expect.unreachable()) as [Buffer, Buffer, Buffer, Buffer]
  const start = (glyph: number) => (head.readInt16BE(50) ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2)
  return Array.from({ length: maxp.readUInt16BE(4) }, (_, glyph) => {
    const one = glyf.subarray(start(glyph), start(glyph + 1))
    if (one.length === 0) return ''
    const contours = one.readInt16BE(0)
    if (contours < 0) return `${one.toString('hex', 0, 10)} ${one.toString('hex', 12, 14)}`
    const fixed = 10 + contours * 2
    const after = fixed + 2 + one.readUInt16BE(fixed)
    return `${one.toString('hex', 0, fixed)} ${one.toString('hex', after).replace(/(00)+$/, '')}`
  })
}

describe.each(FACES)('%s without hints', (face) => {
  const font = faceOf(face)
  const bare = unhinted(font)

  it('draws every character with the same outline and width', () => {
    expect([...coverageOf(bare)]).toEqual([...coverageOf(font)])
    expect(outlinesOf(bare)).toEqual(outlinesOf(font))
    for (const tag of ['hmtx', 'GPOS', 'GSUB', 'cmap', 'name']) expect(tableOf(bare, tag)?.equals(tableOf(font, tag) ?? Buffer.alloc(0)) ?? tag).toBe(tableOf(font, tag) ? true : tag)
  })

  it('is smaller by a third, and has nothing left to take away', () => {
    expect(bare.length).toBeLessThan(font.length * 0.67)
    expect(tableOf(bare, 'fpgm')).toBeNull()
    expect(unhinted(bare).equals(bare)).toBe(true)
  })
})

it('leaves a font of another kind as it is', () => {
  const other = Buffer.from('4f54544f000000000000000000', 'hex')
  expect(unhinted(other)).toBe(other)
})
