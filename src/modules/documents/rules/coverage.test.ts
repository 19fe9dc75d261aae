import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { coverageOf, drawable } from './coverage.ts'

const font = readFileSync(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'))
const covered = coverageOf(font)

describe('what a font draws', () => {
  it.each([
    ['Nguyễn Thị Ánh Nguyệt – “quý” № Ằẵ Ỗ ế ặ Đ', 'Nguyễn Thị Ánh Nguyệt – “quý” № Ằẵ Ỗ ế ặ Đ'],
    ['Е́ Ω ₫ €', 'Е́ Ω ₫ €'],
    ['cảm ơn 😀!', 'cảm ơn ?!'],
    ['李明 và 한국', '?? và ??'],
    ['một\u200bhai\ufe0f\u202eba', 'mộthaiba'],
    ['dòng\nsau\tnữa', 'dòng\nsau\tnữa'],
    ['\ud800', '?'],
    ['', ''],
  ])('%j is drawn as %j', (text, drawn) => {
    expect(drawable(text, covered)).toBe(drawn)
  })

  it('is nothing where there is no font', () => {
    expect(coverageOf(Buffer.alloc(100)).size).toBe(0)
  })
})
