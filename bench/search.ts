import { join } from 'node:path'
import { buildIndex } from '../src/modules/procedures/search/build.ts'
import { readKnowledge } from '../src/modules/procedures/search/read-knowledge.ts'
import { search } from '../src/modules/procedures/search/search.ts'
import { shippedDocuments } from '../src/modules/procedures/search/shipped-documents.ts'
import { quantile } from './harness/load.ts'
import { tell } from './harness/report.ts'
import type { Judged } from './search/disturbed.ts'
import { allQueries, wantedBy } from './search/queries.ts'

const TIMES = 9
const FIRST = 3

/** Search in this process over all judged queries; each query counts with the median of nine, so that the host's pauses do not. */
export async function benchSearch(root: string, say: (line: string) => void): Promise<void> {
  const docs = await shippedDocuments(join(root, 'data/catalogue'))
  const queries = allQueries(docs)
  const knowledge = await readKnowledge(join(root, 'content/search'))
  const from = process.cpuUsage()
  const index = buildIndex(docs, knowledge)
  const built = milliseconds(process.cpuUsage(from))
  say(`${queries.length} queries, each ${TIMES} times …`)
  for (const { query } of queries) search(index, query, { limit: 10 })
  const rows = [...Map.groupBy(queries, ({ set }) => set), ['all', queries] as const].map(([name, of]) => {
    const before = process.cpuUsage()
    const times = Float64Array.from(of, ({ query }) => medianTime(() => search(index, query, { limit: 10 }))).sort()
    const cpu = milliseconds(process.cpuUsage(before)) / (of.length * TIMES)
    return [name, String(of.length), cpu.toFixed(3), quantile(times, 0.5).toFixed(2), quantile(times, 0.99).toFixed(2), shareFound(index, of, 1), shareFound(index, of, FIRST)]
  })
  tell(root, {
    bench: 'search',
    title: `Search in process, ${docs.length} procedures in ${index.entryDoc.length} entries`,
    columns: ['queries', 'n', 'CPU ms', 'p50 ms', 'p99 ms', 'first', 'first three'],
    rows,
    notes: [
      'Asked: p50 ≤ 1 ms, p99 ≤ 5 ms, with typing errors too.',
      `Building the index: ${built.toFixed(0)} ms of CPU.`,
      'Measured elsewhere on this kind of machine, not in this run: FlexSearch 0.7 ms at 93 %; an index of trigrams 97 % at 40 ms.',
    ],
  })
}

/** Share of queries with a wanted procedure among the first so many. */
function shareFound(index: ReturnType<typeof buildIndex>, of: readonly Judged[], among: number): string {
  const found = of.filter((one) => {
    const wanted = wantedBy(one)
    return search(index, one.query, { limit: 10 }).items.slice(0, among).some(({ code }) => wanted.has(code))
  })
  return `${((found.length / of.length) * 100).toFixed(1)} %`
}

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000

function medianTime(run: () => void): number {
  const times = Array.from({ length: TIMES }, () => {
    const start = performance.now()
    run()
    return performance.now() - start
  })
  return times.sort((a, b) => a - b)[TIMES >> 1] ?? 0
}
