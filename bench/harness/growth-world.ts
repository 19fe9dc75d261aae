import { setTimeout as sleep } from 'node:timers/promises'
import { DEMO_PASSWORD } from '../../src/demo/people.ts'
import { makeAccessToken } from '../../src/modules/accounts/index.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { newId } from '../../src/platform/ids.ts'
import { agreed, BIRTH, carry, fileBirth, type Ground, prepareBirth, type Stage } from '../../tests/support/birth.ts'
import { demoCitizen, demoStaff } from '../../tests/support/people.ts'
import { formOf, Person } from '../../tests/support/person.ts'
import { startProgram } from '../../tests/support/program.ts'
import { openActs } from './in-process.ts'
import type { Ask } from './load.ts'
import { fillDatabase } from './many-dossiers.ts'
import type { BenchServer } from './server.ts'

export interface GrowthWorld {
  ground: Ground
  /** Asked for when all is loaded: sessions end while an hour goes by. */
  openPages: () => Promise<{ name: string; ask: Ask; status?: number }[]>
  close: () => Promise<void>
}

const LISTS = ['viec-cua-toi', 'cho-tiep-nhan', 'cho-chuyen', 'dang-xu-ly', 'cho-bo-sung', 'cho-tra'] as const
const DEEP_PAGES = 3
const ITEMS = [{ component: 'giay-chung-sinh', field: null, what: 'Giấy chứng sinh bị mờ', reason: 'Không đọc được', howTo: 'Chụp lại' }]

/** A database of a size, and everything that is asked of it. */
export async function makeWorld(server: BenchServer, size: number, say: (line: string) => void): Promise<GrowthWorld> {
  const { ground, close } = openActs(server)
  const patterns = await makePatterns(ground)
  await letWorkerDo(server)
  const [ordinary, heavy] = [await demoCitizen(ground, 'congdan'), await demoCitizen(ground, 'congdan2')]
  await fillDatabase(server.ownerUrl, new URL(server.databaseUrl).pathname.slice(1), size, {
    open: patterns.open,
    ended: patterns.ended,
    person: ordinary.personId,
    heavyAccount: { accountId: heavy.accountId, personId: heavy.personId },
  }, say)
  return { ground, openPages: () => pagesOf(server, ground, patterns), close }
}

type Patterns = Awaited<ReturnType<typeof makePatterns>>

/** Dossiers that the program carries to each status; the rest of the database is made like them. */
async function makePatterns(ground: Ground) {
  const { processing } = ground.acts
  const base = (dossierId: string) => ({ dossierId, key: newId(), seenRevision: null })
  const at = async (stage: Stage | null) => {
    const filed = await fileBirth(ground)
    if (stage) await carry(ground, filed, stage)
    return filed
  }
  const filed = await at(null)
  const asked = await at(null)
  await agreed(processing.requestSupplement(await demoStaff(ground, 'motcua'), { ...base(asked.dossierId), items: ITEMS, note: '' }))
  const drafted = await at('drafted')
  const open = [filed, await at('accepted'), await at('handed-over'), await at('appraised'), asked, drafted, await at('confirmed'), await at('signed')]
  const refused = await at(null)
  await agreed(processing.refuseDossier(await demoStaff(ground, 'motcua'), { ...base(refused.dossierId), reason: 'Giấy chứng sinh không ghi ngày sinh của trẻ.', guidance: '' }))
  const returned = [await at('issued'), await at('issued'), await at('issued')]
  for (const one of returned) await giveBack(ground, one.dossierId)
  const issued = await at('issued')
  const draft = await prepareBirth(ground)
  const ids = (all: readonly { dossierId: string }[]) => all.map((one) => one.dossierId)
  return { filed, asked, drafted, refused, issued, draftId: draft.draftId, open: [...ids(open), issued.dossierId], ended: [...ids(returned), refused.dossierId] }
}

async function giveBack(ground: Ground, dossierId: string): Promise<void> {
  const task = (await ground.acts.processing.processes.openTasks(ground.db, dossierId)).find((one) => one.work === 'return')
  if (!task) throw new Error('Nothing is to be given back.')
  await agreed(ground.acts.processing.steps.giveBack(await demoStaff(ground, 'motcua'), { dossierId, key: newId(), seenRevision: null, taskId: task.taskId, receiver: 'Nguyễn Văn Dân', how: 'counter' }))
}

/** Messages and receipts that follow the events, by a worker that is stopped when nothing is left to do. */
async function letWorkerDo(server: BenchServer): Promise<void> {
  const worker = await startProgram({ dataDir: server.dataDir, environment: { DATABASE_URL: server.databaseUrl, ROLE: 'worker', LOG_LEVEL: 'warn' } })
  for (let quiet = 0; quiet < 3; ) {
    await sleep(1000)
    const { rows } = await server.db.pool.query<{ left: string }>(
      `select (select count(*) from events.event where dispatched_at is null) + (select count(*) from pgboss.job where state < 'completed') as left`,
    )
    quiet = rows[0]?.left === '0' || Number(rows[0]?.left) === 0 ? quiet + 1 : 0
  }
  await worker.stop()
}

async function signIn(server: BenchServer, audience: 'citizen' | 'staff', username: string): Promise<string> {
  const person = new Person(server.program.url)
  const page = await person.open(audience === 'citizen' ? '/dang-nhap' : '/can-bo/dang-nhap')
  const form = formOf(page, '/dang-nhap')
  const answer = await person.post(form.action ?? page.url, { ...(form.fields as Record<string, string>), loginName: username, password: DEMO_PASSWORD })
  if (answer.status !== 303) throw new Error(`${username} can't sign in: ${answer.status}`)
  return [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

/** The address that the n-th «next» of a list leads to. */
async function deep(server: BenchServer, cookie: string, path: string): Promise<string> {
  const person = new Person(server.program.url, { cookie })
  let at = path
  for (let page = 0; page < DEEP_PAGES; page++) {
    const next = /href="([^"]*[?&](?:amp;)?sau=[^"]*)"/.exec((await person.open(at)).text)?.[1]
    if (!next) throw new Error(`${at} has no next page.`)
    at = next.replaceAll('&amp;', '&')
  }
  return at
}

type Pages = Awaited<ReturnType<GrowthWorld['openPages']>>

async function pagesOf(server: BenchServer, ground: Ground, patterns: Patterns): Promise<Pages> {
  const { filed, asked, drafted, refused, issued, draftId } = patterns
  const [citizen, heavy, counter, specialist, admin] = [
    await signIn(server, 'citizen', 'congdan'),
    await signIn(server, 'citizen', 'congdan2'),
    await signIn(server, 'staff', 'motcua'),
    await signIn(server, 'staff', 'hotich'),
    await signIn(server, 'staff', 'quantri'),
  ]
  const token = await agreed(makeAccessToken({ db: server.db, clock: systemClock, appendEvent: ground.acts.append })(await demoCitizen(ground, 'congdan2'), { name: 'Đo', scopes: ['dossiers:read', 'dossiers:write'], days: '30' }))
  const pages: Pages = []
  const add = (name: string, path: string, cookie = '', status = 200) => pages.push({ name, ask: { path, headers: { ...(cookie ? { cookie } : {}), 'accept-encoding': 'gzip' } }, status })
  const list = (key: string) => `/can-bo/ho-so/danh-sach/${key}`
  add('tracking by code', `/tra-cuu?ma=${encodeURIComponent(issued.code)}`)
  add('log-in form', '/dang-nhap')
  add('my dossiers', '/ho-so', citizen)
  add('my dossiers, of one who files for many', '/ho-so', heavy)
  add('… 4th page of them', await deep(server, heavy, '/ho-so').catch(() => '/ho-so'), heavy)
  add('dossier, filed', `/ho-so/${filed.code}`, citizen)
  add('dossier, asked for papers', `/ho-so/${asked.code}`, citizen)
  add('dossier, draft to check', `/ho-so/${drafted.code}/du-thao`, citizen)
  add('dossier, refused', `/ho-so/${refused.code}`, citizen)
  add('dossier, issued', `/ho-so/${issued.code}`, citizen)
  for (const step of [1, 2, 3, 4]) add(`wizard, step ${step}`, `/nop-ho-so/ban-nhap/${draftId}/${step}`, citizen)
  add('own account', '/tai-khoan', citizen)
  for (const key of LISTS) add(`officer: ${key}`, list(key), key === 'viec-cua-toi' ? specialist : counter)
  add('officer: dang-xu-ly, 4th page', await deep(server, counter, list('dang-xu-ly')), counter)
  add('officer: viec-cua-toi, 4th page', await deep(server, specialist, list('viec-cua-toi')), specialist)
  add('officer: dang-xu-ly, late only', `${list('dang-xu-ly')}?qua-han=1`, counter)
  add('officer: dang-xu-ly, one procedure', `${list('dang-xu-ly')}?thu-tuc=${BIRTH}`, counter)
  add('officer: dang-xu-ly, a procedure without dossiers', `${list('dang-xu-ly')}?thu-tuc=9.999999`, counter)
  add('officer: search «nguyen»', '/can-bo/ho-so/tim?q=nguyen', counter)
  add('officer: search of a whole name', '/can-bo/ho-so/tim?q=Tr%E1%BA%A7n%20B%C3%ACnh%20Ch%C3%A2u', counter)
  add('officer: search without a find', '/can-bo/ho-so/tim?q=zzzz', counter)
  add('officer: search by code', `/can-bo/ho-so/tim?q=${encodeURIComponent(issued.code)}`, counter, 303)
  add('officer: case, filed', `/can-bo/ho-so/${filed.code}`, counter)
  add('officer: case, issued', `/can-bo/ho-so/${issued.code}`, counter)
  for (const [name, path] of [['staff', '/quan-tri/can-bo'], ['agencies', '/quan-tri/co-quan'], ['report', '/quan-tri/danh-muc/bao-cao']] as const) add(`administrator: ${name}`, path, admin)
  pages.push({ name: 'API: own dossiers', ask: { path: '/api/v1/dossiers?limit=20', headers: { authorization: `Bearer ${token.token}` } } })
  return pages
}
