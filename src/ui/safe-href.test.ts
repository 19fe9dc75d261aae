import { describe, expect, it } from 'vitest'
import { safeHref } from './safe-href.ts'

describe('safeHref', () => {
  it.each([
    '/thu-tuc/1.001193',
    '?q=khai%20sinh&page=2',
    '#ho-ten',
    'https://dichvucong.gov.vn/',
    'mailto:mot-cua@example.vn',
    'tel:1022',
    'ho-so/1',
  ])('keeps %s', (address) => expect(safeHref(address)).toBe(address))

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>1</script>',
    'vbscript:x',
    '//evil.example',
    '/\\evil.example',
    '',
    null,
    undefined,
  ])('refuses %s', (address) => expect(safeHref(address)).toBe('#'))
})
