import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repairCounts } from '../src/modules/dossiers/index.ts'
import { repairTaskCounts } from '../src/modules/processes/index.ts'
import { sql } from 'kysely'
import { DEMO_AGENCIES, DEMO_PASSWORD } from '../src/demo/people.ts'
import { reading } from '../src/platform/db.ts'
import { carry, fileBirth } from '../tests/support/birth.ts'
import { formOf, Person } from '../tests/support/person.ts'
import { addressOf } from './harness/filings.ts'
import { loadInbox, OFFICERS, officerName } from './harness/inbox-load.ts'
import { openActs } from './harness/in-process.ts'
import { closedLoop, connectTo, openLoop, quantile, type Times } from './harness/load.ts'
import { type Measured, measured } from './harness/measure.ts'
import { tell } from './harness/report.ts'
import { type BenchServer, withServer } from './harness/server.ts'
import { AS_BROWSER } from './harness/visitor.ts'

const SIZES = (process.env.INBOX_SIZES ?? '1000000,10000000').split(',').map(Number)
/** Where loaded databases stay between `load` and `measure`; thrown away after measuring, unless INBOX_KEEP is set. */
const FOLDER = process.env.INBOX_FOLDER ?? join(tmpdir(), 'mot-cua-bench-inbox')
/** `load`: only fills; `measure`: only measures what was filled; both otherwise. Loading is heavy and may be done at leisure. */
const PART = process.env.INBOX_PART ?? 'both'
const SECONDS = Number(process.env.BENCH_SECONDS ?? 60)
/** An officer looks at what came for so long before asking for the next page. */
const THINK_SECONDS = 2
const ASKED_P95_MS = 50
const ASKED_SEARCH_MS = 300

/** The officers' lists and searches over so many dossiers, asked over HTTP by sixty-four who are logged in. */
export async function benchInbox(root: string, say: (line: string) => void): Promise<void> {
  const rows: string[][] = []
  for (const size of SIZES) {
    const dataDir = join(FOLDER, String(size))
    if (PART !== 'measure') await load(dataDir, size, say)
    if (PART !== 'load') {
      rows.push(...(await withServer({ dataDir, environment: { ROLE: 'web' } }, (server) => measure(server, size, say))))
      if (!process.env.INBOX_KEEP) rmSync(dataDir, { recursive: true, force: true })
    }
  }
  if (rows.length === 0) return
  tell(root, {
    bench: 'inbox',
    title: `Lists and searches of ${OFFICERS} officers over ${SIZES.map((size) => size.toLocaleString('en')).join(' / ')} dossiers`,
    columns: ['what', 'dossiers', 'n', 'server CPU ms', 'database CPU ms', 'p50 ms', 'p95 ms', 'p99 ms'],
    rows,
    notes: [
      `One dossier in 25 is open; half of all are of one office (200,000 open of 10,000,000), the rest of forty others. 24 officers work there, 37 one each at the next, three are leaders above all 41 offices.`,
      `${OFFICERS} officers, each with a page every ${THINK_SECONDS} s (${OFFICERS / THINK_SECONDS} pages a second), for ${SECONDS} s; a time counts from the moment the page was due. «At once»: each officer asks again as soon as answered, which no person does: there the machine's two processors are the limit.`,
      `Asked: p95 ≤ ${ASKED_P95_MS} ms, any search ≤ ${ASKED_SEARCH_MS} ms.`,
      'Loaded is what the inbox reads: rows of dossiers of real width, open steps, words to find them by; no events, answers or papers, which it does not open.',
    ],
  })
}

async function load(dataDir: string, size: number, say: (line: string) => void): Promise<void> {
  const done = join(dataDir, 'loaded')
  if (existsSync(done)) return say(`${size} dossiers are loaded already.`)
  rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true })
  await withServer({ dataDir, environment: { ROLE: 'web' } }, async (server) => {
    const { ground, close } = openActs(server)
    const [filed, inWork] = [await fileBirth(ground), await fileBirth(ground)]
    await carry(ground, inWork, 'handed-over')
    await loadInbox(server.ownerUrl, new URL(server.databaseUrl).pathname.slice(1), size, { filed: filed.dossierId, inWork: inWork.dossierId }, say)
    const faults = await repairCounts(server.db)
    say(`  counts made: ${faults.length} of agencies and statuses, ${await repairTaskCounts(server.db)} of steps`)
    await close()
  })
  writeFileSync(done, new Date().toISOString())
}

interface Officer {
  cookie: string
  /** What it asks for, in turn, at random. */
  asks: { name: string; path: string; weight: number }[]
}

async function signIn(server: BenchServer, n: number): Promise<string> {
  const person = new Person(server.program.url, { 'x-forwarded-for': addressOf(n) })
  const form = formOf(await person.open('/can-bo/dang-nhap'), '/dang-nhap')
  const answer = await person.post(form.action ?? '/can-bo/dang-nhap', { ...(form.fields as Record<string, string>), loginName: officerName(n), password: DEMO_PASSWORD })
  if (answer.status !== 303) throw new Error(`${officerName(n)} can't sign in: ${answer.status}`)
  return [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

const LIST = '/can-bo/ho-so/danh-sach'
const NAMES = ['nguyen', 'nguyễn văn', 'Nguyễn Thị Lan', 'tran an', 'Lê Văn Hùng', 'binh', 'Phạm Thị Hương', 'van thi', 'thi van an', 'Ngô Kim Đạt', 'zzzz']

export async function officersOf(server: BenchServer): Promise<Officer[]> {
  const sample = await sql<{ code: string }>`select code from dossiers.dossier where agency_id = ${DEMO_AGENCIES[0].centreId}::uuid order by submitted_at desc limit 200`.execute(reading(server.db))
  const officers: Officer[] = []
  for (let n = 1; n <= OFFICERS; n++) {
    const cookie = await signIn(server, n)
    const person = new Person(server.program.url, { cookie })
    let deep = `${LIST}/dang-xu-ly`
    for (let page = 0; page < 3; page++) deep = /href="([^"]*[?&](?:amp;)?sau=[^"]*)" rel="next"/.exec((await person.open(deep)).text)?.[1]?.replaceAll('&amp;', '&') ?? deep
    const [name, code] = [NAMES[n % NAMES.length] ?? '', sample.rows[n % sample.rows.length]?.code ?? '']
    const other = NAMES[(n * 7 + 3) % NAMES.length] ?? ''
    const find = (q: string) => `/can-bo/ho-so/tim?q=${encodeURIComponent(q)}`
    officers.push({
      cookie,
      asks: [
        { name: 'list: first page', path: `${LIST}/${['viec-cua-toi', 'dang-xu-ly', 'cho-tiep-nhan', 'cho-chuyen', 'cho-tra'][n % 5]}`, weight: 30 },
        { name: 'list: fifth page', path: deep, weight: 12 },
        { name: 'list: late only', path: `${LIST}/dang-xu-ly?han=qua-han`, weight: 6 },
        { name: 'list: one procedure', path: `${LIST}/dang-xu-ly?thu-tuc=1.001193`, weight: 6 },
        { name: 'list: by post, of one month', path: `${LIST}/dang-xu-ly?kenh=3&nop-tu=01/11/2026&nop-den=30/11/2026`, weight: 4 },
        { name: 'list: of one officer', path: `${LIST}/dang-xu-ly?can-bo=01900000-0000-7000-a000-0000000${String(n).padStart(5, '0')}`, weight: 6 },
        { name: 'list: all dossiers', path: `${LIST}/tat-ca`, weight: 4 },
        { name: 'search: name', path: find(name), weight: 14 },
        { name: 'search: other name', path: find(other), weight: 8 },
        { name: 'search: last digits of a code', path: find(code.slice(-5)), weight: 5 },
        { name: 'search: phone', path: find(`09${String(n * 104_729).padStart(8, '0').slice(-8)}`), weight: 3 },
        { name: 'search: identity number', path: find(`0790900${String(n).padStart(5, '0')}`), weight: 2 },
      ],
    })
  }
  return officers
}

async function measure(server: BenchServer, size: number, say: (line: string) => void): Promise<string[][]> {
  const officers = await officersOf(server)
  say(`${officers.length} officers are logged in over ${size} dossiers.`)
  const web = connectTo(server.program.url, OFFICERS)
  const byName = new Map<string, number[]>()
  let seed = 1
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const pick = (officer: Officer) => {
    let at = random() * officer.asks.reduce((sum, one) => sum + one.weight, 0)
    for (const one of officer.asks) {
      at -= one.weight
      if (at <= 0) return one
    }
    return officer.asks[0]
  }
  const askOne = async (index: number, due: number): Promise<boolean> => {
    const officer = officers[index % officers.length]
    const one = officer && pick(officer)
    if (!one) return false
    const answer = await web.ask({ path: one.path, headers: { cookie: officer.cookie, 'accept-encoding': AS_BROWSER['accept-encoding'], 'x-forwarded-for': addressOf(index % officers.length) } })
    byName.set(one.name, [...(byName.get(one.name) ?? []), performance.now() - due])
    return answer.status === 200 || answer.status === 303
  }
  const perSecond = OFFICERS / THINK_SECONDS
  // Everything once or twice before it counts: caches, prepared statements.
  await openLoop({ perSecond, seconds: Math.min(20, SECONDS) }, (index) => askOne(index, performance.now()))
  byName.clear()
  let began = performance.now()
  const { times: usual, cost } = await costly(server, () => openLoop({ perSecond, seconds: SECONDS }, (index) => askOne(index, began + (index / perSecond) * 1000)))
  const named = [...byName].map(([name, times]) => rowOf(name, size, times.sort((a, b) => a - b)))
  began = performance.now()
  const { times: atOnce, cost: costAtOnce } = await costly(server, () => closedLoop({ clients: OFFICERS, seconds: Math.min(20, SECONDS) }, (index) => askOne(index, performance.now())))
  web.close()
  const told = `at once: ${(atOnce.operations / atOnce.seconds).toFixed(0)} pages a second`
  return [rowOf('**all, as people ask**', size, usual.latencies, cost), ...named, rowOf(told, size, atOnce.latencies, costAtOnce)]
}

/** The times with the processor time that they cost. */
async function costly(server: BenchServer, work: () => Promise<Times>): Promise<{ times: Times; cost: Measured }> {
  const kept: Times[] = []
  const cost = await measured(server.watched, async () => {
    const times = await work()
    kept.push(times)
    return times
  })
  const [times] = kept
  if (!times || times.failed > 0) throw new Error(`${times?.failed} of ${times?.operations} were not answered.`)
  return { times, cost }
}

const rowOf = (name: string, size: number, sorted: ArrayLike<number>, cost: Measured | null = null): string[] => [
  name,
  size.toLocaleString('en'),
  String(sorted.length),
  cost?.serverCpu?.toFixed(2) ?? '',
  cost?.databaseCpu?.toFixed(2) ?? '',
  ...[0.5, 0.95, 0.99].map((share) => quantile(sorted, share).toFixed(1)),
]
