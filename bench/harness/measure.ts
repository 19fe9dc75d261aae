import { machineTicks, processCpu, treeCpu } from './machine.ts'
import { quantile, type Times } from './load.ts'

/** Processes whose processor time is counted: the program, its database. */
export interface Watched {
  server?: number
  database?: number
}

export interface Measured {
  operations: number
  failed: number
  perSecond: number
  /** Milliseconds of processor time an operation. */
  serverCpu: number | null
  databaseCpu: number | null
  p50: number
  p99: number
  /** Share of the machine's processor time that its host gave to others, 0–1. */
  stolen: number
}

/** Does the work and tells what it cost. */
export async function measured(watched: Watched, work: () => Promise<Times>): Promise<Measured> {
  const before = look(watched)
  const times = await work()
  const after = look(watched)
  const each = (from: number | null, to: number | null) => (from === null || to === null ? null : (to - from) / times.operations)
  return {
    operations: times.operations,
    failed: times.failed,
    perSecond: times.operations / times.seconds,
    serverCpu: each(before.server, after.server),
    databaseCpu: each(before.database, after.database),
    p50: quantile(times.latencies, 0.5),
    p99: quantile(times.latencies, 0.99),
    stolen: (after.machine.stolen - before.machine.stolen) / Math.max(1, after.machine.all - before.machine.all),
  }
}

const look = ({ server, database }: Watched) => ({
  server: server ? processCpu(server) : null,
  database: database ? treeCpu(database) : null,
  machine: machineTicks(),
})

export interface Candidate {
  name: string
  /** One measured go of a few seconds. */
  run: (round: number) => Promise<Measured>
}

/** Every candidate once to warm up, then in turn, so that a machine that grows slower meanwhile is slower for all. */
export async function alternate(rounds: number, candidates: readonly Candidate[], tell: (line: string) => void): Promise<Map<string, Measured[]>> {
  const results = new Map<string, Measured[]>(candidates.map(({ name }) => [name, []]))
  for (const { run } of candidates) await run(0)
  for (let round = 1; round <= rounds; round++) {
    for (const { name, run } of candidates) {
      const one = await run(round)
      if (one.failed > 0) throw new Error(`${name}: ${one.failed} of ${one.operations} operations were not answered as they should.`)
      results.get(name)?.push(one)
      tell(`  ${round}/${rounds} ${name}: ${one.perSecond.toFixed(0)}/s`)
    }
  }
  return results
}

/** Median with the least and the greatest. */
export function spread(values: readonly number[]): { median: number; low: number; high: number } {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
  return { median, low: sorted[0] ?? 0, high: sorted.at(-1) ?? 0 }
}
