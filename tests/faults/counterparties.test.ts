import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeCounterparties } from '../../src/compose/outside.ts'
import type { Counterparties } from '../../src/compose/counterparties.ts'
import { readConfig } from '../../src/config.ts'
import { createAppendEvent } from '../../src/modules/events/index.ts'
import { inTransaction } from '../../src/platform/db.ts'
import { newId } from '../../src/platform/ids.ts'
import { patience } from '../startup/patience.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { PROJECT } from '../support/demo.ts'
import { TEST_MASTER_KEYS } from '../support/server.ts'
import { type HttpMood, openMailParty, openSmsParty, type Party, type SmtpMood, type TakenMail, type TakenRequest } from '../support/strange-parties.ts'
import { chanceOf } from './chance.ts'

const SEED = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1_000_000))
const WHOLE = Number(process.env.FAULTS_OUTAGES ?? 1) > 1
const PEOPLE = WHOLE ? 400 : 30
const EVENTS = ['nop', 'tiep-nhan', 'tra'] as const
const MINUTE = 60_000
const STEP_MINUTES = 10
const STEPS = (24 * 60) / STEP_MINUTES

/** Every way of being away that says nothing against a message itself; `null` is a closed door. */
const MAIL_MOODS: readonly (SmtpMood | null)[] = [
  null,
  { kind: 'reply', at: 'greeting', code: 554 },
  { kind: 'reply', at: 'MAIL', code: 451 },
  { kind: 'reply', at: 'RCPT', code: 450 },
  { kind: 'reply', at: 'RCPT', code: 530 },
  { kind: 'reply', at: 'text', code: 452 },
  { kind: 'garbage', at: 'RCPT' },
  { kind: 'garbage', at: 'text' },
  { kind: 'hangs-up', at: 'greeting' },
  { kind: 'hangs-up', at: 'text' },
  { kind: 'done-untold' },
]
const SMS_MOODS: readonly (HttpMood | null)[] = [
  null,
  { kind: 'status', status: 401 },
  { kind: 'status', status: 404 },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 204 },
  { kind: 'hangs-up' },
  { kind: 'cut-answer' },
  { kind: 'half-json' },
  { kind: 'garbage' },
  { kind: 'endless' },
  { kind: 'done-untold' },
]

let test: TestDatabase
let folder: string
let mail: Party<SmtpMood, TakenMail>
let sms: Party<HttpMood, TakenRequest>
let outside: Counterparties
const faults: unknown[] = []
const tell = (line: string): void => void process.stdout.write(`${line}\n`)

beforeAll(async () => {
  test = await openTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'mot-cua-outside-'))
  mail = await openMailParty()
  sms = await openSmsParty()
  outside = await connect()
}, 120_000)
afterAll(async () => {
  await outside.stop()
  await Promise.all([mail.close(), sms.close()])
  await test.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Our side, as the program connects it. */
async function connect(): Promise<Counterparties> {
  const settings = readConfig({ NODE_ENV: 'test', DEMO: '0', DATA_DIR: folder, SMTP_URL: mail.url, SMS_GATEWAY_URL: sms.url, MAIL_FROM: 'mot-cua@example.vn' })
  const made = await composeCounterparties({ ...test, config: { ...settings, root: PROJECT, secrets: { ...TEST_MASTER_KEYS, sealKeys: [...TEST_MASTER_KEYS.sealKeys], sessionKey: Buffer.alloc(32, 5) } } })
  made.listen((error) => faults.push(error))
  return made
}

describe(`those outside are away for a day (FAULTS_SEED=${SEED}, ${PEOPLE} people)`, () => {
  it('nothing is lost, each lane keeps its order, they are asked seldom, and not stormed when they are back', async () => {
    const chance = chanceOf(SEED)
    const people = Array.from({ length: PEOPLE }, (_, index) => ({ stream: newId(), email: `nguoi${index}@example.vn`, phone: `09${String(index).padStart(8, '0')}` }))
    const happenings = EVENTS.flatMap((type) => people.map((person) => ({ person, type })))
    const byStream = new Map(people.map((person) => [person.stream, person]))
    const follow = outside.follow(async (_tx, event) => {
      const person = byStream.get(event.stream.id)
      const facts = { code: event.type, procedure: 'Đăng ký khai sinh', office: 'Phường Ninh Kiều', url: '/ho-so/x' }
      return person ? [{ stream: event.stream, eventId: event.eventId, template: 'supplemented', params: facts, lang: 'vi', to: person }] : []
    })
    const append = createAppendEvent(test.sealer)

    for (let step = 0; step < STEPS; step++) {
      await behave(mail, chance.one(MAIL_MOODS))
      await behave(sms, chance.one(SMS_MOODS))
      for (const { person, type } of happenings.splice(0, Math.ceil((PEOPLE * EVENTS.length * 3) / STEPS))) {
        const stream = { kind: 'dossier', id: person.stream }
        await inTransaction(test.db, (tx) => append(tx, { stream, type, version: 1, actor: { kind: 'system', name: 'test' }, payload: {}, at: test.clock.now() }))
        await follow({ job: 'dossier.notify', stream })
      }
      await sweep()
      test.clock.advance(STEP_MINUTES * MINUTE)
    }
    const asked = { mail: mail.asked, sms: sms.asked }
    const [tried] = await rows<{ most: number; all: number }>('select max(attempts)::int as most, sum(attempts)::int as all from notifications.message')
    // One at a time, then two failures in a row and a rest: twice for each look, whatever waits.
    expect(asked.mail).toBeLessThanOrEqual(STEPS * 2 + 4)
    expect(asked.sms).toBeLessThanOrEqual(STEPS * 2 + 4)
    expect(await rows(`select 1 from notifications.message where state = 'given-up'`)).toEqual([])

    await behave(mail, { kind: 'well' })
    await behave(sms, { kind: 'well' })
    mail.peak = sms.peak = 0
    let minutes = 0
    for (; (await unsent()) > 0 && minutes < 30; minutes += 0.5) {
      test.clock.advance(MINUTE / 2)
      await sweep()
    }
    const messages = await rows<{ channel: string; reference: string; state: string; lane: string }>(`select channel, reference, state, encode(lane, 'hex') as lane from notifications.message order by position`)
    expect(messages).toHaveLength(PEOPLE * EVENTS.length * 2)
    expect(messages.filter(({ state }) => state !== 'sent')).toEqual([])
    expect(mail.peak).toBeLessThanOrEqual(4)
    // An idle connection of the gateway's may still stand open beside those in use.
    expect(sms.peak).toBeLessThanOrEqual(5)
    const taken = { email: mail.taken.map(({ reference }) => reference), sms: sms.taken.map(({ body }) => String(body.reference)) }
    for (const channel of ['email', 'sms'] as const) expectInOrder(messages.filter((one) => one.channel === channel), taken[channel])
    expect(faults).toEqual([])
    const twice = taken.email.length + taken.sms.length - messages.length
    tell(`a day away: ${messages.length} messages waited, ${asked.mail} connections to the mail server, ${asked.sms} requests to the gateway, ${tried?.all} attempts in all, ${tried?.most} at most of one message; back: all handed over after ${minutes} minutes, at most ${mail.peak} mail connections and ${sms.peak} gateway connections at once; ${twice} handed over again under their reference`)
  }, 600_000)

  it('a mail server that hangs keeps nobody waiting but its own mails', async () => {
    mail.mood = { kind: 'silent', at: 'greeting' }
    const before = { mail: mail.asked, sms: sms.taken.length }
    const began = performance.now()
    for (let index = 0; index < 40; index++) {
      for (const [channel, to] of [['email', `cham${index}@example.vn`], ['sms', `08${String(index).padStart(8, '0')}`]] as const) {
        await outside.sendNotice({ key: `slow:${channel}:${index}`, channel, to, subject: 'Mã', text: 'Mã là 1', lang: 'vi', about: { kind: 'account', id: newId() } })
      }
    }
    expect(performance.now() - began).toBeLessThan(patience(5000))
    await expect.poll(() => sms.taken.length - before.sms, { timeout: patience(5000), interval: 20 }).toBe(40)
    expect(mail.asked - before.mail).toBeLessThanOrEqual(4)
    const stopped = performance.now()
    await outside.stop()
    expect(performance.now() - stopped).toBeLessThan(patience(2500))
    // What was cut off by the stop is in doubt for a minute; another process sends it, under the same reference.
    await behave(mail, { kind: 'well' })
    test.clock.advance(2 * MINUTE)
    outside = await connect()
    for (let times = 0; times < 30 && (await unsent()) > 0; times++) {
      await sweep()
      test.clock.advance(MINUTE / 2)
    }
    expect(await unsent()).toBe(0)
  }, 120_000)
})

async function behave<M extends SmtpMood | HttpMood, T>(party: Party<M, T>, mood: M | null): Promise<void> {
  await party.close()
  if (!mood) return
  party.mood = mood
  await party.open()
}

/** The recurring job, and all that it hands over. */
async function sweep(): Promise<void> {
  await outside.jobs['notifications.sweep']?.({ job: 'notifications.sweep' })
  let same = 0
  for (let before = ''; same < LOOKS; ) {
    await sleep(10)
    const now = await progress()
    same = now === before ? same + 1 : 0
    before = now
  }
}

/** How often nothing may have been begun or ended between two looks for us to believe that nothing is under way. */
const LOOKS = 3

async function progress(): Promise<string> {
  const [now] = await rows<{ said: string }>(`select concat(sum(attempts), '/', count(*) filter (where state = 'sent'), '/', count(*) filter (where state = 'sending')) as said from notifications.message`)
  return now?.said ?? ''
}

const unsent = async (): Promise<number> => (await rows<{ n: number }>(`select count(*)::int as n from notifications.message where state <> 'sent'`))[0]?.n ?? 0

/** All of them came, and each lane's in its order; one that came again came before the next. */
function expectInOrder(messages: readonly { reference: string; lane: string }[], taken: readonly string[]): void {
  const laneOf = new Map(messages.map(({ reference, lane }) => [reference, lane]))
  const wanted = Map.groupBy(messages, ({ lane }) => lane)
  const came = Map.groupBy(taken, (reference) => laneOf.get(reference) ?? 'unknown')
  expect(came.size).toBe(wanted.size)
  for (const [lane, references] of came) {
    expect(references.filter((one, at) => one !== references[at - 1])).toEqual((wanted.get(lane) ?? []).map(({ reference }) => reference))
  }
}

async function rows<R extends object>(sql: string, values: readonly unknown[] = []): Promise<R[]> {
  return (await test.db.pool.query(sql, [...values])).rows as R[]
}
