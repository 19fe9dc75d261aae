import { enrolFilers } from './harness/people.ts'
import { answeredWith, type Ask, closedLoop, connectTo, openLoop, quantile } from './harness/load.ts'
import { addressOf } from './harness/filings.ts'
import { alternate, type Candidate, type Measured, measured } from './harness/measure.ts'
import { profiled } from './harness/profile.ts'
import { figure, rowOf, tell } from './harness/report.ts'
import { type BenchServer, withServer } from './harness/server.ts'
import { AS_BROWSER, logIn, textOf, type Visitor } from './harness/visitor.ts'
import { createWizard, photoOfPaper, typedBirth } from './harness/wizard.ts'

const CLIENTS = 32
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)
const SECONDS = 4
/** Until then a page's code is not yet compiled by how it is used. */
const WARM_UP = 1500
const VISITORS = 16
/** Only pages whose name has this in it. */
const ONLY = process.env.BENCH_PAGES ?? ''
const COLUMNS = ['page', 'n', 'per second', 'server CPU ms', 'database CPU ms', 'p50 ms', 'p99 ms', 'stolen', 'p99 ms at half the rate'] as const

const QUESTIONS = ['làm giấy khai sinh cho con', 'đăng ký kết hôn', 'xac nhan doc than', 'cho thue dat', 'giay phep xay dung', 'trợ cấp người cao tuổi', 'hộ kinh doanh', 'sao y']

interface PageOf {
  name: string
  limit: number
  next: () => Ask
}

/** Pages as browsers ask for them, each by itself: cost at saturation, and how long one waits at half that rate. */
export async function benchPages(root: string, say: (line: string) => void): Promise<void> {
  await withServer({ environment: { ROLE: 'web' } }, async (server) => {
    const web = connectTo(server.program.url, CLIENTS)
    const asked = (await pagesOf(root, server, web)).filter(({ name }) => name.includes(ONLY))
    const late = new Map<string, number[]>(asked.map(({ name }) => [name, []]))
    const candidates = asked.map((one): Candidate => {
      const good = answeredWith(200, say)
      const work = async () => good(await web.ask(one.next()))
      return {
        name: one.name,
        async run(round) {
          const saturated = await profiled(server.program, one.name, say, () => measured(server.watched, () => closedLoop({ clients: CLIENTS, ...(round === 0 ? { operations: WARM_UP } : { seconds: SECONDS }) }, work)))
          if (round > 0) late.get(one.name)?.push(await waitAtHalf(saturated, work))
          return saturated
        },
      }
    })
    const results = await alternate(ROUNDS, candidates, say)
    web.close()
    tell(root, {
      bench: 'pages',
      title: `Pages, ${CLIENTS} clients, ${ROUNDS} × ${SECONDS} s each in turn`,
      columns: COLUMNS,
      rows: asked.map(({ name, limit }) => [...rowOf(`${name} (≤ ${limit} ms)`, results.get(name) ?? []), figure(late.get(name) ?? [], 1)]),
      notes: [
        'In brackets the server CPU that was asked. Over kept connections, with Brotli. The load has its own process on the same processors.',
        'The last column is of an open loop: requests come at half the rate of the closed one, and a time counts from the moment the request was due (asked: ≤ 50 ms).',
      ],
    })
  })
}

async function waitAtHalf(saturated: Measured, work: () => Promise<boolean>): Promise<number> {
  const { latencies } = await openLoop({ perSecond: saturated.perSecond / 2, seconds: SECONDS }, work)
  return quantile(latencies, 0.99)
}

/** The pages with what must be there for them: drafts at the form, and dossiers. */
async function pagesOf(root: string, server: BenchServer, web: ReturnType<typeof connectTo>): Promise<PageOf[]> {
  const visitors = await logIn(server, web, await enrolFilers(server, VISITORS))
  const go = createWizard(typedBirth(root), await photoOfPaper())
  const own: { visitor: Visitor; draft: string; code: string }[] = []
  for (const [index, visitor] of visitors.entries()) {
    const { draft } = await go(visitor, index, 'review')
    const filed = textOf(await visitor.ask(index, `${(await go(visitor, index)).draft}/da-nop`))
    own.push({ visitor, draft, code: /class="mc-code">([^<]+)</.exec(filed)?.[1] ?? '' })
  }
  let turn = 0
  const anonymous = (paths: readonly string[]) => (): Ask => {
    const index = turn++
    return { path: paths[index % paths.length] ?? '/', headers: { ...AS_BROWSER, 'x-forwarded-for': addressOf(index) } }
  }
  const signedIn = (path: (of: (typeof own)[number]) => string) => (): Ask => {
    const index = turn++
    const of = own[index % own.length] as (typeof own)[number]
    return { path: path(of), headers: { ...AS_BROWSER, cookie: of.visitor.cookie, 'x-forwarded-for': addressOf(index) } }
  }
  return [
    { name: 'home', limit: 0.2, next: anonymous(['/']) },
    { name: 'lists of the catalogue', limit: 0.2, next: anonymous(['/linh-vuc', '/co-quan', '/su-kien']) },
    { name: 'procedure', limit: 0.2, next: anonymous(['/thu-tuc/1.001193', '/thu-tuc/1.004222', '/en/thu-tuc/1.001193']) },
    { name: 'search', limit: 2, next: anonymous(QUESTIONS.map((question) => `/tim-kiem?q=${encodeURIComponent(question)}`)) },
    { name: 'step of the e-form', limit: 3, next: signedIn(({ draft }) => `${draft}/2`) },
    { name: 'own dossier', limit: 3, next: signedIn(({ code }) => `/ho-so/${code}`) },
    { name: 'tracking by code', limit: 3, next: anonymous(own.map(({ code }) => `/tra-cuu?ma=${encodeURIComponent(code)}`)) },
  ]
}
