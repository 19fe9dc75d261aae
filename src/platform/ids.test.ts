import { describe, expect, it } from 'vitest'
import { isId, newId } from './ids.ts'

describe('ids', () => {
  it('are UUIDs of version 7, each another, in the order of their making', () => {
    const made = Array.from({ length: 50_000 }, newId)
    expect(made.every(isId)).toBe(true)
    expect(made.every((id) => id[14] === '7')).toBe(true)
    expect(new Set(made).size).toBe(made.length)
    expect([...made].sort()).toEqual(made)
  })
})
