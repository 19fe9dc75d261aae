import { describe, expect, it } from 'vitest'
import { DEFAULT_CODE_PATTERN, formatCode, isCode, normaliseCode, seriesOf } from './code.ts'
import { maskName, maskNumber } from './mask.ts'

describe('dossier codes (TT 01/2018/TT-VPCP art. 19 until the unified rule is issued)', () => {
  it.each([
    [DEFAULT_CODE_PATTERN, 7, 'H92.31135-261123-0007'],
    [DEFAULT_CODE_PATTERN, 12345, 'H92.31135-261123-12345'],
    ['{agency}-{yyyy}{mm}{dd}-{serial:7}', 92637, 'H92.31135-20261123-0092637'],
    ['{agency}-{serial}', 3, 'H92.31135-3'],
  ])('%s', (pattern, serial, code) => {
    expect(formatCode(pattern, 'H92.31135', '2026-11-23', serial)).toBe(code)
    expect(isCode(code)).toBe(true)
  })

  it('counts each agency and day apart', () => {
    expect(seriesOf(DEFAULT_CODE_PATTERN, 'A', '2026-11-23')).not.toBe(seriesOf(DEFAULT_CODE_PATTERN, 'B', '2026-11-23'))
    expect(seriesOf(DEFAULT_CODE_PATTERN, 'A', '2026-11-23')).not.toBe(seriesOf(DEFAULT_CODE_PATTERN, 'A', '2026-11-24'))
  })

  it('refuses a pattern without a serial', () => {
    expect(() => formatCode('{agency}', 'A', '2026-11-23', 1)).toThrow('serial')
  })

  it.each(['', 'a', "H1' or 1=1", 'H92.31135-261123-0007\n', '../../etc/passwd', 'H'.repeat(65), '--------', 'Ｈ92.1-1'])('%j is no code', (text) => {
    expect(isCode(text)).toBe(false)
  })

  it('forgives spaces, dashes and lower case in what people type', () => {
    expect(normaliseCode(' h92.31135 – 261123 – 0007 ')).toBe('H92.31135-261123-0007')
  })
})

describe('masking', () => {
  it.each([
    ['Nguyễn Văn A', 'N*** V** A'],
    ['H’Bia Niê', 'H*** N**'],
    ['Ân', 'Â*'],
    ['', ''],
  ])('%s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })
  it('shows the last three digits of a number', () => {
    expect(maskNumber('092090000015')).toBe('*********015')
    expect(maskNumber('12')).toBe('**')
  })
})
