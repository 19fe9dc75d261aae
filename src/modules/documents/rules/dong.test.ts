import { expect, it } from 'vitest'
import { formatDong } from './dong.ts'

it('groups an amount by thousands', () => {
  expect(formatDong(1_234_567)).toBe('1.234.567 đồng')
  expect(formatDong(0)).toBe('0 đồng')
})
