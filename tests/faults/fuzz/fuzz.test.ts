import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ApiDocument } from '../../../src/platform/http/index.ts'
import { chanceOf } from '../chance.ts'
import { type Operation, operationsOf, shots, shotsAt } from './api.ts'
import { playCouple, TurnedAway } from './couple.ts'
import { collectForms, type Forms, routeFinder, shotsOf } from './forms.ts'
import { type Ground, openGround, type Shot } from './ground.ts'
import type { Reply } from '../../sweeps/client.ts'
import { createOracle } from './oracle.ts'
import { Tally } from './tally.ts'

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 1000)
const SEED = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1_000_000))
/** After so many requests the world is a new one: what was closed, locked and withdrawn is there again. */
const A_WORLD = 10_000
const A_BATCH = 250
/** In batches: how long a form of a page is used before the pages are looked at again. */
const FORMS_LAST = 6
/** In batches: how long the drafts that two people stand in are used before there are new ones. */
const COUPLES = 6
/** Every so many batches all rows are looked at. */
const LOOKED_THROUGH = 10
const MINUTE = 60_000

const tell = (line: string): void => void process.stdout.write(`${line}\n`)

describe(`a fuzzer over every route and form (${REQUESTS} requests, FAULTS_SEED=${SEED})`, () => {
  it('gets no fault, no look inside, and nothing written by a request that is refused', async () => {
    const tally = new Tally(tell)
    for (let done = 0, world = 0; done < REQUESTS; world++) {
      done += await playWorld(SEED + world, Math.min(A_WORLD, REQUESTS - done), tally)
      if (done < REQUESTS) tell(`${done} requests, ${tally.faults().length} kinds of fault`)
    }
    tell(tally.table())
    expect(tally.faults()).toEqual([])
    expect(tally.unreached()).toEqual([])
  }, 300_000 + REQUESTS * 100)
})

/** After these somebody signs in again, and the sandbox's clock is put back. */
const ENDS_SESSIONS = /dang-xuat|\/phien$|mat-khau|sandbox\/dong-ho/

/** @returns how many requests were sent: fewer when its people could not sign in any more. */
async function playWorld(seed: number, count: number, tally: Tally): Promise<number> {
  const chance = chanceOf(seed)
  const ground = await openGround(chance)
  try {
    const document = JSON.parse((await ground.clients.anonymous.get('/api/v1/openapi.json')).text) as ApiDocument
    const operations = operationsOf(document)
    const judge = createOracle(document, operations, ground.ownersOf)
    tally.expect(ground.app.app.web.routes, operations)
    const play = (shots: readonly Shot[]) => playBatch(ground, shots, judge, tally)
    let sent = 0
    let forms: Forms = new Map()
    for (let batch = 0; sent < count && (await ground.heal()); batch++) {
      if (batch % FORMS_LAST === 0) forms = await collectForms(ground)
      if (batch % COUPLES === 0) {
        const couple = playCouple(ground, async (shot) => {
          sent++
          return (await playOne(ground, shot, judge, tally)).reply
        })
        // In a new world nothing stands in their way; later an administrator may have taken their procedure out of force.
        await (batch === 0 ? couple : couple.catch((error: unknown) => error instanceof TurnedAway || Promise.reject(error)))
      }
      if (batch === 0) sent += await playEach(ground, operations, forms, seed, tally, play)
      const shots = fc.sample(shotsOfAll(ground, operations, forms), { seed: seed * 1000 + batch, numRuns: Math.max(0, Math.min(A_BATCH, count - sent)) })
      await (batch % LOOKED_THROUGH === 0 ? unwrittenIsSame(ground, () => play(shots)) : play(shots))
      sent += shots.length
      ground.app.clock.advance(2 * MINUTE)
    }
    expect(ground.app.failures).toEqual([])
    expect(sent, 'nobody can sign in').toBeGreaterThan(0)
    return sent
  } finally {
    await ground.app.close()
  }
}

/** How often the operations are gone through again that only did or only refused so far: one makes what another needs. */
const PASSES = 6

/** Each operation, right and wrong, and each form in turn: chance leaves none out. */
async function playEach(ground: Ground, operations: readonly Operation[], forms: Forms, seed: number, tally: Tally, play: (shots: readonly Shot[]) => Promise<unknown>): Promise<number> {
  let sent = 0
  const some = async (arbitrary: fc.Arbitrary<Shot>, numRuns: number) => {
    await play(fc.sample(arbitrary, { seed: seed * 1000 + sent, numRuns }))
    sent += numRuns
  }
  for (const operation of operations) {
    await some(shots(operation, ground, true), 4)
    await some(shots(operation, ground, false), 12)
  }
  for (let pass = 0; pass < PASSES; pass++)
    for (const operation of operations) {
      const { did, refused } = tally.sides(operation.route)
      if (!did) await some(shots(operation, ground, true), 4)
      if (!refused) await some(shots(operation, ground, false), 6)
    }
  for (const [route, found] of forms) await some(shotsOf(route, found, ground), 3)
  return sent
}

/** @returns the tables that rows were written to. */
async function playBatch(ground: Ground, shots: readonly Shot[], judge: ReturnType<typeof createOracle>, tally: Tally): Promise<Set<string>> {
  const all = new Set<string>()
  const note = (written: readonly string[]) => {
    for (const write of written) all.add(write.split(' ')[0] ?? '')
  }
  await ground.writes.taken()
  const routeOf = routeFinder(ground)
  const now = ground.app.clock.now()
  for (const planned of shots) {
    // A part of an address that came out empty or as «..» makes it another route's.
    const shot = { ...planned, route: routeOf(planned.method, new URL(planned.url, ground.app.url).pathname.replace(/\/$/, '')) ?? `${planned.route} (elsewhere)` }
    const { reply, written } = await playOne(ground, shot, judge, tally)
    note(written)
    if (reply.status < 400 && ENDS_SESSIONS.test(shot.route)) {
      ground.app.clock.set(now)
      await ground.heal()
      note(await ground.writes.taken())
    }
  }
  return all
}

async function playOne(ground: Ground, shot: Shot, judge: ReturnType<typeof createOracle>, tally: Tally): Promise<{ reply: Reply; written: readonly string[] }> {
  const reply = await ground.send(shot)
  const written = await ground.writes.taken()
  learn(ground, shot, reply.text, reply.status)
  tally.count(shot, reply, judge({ shot, reply, written }))
  return { reply, written }
}

/** Every row of every table that nothing was seen to be written to is as it was before the work. */
async function unwrittenIsSame(ground: Ground, work: () => Promise<Set<string>>): Promise<void> {
  const before = await ground.writes.digest()
  const written = await work()
  const after = await ground.writes.digest()
  expect([...after].filter(([table, print]) => before.get(table) !== print && !written.has(table))).toEqual([])
}

/** Half to the API, half to forms; each operation and each form as often as the others. */
function shotsOfAll(ground: Ground, operations: readonly Operation[], forms: Forms): fc.Arbitrary<Shot> {
  const api = fc.oneof(...operations.map((operation) => ({ weight: operation.method === 'GET' ? 1 : 3, arbitrary: shotsAt(operation, ground) })))
  const posts = fc.oneof(...[...forms].map(([route, found]) => ({ weight: ENDS_SESSIONS.test(route) ? 1 : 4, arbitrary: shotsOf(route, found, ground) })))
  return fc.oneof(api, posts)
}

/** Ids that answers tell are used in later requests. */
function learn({ known, cursors, ownersOf }: Ground, { route, url, payload, token }: Shot, text: string, status: number): void {
  if (status >= 300 || text === '') return
  // A file that is in a dossier or taken back is of no more use.
  if (/\/(dossiers|files\/:id)$/.test(route)) known.file = known.file.filter((id) => !`${url} ${String(payload)}`.includes(id))
  const keep = (list: string[], value: unknown) => {
    if (typeof value !== 'string' || value === '') return
    list.push(value)
    if (list.length > 30) list.splice(5, 1)
  }
  if (route === 'POST /api/v1/files') keep(known.file, (JSON.parse(text) as { id: string }).id)
  if (/^POST \/api\/v1\/(dossiers|drafts\/:id\/submit)$/.test(route)) {
    const { code } = JSON.parse(text) as { code: string }
    keep(known.dossier, code)
    ownersOf.set(code, route.endsWith('/submit') ? [token, 'other'] : [token])
  }
  if (/\/v1\/(drafts|parts|invitations)/.test(route)) learnDrafts(known, keep, route, JSON.parse(text) as Made)
  if (route.startsWith('GET /api/v1/') && text.includes('"next":"')) cursors.set(url.split('?')[0] ?? '', (JSON.parse(text) as { next: string }).next)
}

interface Made {
  id?: string
  mark?: string
  revision?: number
  parts?: readonly { url: string | null }[]
}

function learnDrafts(known: Ground['known'], keep: (list: string[], value: unknown) => void, route: string, { id, mark, revision, parts }: Made): void {
  if (route === 'POST /api/v1/drafts') keep(known.draft, id)
  if (route.endsWith('/papers')) keep(known.paper, id)
  if (route.endsWith('/agree')) keep(known.part, id)
  if (route.startsWith('PUT /api/v1/parts/') || route === 'GET /api/v1/parts/:id') keep(known.mark, mark)
  if (revision !== undefined) keep(known.revision, String(revision))
  for (const { url } of parts ?? []) keep(known.invitation, url?.split('/').at(-1))
}
