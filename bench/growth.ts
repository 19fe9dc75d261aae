import { setTimeout as sleep } from 'node:timers/promises'
import { type GrowthWorld, makeWorld } from './harness/growth-world.ts'
import { measureActs } from './harness/growth-acts.ts'
import { addressOf } from './harness/filings.ts'
import { type Ask, closedLoop, connectTo } from './harness/load.ts'
import { type Measured, measured, spread } from './harness/measure.ts'
import { tell } from './harness/report.ts'
import { type BenchServer, withServer } from './harness/server.ts'

const SIZES = (process.env.GROWTH_SIZES ?? '10000,100000,1000000').split(',').map(Number)
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)
const ACT_ROUNDS = Number(process.env.GROWTH_ACT_ROUNDS ?? 3)
const OPERATIONS = Number(process.env.GROWTH_OPERATIONS ?? 100)
const LIMIT = 1.5
/** Database and server time below this is not told apart from nothing by clock ticks over so many operations. */
const NOTICEABLE_MS = 0.3

type Figures = Pick<Measured, 'serverCpu' | 'databaseCpu' | 'p50'>

/** Pages and acts over databases of several sizes, each with its own server, asked in turn: what grows with the number of dossiers. */
export async function benchGrowth(root: string, say: (line: string) => void): Promise<void> {
  await withWorlds([...SIZES], say, async (worlds) => {
    const results = new Map<string, Figures[][]>()
    const keep = (name: string, size: number, one: Figures) => {
      const all = results.get(name) ?? SIZES.map((): Figures[] => [])
      all[size]?.push(one)
      results.set(name, all)
    }
    const pagesOf = await Promise.all(worlds.map(({ world }) => world.openPages()))
    const names = pagesOf[0]?.map((page) => page.name) ?? []
    for (const [index, name] of names.entries()) {
      for (let round = 0; round <= ROUNDS; round++) {
        for (const [size, { server }] of worlds.entries()) {
          const page = pagesOf[size]?.[index]
          if (!page) throw new Error(`${name} is not there at every size.`)
          const one = await ask(server, page.ask, page.status ?? 200, round === 0 ? Math.ceil(OPERATIONS / 4) : OPERATIONS)
          if (round > 0) keep(name, size, one)
        }
      }
      say(`  ${name}`)
    }
    // The sizes in turn, as for pages: what else the machine does meanwhile falls on all of them. The first round warms up.
    for (let round = 0; round <= ACT_ROUNDS; round++) {
      for (const [size, { server, world }] of worlds.entries()) {
        const acts = await measureActs(server, world)
        if (round > 0) for (const [name, one] of acts) keep(`act: ${name}`, size, one)
        say(`  acts, round ${round}, ${SIZES[size]} dossiers: ${acts.map(([name, one]) => `${name} ${one.p50.toFixed(1)}`).join(', ')} ms`)
      }
    }
    report(root, results)
  })
}

/** Opens a server with its world for each size, one inside the other, so that all run at once. */
async function withWorlds(
  sizes: number[],
  say: (line: string) => void,
  work: (worlds: { server: BenchServer; world: GrowthWorld }[]) => Promise<void>,
  open: { server: BenchServer; world: GrowthWorld }[] = [],
): Promise<void> {
  const [size, ...rest] = sizes
  if (size === undefined) return work(open)
  await withServer({ environment: { ROLE: 'web' } }, async (server) => {
    say(`A database with ${size} dossiers …`)
    const world = await makeWorld(server, size, say)
    try {
      await sleep(1000)
      await withWorlds(rest, say, work, [...open, { server, world }])
    } finally {
      await world.close()
    }
  })
}

async function ask(server: BenchServer, request: Ask, status: number, operations: number): Promise<Measured> {
  const web = connectTo(server.program.url, 2)
  let at = Math.floor(performance.now())
  const one = await measured(server.watched, () =>
    closedLoop({ clients: 2, operations }, async () => {
      const answer = await web.ask({ ...request, headers: { ...request.headers, 'x-forwarded-for': addressOf(at++) } })
      return answer.status === status
    }),
  )
  web.close()
  if (one.failed > 0) throw new Error(`${request.path}: ${one.failed} of ${operations} were not answered ${status}.`)
  return one
}

function report(root: string, results: ReadonlyMap<string, Figures[][]>): void {
  const over: string[] = []
  const rows = [...results].map(([name, bySize]) => {
    const of = (pick: (one: Figures) => number | null) => bySize.map((all) => spread(all.map((one) => pick(one) ?? 0)).median)
    const cells = [of((one) => one.serverCpu), of((one) => one.databaseCpu), of((one) => one.p50)]
    const both = bySize.map((_, size) => (cells[0]?.[size] ?? 0) + (cells[1]?.[size] ?? 0))
    const growth = (both.at(-1) ?? 0) / Math.max(NOTICEABLE_MS, both[0] ?? 0)
    if (growth > LIMIT) over.push(`${name}: ${growth.toFixed(2)}×`)
    return [name, ...cells.map((values) => values.map((value) => value.toFixed(2)).join(' / ')), `${growth.toFixed(2)}×`]
  })
  tell(root, {
    bench: 'growth',
    title: `Pages and acts with ${SIZES.map((size) => size.toLocaleString('en')).join(' / ')} dossiers`,
    columns: ['what', 'server CPU ms', 'database CPU ms', 'p50 ms', 'growth of CPU'],
    rows,
    notes: [
      `Medians of ${ROUNDS} rounds of ${OPERATIONS} requests, two at a time, the sizes asked in turn; growth is server and database CPU at the largest size over the smallest (below ${NOTICEABLE_MS} ms it counts as that).`,
      `Asked: no more than ${LIMIT}×. ${over.length === 0 ? 'None is above it.' : `Above it: ${over.join('; ')}.`}`,
      'Acts are called in process and one after the other, the sizes in turn; their server CPU is this process’s.',
    ],
  })
}

