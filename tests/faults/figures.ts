import type { Recovery } from './site.ts'

const LIMIT_MS = 5000

/** What was measured of each kind of kill: told at the end, with how often the limit of a machine with nothing else to do was passed. */
export class Figures {
  readonly #of = new Map<string, { ready: number[]; own: number[]; dispatched: number[] }>()

  add(kind: string, { ms, waitedMs }: Recovery, dispatched: number): void {
    const known = this.#of.get(kind) ?? { ready: [], own: [], dispatched: [] }
    known.ready.push(ms)
    known.own.push(ms - waitedMs)
    known.dispatched.push(dispatched)
    this.#of.set(kind, known)
  }
  lines(): string[] {
    const all = [...this.#of.values()]
    const total = { ready: all.flatMap((one) => one.ready), own: all.flatMap((one) => one.own), dispatched: all.flatMap((one) => one.dispatched) }
    return [...this.#of, ['all kinds', total] as const].map(
      ([kind, { ready, own, dispatched }]) => `${kind}: ${ready.length} kills; ready again ${told(ready)}; without the time others had the cores ${told(own)}; events dispatched ${told(dispatched)}`,
    )
  }
}

function told(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  const late = sorted.filter((ms) => ms > LIMIT_MS).length
  return `after ${Math.round(median)} ms (median), ${Math.round(sorted.at(-1) ?? 0)} ms (longest), ${late} later than ${LIMIT_MS} ms`
}
