import { filersFor, filingsOf, uploadPapers } from './harness/filings.ts'
import { answeredWith, closedLoop, connectTo } from './harness/load.ts'
import { alternate, type Candidate, measured } from './harness/measure.ts'
import { enrolFilers } from './harness/people.ts'
import { COLUMNS, rowOf, tell } from './harness/report.ts'
import { countRoundTrips } from './harness/round-trips.ts'
import { sameRows } from './harness/same-rows.ts'
import { type BenchServer, withServer } from './harness/server.ts'
import { spread } from './harness/measure.ts'

const CLIENTS = 32
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)
const SECONDS = 4
/** Until then the program's code is not yet compiled by how it is used. */
const WARM_UP_SECONDS = 10
/** More than the machine can take in all rounds: filings, and papers for those and for the bare rows. */
const FILINGS = 160_000
const PAPERS = 280_000

/** Filing over the API with everything on, beside the same rows as one durable statement. The worker runs elsewhere, or not at all. */
export async function benchFiling(root: string, say: (line: string) => void): Promise<void> {
  const trips = await countRoundTrips(say)
  await withServer({ environment: { ROLE: 'web' } }, async (server) => {
    say(`Enrolling ${filersFor(FILINGS)} people …`)
    const filers = await enrolFilers(server, filersFor(FILINGS))
    const takePaper = await uploadPapers(server, filers, Math.ceil(PAPERS / filers.length))
    const web = connectTo(server.program.url, CLIENTS)
    const file = (offices: 'all' | 'first'): Candidate['run'] => {
      const next = filingsOf(filers, takePaper, offices)
      const filed = answeredWith(201, say)
      return (round) => run(server, round, async () => filed(await web.ask(next())))
    }
    const everywhere = file('all')
    await everywhere(0)
    let at = 0
    const rows = await sameRows(server, CLIENTS, () => takePaper(filers[at++ % filers.length] as (typeof filers)[number]))
    const candidates: Candidate[] = [
      { name: 'filing over the API, four offices', run: everywhere },
      { name: 'filing over the API, one office and procedure', run: file('first') },
      { name: 'the same rows, one durable statement', run: (round) => run({ ...server, watched: { database: server.watched.database } as never }, round, rows.write) },
    ]
    const results = await alternate(ROUNDS, candidates, say)
    await rows.close()
    web.close()
    const [all, first, statement] = candidates.map(({ name }) => (results.get(name) ?? []).map((one) => one.perSecond))
    const ratio = (over: readonly number[] = []) => spread(over.map((rate, index) => rate / (statement?.[index] ?? 1)))
    const shown = ({ median, low, high }: ReturnType<typeof spread>) => `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`
    tell(root, {
      bench: 'filing',
      title: `Filing a birth over the API, ${CLIENTS} clients, ${ROUNDS} × ${SECONDS} s each in turn`,
      columns: COLUMNS,
      rows: candidates.map(({ name }) => rowOf(name, results.get(name) ?? [])),
      notes: [
        `Rate beside the same rows as one durable statement: ${shown(ratio(all))} to four offices, ${shown(ratio(first))} to one (asked: ≥ 0.4).`,
        `Round trips to the database for one filing: ${trips.toFixed(2)} (asked: ≤ 5), counted on the line over 200 filings one after the other.`,
        'Asked: ≤ 1.2 ms of server CPU a filing. What follows an event (messages, the printed receipt) is the worker\'s and not in it.',
      ],
    })
  })
}

const run = (server: BenchServer, round: number, work: () => Promise<boolean>) =>
  measured(server.watched, () => closedLoop({ clients: CLIENTS, seconds: round === 0 ? WARM_UP_SECONDS : SECONDS }, work))
