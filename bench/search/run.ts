/** Relevance and speed of the search: `npm run bench:search [-- --misses set]`. */
import { join } from 'node:path'
import { buildIndex } from '../../src/modules/procedures/search/build.ts'
import { readKnowledge } from '../../src/modules/procedures/search/read-knowledge.ts'
import { search } from '../../src/modules/procedures/search/search.ts'
import { allQueries, wantedBy } from './queries.ts'
import { shippedDocuments } from '../../src/modules/procedures/search/shipped-documents.ts'

const root = join(import.meta.dirname, '../..')
const out = (line: string): void => void process.stdout.write(`${line}\n`)
const missesOf = process.argv.includes('--misses') ? (process.argv[process.argv.indexOf('--misses') + 1] ?? '') : null

const within = process.argv.includes('--first') ? 1 : 3

const docs = await shippedDocuments(join(root, 'data/catalogue'))
const judged = allQueries(docs)

const knowledge = await readKnowledge(join(root, 'content/search'))
const before = process.memoryUsage().heapUsed
const started = performance.now()
const index = buildIndex(docs, knowledge)
out(`index: ${docs.length} procedures, ${index.entryDoc.length} entries, ${index.postings.termIds.size} terms, ${Math.round(performance.now() - started)} ms, ${Math.round((process.memoryUsage().heapUsed - before) / 1e6)} MB`)

const sets = new Map<string, { n: number; first: number; three: number; times: number[] }>()
for (let round = 0; round < 2; round++) for (const { query } of judged) search(index, query, { limit: 10 })
for (const one of judged) {
  const { set, query, id } = one
  const wanted = wantedBy(one)
  const answer = search(index, query, { limit: 10 })
  const time = medianTime(() => search(index, query, { limit: 10 }))
  const rank = answer.items.findIndex(({ code }) => wanted.has(code))
  const entry = sets.get(set) ?? { n: 0, first: 0, three: 0, times: [] }
  entry.n += 1
  entry.times.push(time)
  if (rank === 0) entry.first += 1
  if (rank >= 0 && rank < 3) entry.three += 1
  sets.set(set, entry)
  if (missesOf !== null && set.includes(missesOf) && !(rank >= 0 && rank < within)) {
    out(`  ${id} [${rank + 1}] ${query.slice(0, 150)}  → wanted ${[...wanted].join(',')}${answer.suggestion === null ? '' : `  (${answer.suggestion})`}`)
    for (const item of answer.items.slice(0, 4)) out(`      ${item.score.toFixed(3)} ${item.code} ${item.name.slice(0, 110)}`)
  }
}

/** The median of nine runs: the machine is shared. */
function medianTime(run: () => void): number {
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now()
    run()
    return performance.now() - start
  })
  return times.sort((a, b) => a - b)[4] ?? 0
}

const percentile = (times: number[], share: number): number => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
const row = (name: string, n: number, first: number, three: number, times: number[]): void =>
  out(`${name.padEnd(22)} n ${String(n).padStart(4)}  hit@1 ${(first / n).toFixed(3)}  hit@3 ${(three / n).toFixed(3)}  p50 ${percentile(times, 0.5).toFixed(2)} ms  p99 ${percentile(times, 0.99).toFixed(2)} ms`)
const all = { n: 0, first: 0, three: 0, times: [] as number[] }
for (const [name, { n, first, three, times }] of [...sets].sort()) {
  row(name, n, first, three, times)
  all.n += n
  all.first += first
  all.three += three
  all.times.push(...times)
}
row('all', all.n, all.first, all.three, all.times)
