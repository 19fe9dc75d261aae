import { filersFor } from './harness/filings.ts'
import { closedLoop, connectTo } from './harness/load.ts'
import { alternate, measured } from './harness/measure.ts'
import { enrolFilers } from './harness/people.ts'
import { profiled } from './harness/profile.ts'
import { COLUMNS, rowOf, tell } from './harness/report.ts'
import { withServer } from './harness/server.ts'
import { logIn } from './harness/visitor.ts'
import { createWizard, photoOfPaper, typedBirth } from './harness/wizard.ts'

const CLIENTS = 16
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)
const SECONDS = 8
/** Until then the program's code is not yet compiled by how it is used. */
const WARM_UP = 1200
/** More than the machine can take in all rounds. */
const JOURNEYS = 8000

/** Filing a birth in the browser from the first page of the way to its last. The worker, which converts and prints, runs elsewhere. */
export async function benchJourney(root: string, say: (line: string) => void): Promise<void> {
  await withServer({ environment: { ROLE: 'web' } }, async (server) => {
    const web = connectTo(server.program.url, CLIENTS)
    const visitors = await logIn(server, web, await enrolFilers(server, filersFor(JOURNEYS)))
    const paper = await photoOfPaper()
    const go = createWizard(typedBirth(root), paper)
    let next = 0
    let requests = 0
    const journey = async () => {
      const index = next++
      const visitor = visitors[index % visitors.length]
      if (!visitor) throw new Error('Nobody is logged in.')
      requests = (await go(visitor, index)).requests
      return true
    }
    const name = 'filing a birth in the browser'
    const loop = (round: number) => closedLoop({ clients: CLIENTS, ...(round === 0 ? { operations: WARM_UP } : { seconds: SECONDS }) }, journey)
    const run = (round: number) => profiled(server.program, name, say, () => measured(server.watched, () => loop(round)))
    const results = await alternate(ROUNDS, [{ name, run }], say)
    web.close()
    tell(root, {
      bench: 'journey',
      title: `The whole journey of filing a birth in the browser, ${CLIENTS} clients, ${ROUNDS} × ${SECONDS} s`,
      columns: COLUMNS,
      rows: [rowOf(name, results.get(name) ?? [])],
      notes: [
        `${requests} requests a journey: start, general with its list of communes, the form with six savings, a photo of ${Math.round(paper.length / 1024)} KB, review, submission, confirmation. Without login, assets, conversion and PDF.`,
        'Asked: ≤ 15 ms of server CPU a journey. Times are of whole journeys.',
      ],
    })
  })
}
