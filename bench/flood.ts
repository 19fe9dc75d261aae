import { filingsOf, uploadPapers } from './harness/filings.ts'
import { flooded, logInsOf, uploadsOf } from './harness/floods.ts'
import { type Answer, answeredWith, closedLoop, connectTo, openLoop } from './harness/load.ts'
import { type Measured, measured, spread } from './harness/measure.ts'
import { enrolFilers } from './harness/people.ts'
import { COLUMNS, rowOf, tell } from './harness/report.ts'
import { type BenchServer, withServer } from './harness/server.ts'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8)
const CLIENTS = 16
const FILERS = 500
const PAPERS_EACH = 120
/** Of the rate that clients without a pause reach alone. */
const STEADY_SHARE = 0.25
const SURROUNDINGS = ['alone', 'beside log-ins', 'beside uploads'] as const
type Surroundings = (typeof SURROUNDINGS)[number]

/** Filing over the API alone, beside a flood of log-ins and beside a flood of uploads, in turn; afterwards everything acknowledged is looked for. */
export async function benchFlood(root: string, say: (line: string) => void): Promise<void> {
  await withServer({}, async (server) => {
    const filers = await enrolFilers(server, FILERS)
    const uploaders = filers.slice(FILERS / 2)
    const takePaper = await uploadPapers(server, filers, PAPERS_EACH)
    const web = connectTo(server.program.url, 400)
    const acknowledged: string[] = []
    const good = answeredWith(201, say)
    const next = filingsOf(filers, takePaper, 'all')
    const file = async () => {
      const answer = await web.ask(next())
      if (answer.status === 201) acknowledged.push(codeOf(answer))
      return good(answer)
    }
    const floods = { 'beside log-ins': logInsOf(filers), 'beside uploads': await uploadsOf(uploaders) }
    const told = new Map<Surroundings, ReturnType<typeof flooded>['told'][]>()
    const run = async (around: Surroundings, work: () => Promise<Measured>): Promise<Measured> => {
      if (around === 'alone') return work()
      const flood = flooded(server.program.url, floods[around], around === 'beside log-ins' ? { perSecond: 200 } : { clients: 16 })
      await new Promise((resolve) => setTimeout(resolve, 1000))
      const result = await work()
      await flood.stop()
      told.set(around, [...(told.get(around) ?? []), flood.told])
      return result
    }
    const closed = new Map<Surroundings, Measured[]>(SURROUNDINGS.map((one) => [one, []]))
    const open = new Map<Surroundings, Measured[]>(SURROUNDINGS.map((one) => [one, []]))
    const inClosedLoop = () => measured(server.watched, () => closedLoop({ clients: CLIENTS, seconds: SECONDS }, file))
    await inClosedLoop()
    for (let round = 1; round <= ROUNDS; round++) {
      for (const around of SURROUNDINGS) {
        closed.get(around)?.push(await run(around, inClosedLoop))
        const steady = Math.max(5, Math.round((closed.get('alone')?.[0]?.perSecond ?? 0) * STEADY_SHARE))
        open.get(around)?.push(await run(around, () => measured(server.watched, () => openLoop({ perSecond: steady, seconds: SECONDS }, file))))
        say(`  ${round}/${ROUNDS} ${around}: ${closed.get(around)?.at(-1)?.perSecond.toFixed(0)}/s`)
      }
    }
    web.close()
    const lost = await missing(server, acknowledged, [...told.values()].flat().flatMap((one) => one.files))
    const failed = [...closed.values(), ...open.values()].flat().reduce((sum, one) => sum + one.failed, 0)
    tell(root, {
      bench: 'flood',
      title: `Filing alone and beside floods, ${ROUNDS} × ${SECONDS} s each in turn, everything in one process (ROLE=both)`,
      columns: COLUMNS,
      rows: [
        ...SURROUNDINGS.map((one) => rowOf(`${CLIENTS} clients without a pause, ${one}`, closed.get(one) ?? [])),
        ...SURROUNDINGS.map((one) => rowOf(`a steady quarter of that rate, ${one}`, open.get(one) ?? [])),
      ],
      notes: [
        ...(['beside log-ins', 'beside uploads'] as const).map((one) => `${one}: ${slowed(closed, one)} and at the steady rate ${slowed(open, one)} (asked: ≤ 2×). ${floodLine(told.get(one) ?? [])}`),
        `${failed} filings were not answered 201. Of ${acknowledged.length} acknowledged filings and ${[...told.values()].flat().reduce((sum, one) => sum + one.files.length, 0)} acknowledged uploads ${lost} are missing afterwards.`,
      ],
    })
  })
}

const codeOf = (answer: Answer): string => (JSON.parse(answer.body.toString('utf8')) as { code: string }).code

function slowed(all: ReadonlyMap<Surroundings, readonly Measured[]>, around: Surroundings): string {
  const median = (one: Surroundings, pick: (run: Measured) => number) => spread((all.get(one) ?? []).map(pick)).median
  const times = (pick: (run: Measured) => number) => (median(around, pick) / Math.max(0.001, median('alone', pick))).toFixed(2)
  return `rate × ${times((run) => run.perSecond)}, p50 × ${times((run) => run.p50)}, p99 × ${times((run) => run.p99)}`
}

function floodLine(all: readonly ReturnType<typeof flooded>['told'][]): string {
  const sum = (pick: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + pick(one), 0)
  return `The flood: ${sum((one) => one.good)} accepted, ${sum((one) => one.no)} refused as wrong, ${sum((one) => one.busy)} told 503 (${sum((one) => one.busyInOrder)} of them with Retry-After and a page or problem), ${sum((one) => one.other)} anything else.`
}

/** How many of what was acknowledged can't be found. */
async function missing(server: BenchServer, codes: readonly string[], files: readonly string[]): Promise<number> {
  const count = async (text: string, values: readonly string[]) => Number((await server.db.pool.query<{ n: number }>(text, [values])).rows[0]?.n)
  const dossiers = await count('select count(*) as n from dossiers.dossier where code = any($1)', codes)
  const kept = await count('select count(*) as n from files.file where file_id = any($1::uuid[])', files)
  return codes.length - dossiers + files.length - kept
}

