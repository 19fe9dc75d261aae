/** Numbers that look random and come again with the same seed (mulberry32). */
export function chanceOf(seed: number) {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    between: (low: number, high: number): number => low + Math.floor(next() * (high - low + 1)),
    happens: (probability: number): boolean => next() < probability,
    one: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T,
  }
}
export type Chance = ReturnType<typeof chanceOf>
