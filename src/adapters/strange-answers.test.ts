import { afterEach, describe, expect, it } from 'vitest'
import { type HttpMood, openMailParty, openPopulationParty, openSmsParty, type Party, type SmtpMood, type TakenMail, type TakenRequest } from '../../tests/support/strange-parties.ts'
import { mailClient } from './mail/index.ts'
import { populationDatabase } from './population/index.ts'
import { smsGateway } from './sms/index.ts'

const MAIL = { reference: '<0199-abc@example.vn>', to: 'lan@example.vn', subject: 'Đã tiếp nhận', text: 'Kính gửi Ông/Bà', html: '<p>Kính gửi Ông/Bà</p>' }
const SMS = { reference: '0199-abc', to: '0912345678', text: 'Hồ sơ H92-1 đã được tiếp nhận.' }
const CHILD = { name: 'Nguyễn Minh An', birthDate: '2026-11-20', sex: 'female', provinceCode: '92', motherNumber: null, fatherNumber: null }

let party: { close(): Promise<void> } | null = null
afterEach(() => party?.close())

/** What the answer is taken for: done, said no to for good, or to be asked again. */
const meaning = (answer: { ok: boolean; permanent?: boolean }) => (answer.ok ? 'done' : answer.permanent ? 'never' : 'again')

describe('a mail server that is not well', () => {
  const cases: [string, SmtpMood, 'again' | 'never'][] = [
    ['turns everybody away', { kind: 'reply', at: 'greeting', code: 554 }, 'again'],
    ['has no time', { kind: 'reply', at: 'greeting', code: 421 }, 'again'],
    ['wants a log-in', { kind: 'reply', at: 'MAIL', code: 530 }, 'again'],
    ['refuses the sender', { kind: 'reply', at: 'MAIL', code: 550 }, 'again'],
    ['wants a log-in at the recipient', { kind: 'reply', at: 'RCPT', code: 530 }, 'again'],
    ['puts the recipient off', { kind: 'reply', at: 'RCPT', code: 450 }, 'again'],
    ['does not know the recipient', { kind: 'reply', at: 'RCPT', code: 550 }, 'never'],
    ['refuses the text', { kind: 'reply', at: 'text', code: 554 }, 'never'],
    ['has no room for the text', { kind: 'reply', at: 'text', code: 452 }, 'again'],
    ['babbles at first', { kind: 'garbage', at: 'greeting' }, 'again'],
    ['babbles at the recipient', { kind: 'garbage', at: 'RCPT' }, 'again'],
    ['babbles after the text', { kind: 'garbage', at: 'text' }, 'again'],
    ['hangs up at first', { kind: 'hangs-up', at: 'greeting' }, 'again'],
    ['hangs up at the recipient', { kind: 'hangs-up', at: 'RCPT' }, 'again'],
    ['hangs up after the text', { kind: 'hangs-up', at: 'text' }, 'again'],
    ['takes the text and hangs up before it says so', { kind: 'done-untold' }, 'again'],
    ['falls silent after the text', { kind: 'silent', at: 'text' }, 'again'],
    ['answers in drops', { kind: 'drips' }, 'again'],
  ]
  it.each(cases)('that %s', async (_title, mood, wanted) => {
    const server = await openOne(openMailParty())
    server.mood = mood
    const client = mailClient({ url: server.url, from: 'mot-cua@example.vn', timeoutMs: 300, deadlineMs: 900 })
    const began = performance.now()
    expect(meaning(await client.send(MAIL))).toBe(wanted)
    expect(performance.now() - began).toBeLessThan(5000)
  })
})

describe('an SMS gateway that is not well', () => {
  it.each<[string, HttpMood, 'again' | 'never']>([
    ['does not know us', { kind: 'status', status: 401 }, 'again'],
    ['does not let us in', { kind: 'status', status: 403 }, 'again'],
    ['has moved', { kind: 'status', status: 404 }, 'again'],
    ['sends us elsewhere', { kind: 'status', status: 302 }, 'again'],
    ['has nothing to say', { kind: 'status', status: 204 }, 'again'],
    ['wants fewer', { kind: 'status', status: 429 }, 'again'],
    ['is broken', { kind: 'status', status: 500 }, 'again'],
    ['can’t send this message', { kind: 'status', status: 422 }, 'never'],
    ['is silent', { kind: 'silent' }, 'again'],
    ['hangs up', { kind: 'hangs-up' }, 'again'],
    ['breaks off in its answer', { kind: 'cut-answer' }, 'again'],
    ['answers half', { kind: 'half-json' }, 'again'],
    ['babbles', { kind: 'garbage' }, 'again'],
    ['never ends its answer', { kind: 'endless' }, 'again'],
    ['takes it and hangs up before it says so', { kind: 'done-untold' }, 'again'],
  ])('that %s', async (_title, mood, wanted) => {
    const gateway = await openOne(openSmsParty())
    gateway.mood = mood
    const before = process.memoryUsage().rss
    expect(meaning(await smsGateway({ url: gateway.url, token: null, timeoutMs: 1000 }).send(SMS))).toBe(wanted)
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024)
  })

  it('that answers two times: each message has its own answer', async () => {
    const gateway = await openOne(openSmsParty())
    gateway.mood = { kind: 'twice' }
    const client = smsGateway({ url: gateway.url, token: null, timeoutMs: 500 })
    for (const reference of ['a', 'b', 'c', 'd']) {
      const answer = await client.send({ ...SMS, reference })
      if (answer.ok) expect(answer.receipt).toBe(`m-${reference}`)
      else expect(answer.permanent).toBe(false)
    }
  })
})

describe('a population database that is not well', () => {
  it.each<HttpMood['kind']>(['silent', 'hangs-up', 'cut-answer', 'half-json', 'garbage', 'endless', 'done-untold'])('gives no number by being %s, and the same question later gets its own', async (kind) => {
    const register = await openOne(openPopulationParty())
    register.mood = { kind } as HttpMood
    const database = populationDatabase({ url: register.url, token: null, timeoutMs: 500 })
    expect(await database.askNumber('r1', CHILD)).toMatchObject({ ok: false, reason: 'unreachable' })
    register.mood = { kind: 'well' }
    const answer = await database.askNumber('r1', CHILD)
    expect(answer).toEqual({ ok: true, number: '092326000001' })
    expect(await database.askNumber('r1', CHILD)).toEqual(answer)
  })
})

async function openOne<M extends HttpMood | SmtpMood, T extends TakenMail | TakenRequest>(opening: Promise<Party<M, T>>): Promise<Party<M, T>> {
  const opened = await opening
  party = opened
  return opened
}
