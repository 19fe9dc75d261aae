import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createWatch } from './watch.ts'

/** A watch over values that the test sets, and how often and for what it looked. */
function watched(everyMs = 10_000, leastMs = 20) {
  const values = new Map<string, number>()
  const looks: string[][] = []
  let fails = false
  const watch = createWatch<number>({
    read: async (keys) => {
      looks.push([...keys].sort())
      if (fails) throw new Error('no database')
      return values
    },
    isSame: (a, b) => a === b,
    everyMs,
    leastMs,
  })
  return { watch, values, looks, fail: (now: boolean) => (fails = now) }
}

describe('a watch', () => {
  it('tells the value at once and each new one once, to all who watch the key, with one look for all', async () => {
    const { watch, values, looks } = watched()
    values.set('a', 1).set('b', 10)
    const told: string[] = []
    const ends = [watch.subscribe('a', (v) => told.push(`1:${v}`)), watch.subscribe('a', (v) => told.push(`2:${v}`)), watch.subscribe('b', (v) => told.push(`3:${v}`))]
    await expect.poll(() => told.toSorted()).toEqual(['1:1', '2:1', '3:10'])
    expect(looks).toEqual([['a', 'b']])
    watch.nudge()
    await expect.poll(() => looks.length).toBe(2)
    expect(told.length).toBe(3)
    values.set('a', 2)
    watch.nudge()
    await expect.poll(() => told.slice(3).toSorted()).toEqual(['1:2', '2:2'])
    watch.subscribe('a', (v) => told.push(`4:${v}`))()
    expect(told.at(-1)).toBe('4:2')
    for (const end of ends) end()
    const before = looks.length
    watch.nudge()
    await sleep(60)
    expect(looks.length).toBe(before)
    watch.stop()
  })

  it('looks by itself when no hint comes, no more often than it may when many do, and goes on after a failure', async () => {
    const { watch, values, looks, fail } = watched(60, 30)
    const told: number[] = []
    values.set('a', 1)
    fail(true)
    watch.subscribe('a', (v) => told.push(v))
    await expect.poll(() => looks.length).toBeGreaterThan(1)
    expect(told).toEqual([])
    fail(false)
    await expect.poll(() => told).toEqual([1])
    const from = looks.length
    const began = performance.now()
    while (performance.now() - began < 200) {
      watch.nudge()
      await sleep(2)
    }
    expect(looks.length - from).toBeLessThanOrEqual(8)
    watch.stop()
  })
})
