import { setTimeout as sleep } from 'node:timers/promises'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testFolders } from '../startup/folders.ts'
import { patience } from '../startup/patience.ts'
import { Person } from '../support/person.ts'
import { memoryOf } from '../support/program.ts'
import { chanceOf } from './chance.ts'
import { enrolApplicants, withData } from './data.ts'
import { Figures } from './figures.ts'
import { judgeDossiers, judgeFollowUps, undispatched, unfinished } from './judge.ts'
import { type Applicant, Office } from './office.ts'
import { openAlone, openSeveral, type Site } from './site.ts'
import { judgeTurns, traceTurns } from './turns.ts'

const KILLS = Number(process.env.FAULTS_KILLS ?? 5)
const SEED = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1_000_000))
/** Kills between two judgements, where there are many. */
const TOGETHER = KILLS > 20 ? 8 : 1
const READY_MS = 5000
const DISPATCHED_MS = 5000

const folders = testFolders()
const chance = chanceOf(SEED)
const figures = new Figures()
let dataDir: string
let site: Site
let applicants: Applicant[] = []
let office: Office
let failed = false
const tell = (line: string): void => void process.stdout.write(`${line}\n`)

beforeAll(async () => {
  dataDir = folders.make()
  const pdf = await PDFDocument.create()
  pdf.addPage().drawText('Giay chung sinh')
  office = new Office(() => site.address(), chanceOf(SEED + 1), Buffer.from(await pdf.save()))
})
afterAll(() => folders.remove(), 60_000)

interface Way {
  name: string
  /** Of five kills, how many. */
  share: number
  open(): Promise<Site>
}

const WAYS: readonly Way[] = [
  { name: 'one process with its PostgreSQL', share: 1, open: () => openAlone(dataDir, chance) },
  { name: 'web and worker apart', share: 2, open: () => openSeveral(dataDir, chance, { web: 'web', worker: 'worker' }) },
  { name: 'two processes that do everything', share: 2, open: () => openSeveral(dataDir, chance, { 'one of two': 'both', 'the other of two': 'both' }) },
]

describe(`kill -9 in the middle of the work (${KILLS} kills, FAULTS_SEED=${SEED})`, () => {
  for (const way of WAYS) {
    describe(way.name, () => {
      beforeAll(async () => {
        site = await way.open()
        if (applicants.length === 0) applicants = await withData(dataDir, (data) => enrolApplicants(data, 60))
        await withData(dataDir, traceTurns)
      }, 200_000)
      afterAll(async () => {
        if (way !== WAYS.at(-1)) await site.close()
      }, 60_000)

      const kills = Math.max(1, Math.round((KILLS * way.share) / 5))
      const rounds = Array.from({ length: Math.ceil(kills / TOGETHER) }, (_, index) => Math.min(TOGETHER, kills - index * TOGETHER))
      it.each(rounds.map((count, index) => [index + 1, count] as const))(
        'round %i, kills %i: what was acknowledged is there once, nothing is there in halves',
        async (round, count) => {
          if (failed) throw new Error('An earlier round failed.')
          await playRound(way, (round - 1) * TOGETHER, count).catch((error: unknown) => {
            failed = true
            office.abandon()
            for (const program of site.programs()) tell(program.said().slice(-4000))
            throw error
          })
        },
        600_000,
      )
    })
  }

  it('what follows is done: every message shown once, every receipt printed once, no job left', async () => {
    await withData(dataDir, async (data) => {
      const left = async (what: RegExp) => (await unfinished(data)).filter((one) => what.test(one))
      await expect.poll(() => left(/^(event|job)/), { timeout: patience(60_000), interval: 300 }).toEqual([])
      // A message whose sending was cut off is in doubt for a minute: the demo's clock lets that minute pass.
      await new Person(site.address()).post('/sandbox/dong-ho', { act: 'advance' })
      await expect.poll(() => left(/./), { timeout: patience(60_000), interval: 300 }).toEqual([])
      await judgeDossiers(data, office)
      await judgeFollowUps(data)
      tell(`${await judgeTurns(data)} turns of recurring jobs, none twice`)
    })
    for (const line of figures.lines()) tell(line)
    tell([...office.acts()].map(([act, times]) => `${act} ${times}`).join(', '))
    const memory = site.programs().map((program) => `${memoryOf(program.pid)} MiB`)
    tell(`${office.stories.length} dossiers acknowledged, ${office.filings.length - office.stories.length} left without an answer, ${office.requests.repeats} requests repeated, ${memory.join(' and ')}`)
    await site.close()
  }, 600_000)
})

async function playRound(way: Way, first: number, count: number): Promise<void> {
  office.start(applicants, 2, 5)
  for (let index = first; index < first + count; index++) {
    const kind = site.kinds[(SEED + index) % site.kinds.length] ?? ''
    const moment = chance.between(300, 1500)
    await sleep(moment)
    const ready = await site.kill(kind)
    const dispatched = await withData(dataDir, untilDispatched)
    figures.add(`${way.name}, ${kind}`, ready, dispatched)
    tell(`${way.name}: ${kind} killed after ${moment} ms, ready again after ${Math.round(ready.ms)} ms (${Math.round(ready.waitedMs)} ms of it others had the cores), events dispatched ${Math.round(dispatched)} ms later, ${office.stories.length} dossiers`)
    expect(ready.ms - ready.waitedMs).toBeLessThan(patience(READY_MS))
    expect(dispatched).toBeLessThan(patience(DISPATCHED_MS))
  }
  await office.close()
  await withData(dataDir, async (data) => {
    await untilDispatched(data)
    await judgeDossiers(data, office)
  })
  await sendAgain()
}

/** @returns how long it takes until what stands undispatched now is dispatched. */
async function untilDispatched(data: Parameters<typeof undispatched>[0]): Promise<number> {
  const began = performance.now()
  const waiting = await undispatched(data)
  await expect.poll(() => undispatched(data, waiting), { timeout: patience(2 * DISPATCHED_MS), interval: 30 }).toEqual([])
  return performance.now() - began
}

/** Those who were answered long ago send again, with the same key: the same dossier. */
async function sendAgain(): Promise<void> {
  for (let times = 0; times < 3 && office.stories.length > 0; times++) {
    const { filing, code } = chance.one(office.stories)
    const answer = await office.send(filing)
    expect([answer.status, answer.headers.get('idempotency-replayed'), (JSON.parse(answer.text) as { code: string }).code]).toEqual([201, 'true', code])
  }
}
