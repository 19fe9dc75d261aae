import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEMO_PASSWORD } from '../src/demo/people.ts'
import { childrenOf, endPrograms, postmasterOf, type Program, startProgram } from '../tests/support/program.ts'
import { connectTo } from './harness/load.ts'
import { memoryMiB, processCpu, treeCpu } from './harness/machine.ts'
import { figure, tell } from './harness/report.ts'
import type { Judged } from './search/disturbed.ts'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)
const REQUESTS = 1000
const CLIENTS = 8

interface Started {
  readyMs: number
  cpu: number
  databaseCpu: number
  loaded: number
  worked: number
  besides: number
}

/** `npm start` over an existing .data: time to the first 200 of /readyz, PostgreSQL's start included, and the memory it then holds. */
export async function benchStart(root: string, say: (line: string) => void): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mot-cua-bench-'))
  try {
    const paths = mixedPaths(root)
    const first = await one(dataDir, paths)
    say(`  first start: ${first.loaded} MiB after load, ${first.worked} MiB after ${REQUESTS} requests`)
    const again: Started[] = []
    for (let round = 1; round <= ROUNDS; round++) {
      again.push(await one(dataDir, paths))
      say(`  ${round}/${ROUNDS} ready after ${again.at(-1)?.readyMs.toFixed(0)} ms, ${again.at(-1)?.loaded} MiB`)
    }
    tell(root, {
      bench: 'start',
      title: `Start with everything on (ROLE=both, demo), then ${REQUESTS} mixed requests`,
      columns: ['start', 'n', 'ready s', 'server CPU s', 'database CPU s', 'MiB after load', `MiB after ${REQUESTS}`, 'MiB of its other processes'],
      rows: [rowOf('first, with all data to load', [first]), rowOf('warm', again)],
      notes: [
        'Asked: warm ≤ 5 s, server process after load ≤ 300 MiB (resident set, shared pages of the Node binary included).',
        `Requests: home, lists, procedures, searches, API, log-ins; ${CLIENTS} at a time. Other processes: typesetting, hashing, pictures where they were started; PostgreSQL is not counted.`,
      ],
    })
  } finally {
    await endPrograms([dataDir])
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function one(dataDir: string, paths: readonly string[]): Promise<Started> {
  const program = await startProgram({ dataDir })
  const started = { readyMs: program.readyMs, cpu: processCpu(program.pid), databaseCpu: treeCpu(postmasterOf(dataDir) ?? 0) }
  await new Promise((resolve) => setTimeout(resolve, 3000))
  const loaded = memoryMiB(program.pid)
  await mixedRequests(program, paths)
  const worked = memoryMiB(program.pid)
  const postmaster = postmasterOf(dataDir)
  const besides = childrenOf(program.pid).filter((pid) => pid !== postmaster).reduce((sum, pid) => sum + memoryMiB(pid), 0)
  await program.stop()
  return { ...started, loaded, worked, besides }
}

function mixedPaths(root: string): string[] {
  const judged = readFileSync(join(root, 'bench/search/relevance.jsonl'), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Judged)
  return judged.flatMap(({ query, relevant }) => [
    `/tim-kiem?q=${encodeURIComponent(query)}`,
    `/thu-tuc/${relevant[0]?.code}`,
    `/api/v1/procedures?q=${encodeURIComponent(query)}`,
    `/en/thu-tuc/${relevant[0]?.code}`,
  ])
}

async function mixedRequests(program: Program, paths: readonly string[]): Promise<void> {
  const web = connectTo(program.url, CLIENTS)
  let next = 0
  const client = async () => {
    for (let at = next++; at < REQUESTS; at = next++) {
      const isLogIn = at % 50 === 0
      const path = at % 20 === 1 ? ['/', '/thu-tuc', '/en', '/dang-nhap'][at % 4] : paths[at % paths.length]
      const { status } = isLogIn
        ? await web.ask({
            method: 'POST',
            path: '/dang-nhap',
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: new URLSearchParams({ loginName: 'congdan', password: DEMO_PASSWORD }).toString(),
          })
        : await web.ask({ path: path ?? '/', headers: { 'accept-encoding': 'gzip, deflate, br' } })
      if (status >= 500 || (isLogIn && status !== 303)) throw new Error(`${path} was answered ${status}.`)
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  web.close()
}

const rowOf = (name: string, all: readonly Started[]): string[] => [
  name,
  String(all.length),
  figure(all.map((run) => run.readyMs / 1000)),
  figure(all.map((run) => run.cpu / 1000)),
  figure(all.map((run) => run.databaseCpu / 1000)),
  figure(all.map((run) => run.loaded), 0),
  figure(all.map((run) => run.worked), 0),
  figure(all.map((run) => run.besides), 0),
]
