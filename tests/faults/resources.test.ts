import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PDFDocument } from 'pdf-lib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.ts'
import { testFolders } from '../startup/folders.ts'
import { patience } from '../startup/patience.ts'
import { canMount } from '../support/mount.ts'
import { type Attached, Person, type Seen, wordsOf } from '../support/person.ts'
import { endPrograms, freePort, memoryOf, type Program, startProgram } from '../support/program.ts'
import { chanceOf } from './chance.ts'
import { enrolApplicants, withData } from './data.ts'
import { type Disk, mountDisk } from './disk.ts'
import { judgeDossiers, judgeFollowUps, unfinished } from './judge.ts'
import { type Applicant, Office } from './office.ts'

const SEED = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1_000_000))
const TIMES = Number(process.env.FAULTS_OUTAGES ?? 1)
const WHOLE = TIMES > 1
const CONNECTIONS = 8
/** Of 19 MB, from each sender: all that a dossier may have. */
const FILES = WHOLE ? 5 : 2
const MIB = 1024 * 1024

const folders = testFolders()
const mountable = canMount()
const chance = chanceOf(SEED)
let disk: Disk | null = null
let shelf: Disk | null = null
let dataDir: string
let port: number
let program: Program
let applicants: Applicant[]
/** Who have sent nothing else: what one may keep without filing it is limited. */
let senders: Applicant[]
let office: Office
/** Every answer that a probe got while something was out. */
const refusals = new Map<string, number>()

beforeAll(async () => {
  disk = mountable ? mountDisk(700) : null
  dataDir = disk ? join(disk.folder, 'data') : folders.make()
  // The server of the embedded PostgreSQL runs as somebody else.
  if (disk) chmodSync(disk.folder, 0o755)
  shelf = disk ? mountDisk(600, join(dataDir, 'files')) : null
  port = await freePort()
  program = await start()
  const enrolled = await withData(dataDir, (data) => enrolApplicants(data, 44))
  applicants = enrolled.slice(4)
  senders = enrolled.slice(0, 4)
  const pdf = await PDFDocument.create()
  pdf.addPage().drawText('Giay chung sinh')
  office = new Office(program.url, chanceOf(SEED + 1), Buffer.from(await pdf.save()))
}, 200_000)
afterAll(async () => {
  await endPrograms([dataDir])
  shelf?.remove()
  disk?.remove()
  await folders.remove()
}, 60_000)

const start = (environment: Readonly<Record<string, string>> = {}): Promise<Program> =>
  startProgram({ dataDir, port, environment: { TRUST_PROXY: '1', DATABASE_CONNECTIONS: String(CONNECTIONS), ...environment } })
const tell = (line: string): void => void process.stdout.write(`${line}\n`)
const rounds = Array.from({ length: TIMES }, (_, index) => index + 1)

describe(`what the program stands on runs out (FAULTS_SEED=${SEED})`, () => {
  describe.runIf(mountable)('the disk', () => {
    it.each(rounds)('of the files: uploads are refused for now, nothing else, and go on by themselves (round %i)', async () => {
      await underLoad(async () => {
        shelf?.fill()
        await sleep(chance.between(500, 1500))
        shelf?.fill()
        const refused = await upload(pdfOf(2 * MIB))
        expect([refused.status, JSON.parse(refused.text)]).toEqual([507, expect.objectContaining({ code: 'no-room' })])
        expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
        expect(await readiness()).toMatchObject({ status: 503, room: false, database: true })
        expect((await probe('/tra-cuu')).status).toBe(200)
        shelf?.empty()
      })
      expect((await upload(pdfOf(2 * MIB))).status).toBe(201)
    }, 180_000)

    it.each(rounds)('of the database, until its log can’t be written: plain refusals, and it comes back by itself (round %i)', async () => {
      await underLoad(async () => {
        disk?.fill()
        await sleep(chance.between(300, 1500))
        await withData(dataDir, exhaustLog).catch(() => undefined)
        const until = performance.now() + 4000
        while (performance.now() < until) {
          disk?.fill()
          await refusedPlainly()
          expect((await readiness()).status).toBe(503)
        }
        disk?.empty()
      })
    }, 240_000)
  })

  it.each(rounds)('the connections of the database: plain refusals, and it comes back by itself (round %i)', async () => {
    await underLoad(async () => {
      const { release } = await takeConnections()
      for (let times = 0; times < 3; times++) expect((await refusedPlainly()).status).toBe(503)
      expect((await readiness()).status).toBe(503)
      await release()
    })
  }, 240_000)

  it.runIf(WHOLE)('the pool of this process, all waiting for a slow statement', async () => {
    await underLoad(async () => {
      await withData(dataDir, async ({ db }) => {
        const client = await db.pool.connect()
        try {
          await client.query('begin')
          await client.query('lock table dossiers.dossier in access exclusive mode')
          const waiting = Array.from({ length: CONNECTIONS + 10 }, () => api('GET', '/api/v1/dossiers'))
          await sleep(1500)
          expect((await readiness()).status).toBe(503)
          await sleep(10_000)
          await client.query('rollback')
          const answers = await Promise.all(waiting)
          for (const answer of answers) expectPlain(answer)
          expect(answers.filter(({ status }) => status === 503).length).toBeGreaterThan(0)
          expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
        } finally {
          client.release()
        }
      })
    })
  }, 240_000)

  it('memory: large papers of several at once go through a process that has little of it', async () => {
    expect((await program.stop()).code).toBe(0)
    program = await start({ NODE_OPTIONS: '--max-old-space-size=256' })
    const { pid } = program
    let most = 0
    const watch = setInterval(() => (most = Math.max(most, memoryOf(pid))), 50)
    const file = pdfOf(19 * MIB)
    const answers = await Promise.all(senders.map(async (sender) => {
      const sent: number[] = []
      for (let times = 0; times < FILES; times++) sent.push(await uploadPatiently(file, sender))
      return sent
    }))
    clearInterval(watch)
    expect(answers.flat()).toEqual(Array.from({ length: senders.length * FILES }, () => 201))
    expect((await fetch(`${program.url}/readyz`)).status).toBe(200)
    tell(`${senders.length * FILES * 19} MB, four senders at once, under a heap of 256 MB: at most ${most} MiB`)
  }, 240_000)

  it('in the end: what was acknowledged is there once, whole; what follows it is done', async () => {
    await withData(dataDir, async (data) => {
      await new Person(program.url).post('/sandbox/dong-ho', { act: 'advance' })
      await expect.poll(() => unfinished(data), { timeout: patience(90_000), interval: 500 }).toEqual([])
      await judgeDossiers(data, office)
      await judgeFollowUps(data)
    })
    expect(program.said()).not.toContain('request failed')
    tell(`${office.stories.length} dossiers acknowledged, ${office.requests.repeats} requests repeated; answers meanwhile: ${[...refusals].map(([what, n]) => `${what} × ${n}`).join(', ')}`)
  }, 300_000)
})

/** While citizens file and officers work: the outage; then everybody ends what they are at, and nothing is lost or half. */
async function underLoad(outage: () => Promise<void>): Promise<void> {
  const before = program.said().length
  office.start(applicants, 3, 3)
  try {
    await sleep(chance.between(500, 1500))
    await outage()
    const back = performance.now()
    await expect.poll(async () => (await readiness()).status, { timeout: patience(30_000), interval: 100 }).toBe(200)
    tell(`ready again ${Math.round(performance.now() - back)} ms after the end of the outage, ${office.stories.length} dossiers so far`)
    await office.close()
  } catch (error) {
    office.abandon()
    tell(program.said().slice(before, before + 6000))
    throw error
  }
  expect(program.said().slice(before)).not.toContain('request failed')
  await withData(dataDir, (data) => judgeDossiers(data, office))
}

/** A page with a form, an API's answer: each says what it is, or works. */
async function refusedPlainly(): Promise<Seen> {
  const page = await probe('/dang-nhap', { loginName: 'ai-do', password: 'khong-biet' })
  expectPlain(page)
  if (page.status >= 500) expect(page.text).toContain('Điều đã được giữ')
  const answer = await api('GET', '/api/v1/dossiers')
  expectPlain(answer)
  return answer
}

function expectPlain(answer: Seen): void {
  const key = String(answer.status)
  refusals.set(key, (refusals.get(key) ?? 0) + 1)
  if (answer.status < 500) return
  expect([answer.status, wordsOf(answer.text)]).toEqual([expect.toBeOneOf([503, 507]), expect.not.stringMatching(/Error|at \w+ \(/)])
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/)
}

const from = () => ({ 'x-forwarded-for': `10.9.${chance.between(0, 255)}.${chance.between(1, 254)}` })
const probe = (url: string, fields?: Record<string, string>): Promise<Seen> => (fields ? new Person(program.url, from()).post(url, fields) : new Person(program.url, from()).request('GET', url))
const api = (method: string, url: string): Promise<Seen> => new Person(program.url, { ...from(), authorization: `Bearer ${applicants[0]?.token}` }).request(method, url)
function upload(body: Buffer, by = applicants[1]): Promise<Seen> {
  const file: Attached = { field: 'file', name: 'Giấy chứng sinh.pdf', type: 'application/pdf', body }
  return new Person(program.url, { ...from(), authorization: `Bearer ${by?.token}` }).post('/api/v1/files', {}, [file])
}

/** Gives a busy machine time. */
async function uploadPatiently(body: Buffer, by: Applicant | undefined): Promise<number> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(body)], { type: 'application/pdf' }), 'Giấy chứng sinh.pdf')
  const answer = await fetch(`${program.url}/api/v1/files`, { method: 'POST', body: form, headers: { ...from(), authorization: `Bearer ${by?.token}` }, signal: AbortSignal.timeout(patience(60_000)) })
  await answer.arrayBuffer()
  return answer.status
}

async function readiness(): Promise<{ status: number; [part: string]: unknown }> {
  const answer = await fetch(`${program.url}/readyz`, { signal: AbortSignal.timeout(5000) })
  return { ...((await answer.json()) as object), status: answer.status }
}

const pdfOf = (size: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size, 'x'), Buffer.from('\nstartxref\n0\n%%EOF')])

/** Writes nothing but the log of the database, until there is no room for it: the server goes down. */
async function exhaustLog({ db }: { db: { pool: pg.Pool } }): Promise<void> {
  for (let times = 0; times < 200; times++) await db.pool.query(`select pg_logical_emit_message(false, 'filler', repeat('x', 1000000))`)
}

/** Others take all connections of the server, those kept for its administrators too; ours are cut first. */
async function takeConnections(): Promise<{ release: () => Promise<void> }> {
  const server = await startEmbeddedPostgres(dataDir, { share: true })
  const administrator = await greedy(server.ownerUrl)
  const taken = [administrator]
  await administrator.query('alter role mot_cua connection limit 0')
  await administrator.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'mot_cua'`)
  for (let room = true; room; ) {
    const some = await Promise.allSettled(Array.from({ length: 10 }, () => greedy(server.ownerUrl)))
    for (const one of some) if (one.status === 'fulfilled') taken.push(one.value)
    room = some.every((one) => one.status === 'fulfilled')
  }
  await administrator.query('alter role mot_cua connection limit -1')
  return { release: async () => void (await Promise.all(taken.map((client) => client.end()))) }
}

async function greedy(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'greedy' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
