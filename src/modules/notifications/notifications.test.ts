import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { readPart } from '../../platform/together.ts'
import { messagesOf, unsentPart } from './index.ts'
import { type Notifications, openNotifications } from './notifications.fixture.ts'

const DOWN = { ok: false, problem: 'unreachable', permanent: false, code: 'ECONNREFUSED' } as const

let outbox: Notifications
beforeAll(async () => {
  outbox = await openNotifications()
})
beforeEach(() => outbox.empty())
afterAll(() => outbox.close())

const codes = (channel: 'email' | 'sms') => outbox.handed.filter((one) => one.channel === channel).map(({ text }) => /hồ sơ ([\w-]+)/i.exec(text)?.[1])
const states = async () => (await outbox.rows('select state from notifications.message order by position')).map(({ state }) => state)

describe('the outbox', () => {
  it('sends to each channel once, with a reference that was recorded before', async () => {
    const stream = newId()
    await outbox.deliver(await outbox.queue(outbox.notice(stream, 'H1')))
    // Each channel is a lane of its own: which is handed over first is nobody's promise.
    const handed = outbox.handed.toSorted((one, other) => one.channel.localeCompare(other.channel))
    expect(handed.map(({ channel, to }) => [channel, to])).toEqual([
      ['email', 'lan@example.vn'],
      ['sms', '0912345678'],
    ])
    const recorded = await outbox.rows('select reference from notifications.message order by channel')
    expect(handed.map(({ reference }) => reference)).toEqual(recorded.map(({ reference }) => reference))
    expect(handed[0]?.reference).toMatch(/^<[0-9a-f-]{36}@motcua\.example\.vn>$/)
    expect(handed[1]?.text).toBe('Một Cửa: Đã nhận phần bổ sung của hồ sơ H1. https://motcua.example.vn/ho-so/H1')
    expect((await messagesOf(outbox.db, { kind: 'dossier', id: stream })).map(({ channel, state }) => [channel, state])).toEqual([
      ['email', 'sent'],
      ['sms', 'sent'],
    ])
  })

  it('writes nothing twice for one event, even at once', async () => {
    const input = outbox.notice(newId(), 'H1')
    const lanes = await Promise.all([outbox.queue(input), outbox.queue(input), outbox.queue(input)])
    await Promise.all(lanes.map((lane) => outbox.deliver(lane)))
    await outbox.queue(input)
    await outbox.sweep()
    expect(outbox.handed).toHaveLength(2)
  })

  it('a person without a channel gets nothing there', async () => {
    await outbox.deliver(await outbox.queue({ ...outbox.notice(newId(), 'H1'), to: { phone: null, email: 'lan@example.vn' } }))
    await outbox.deliver(await outbox.queue({ ...outbox.notice(newId(), 'H2'), to: {} }))
    expect(outbox.handed.map(({ channel }) => channel)).toEqual(['email'])
  })

  it('holds no address, phone or text in the clear', async () => {
    await outbox.queue(outbox.notice(newId(), 'H1'))
    await outbox.sendNotice({ key: 'code:1', channel: 'sms', to: '0987654321', subject: '', text: '123456 là mã', lang: 'vi', about: { kind: 'account', id: newId() } })
    for (const table of ['message', 'notice', 'followed']) {
      const dump = JSON.stringify((await outbox.rows(`select t::text from notifications.${table} t`)).map(({ t }) => t))
      const hex = (text: string) => Buffer.from(text).toString('hex')
      for (const secret of ['lan@example.vn', '0912345678', '0987654321', 'bổ sung', '123456']) {
        expect(dump.toLowerCase()).not.toContain(secret)
        expect(dump).not.toContain(hex(secret))
      }
    }
  })
})

describe('order', () => {
  it('is that of the events, whichever job runs first', async () => {
    const stream = newId()
    const types = Array.from({ length: 8 }, (_, index) => `step-${index}`)
    for (const type of types) await outbox.happened(stream, type)
    const job = () => outbox.follow({ job: 'follow', stream: { kind: 'dossier', id: stream } })
    await Promise.all([job(), job(), job(), job()])
    await outbox.happened(stream, 'step-8')
    await Promise.all([job(), job()])
    expect(codes('email')).toEqual([...types, 'step-8'])
    expect(codes('sms')).toEqual([...types, 'step-8'])
  })

  it('holds when the first one fails: nothing overtakes it, other lanes go on', async () => {
    const stream = newId()
    outbox.answers.next = async (one) => (one.channel === 'email' ? DOWN : null)
    await outbox.deliver(await outbox.queue(outbox.notice(stream, 'first')))
    await outbox.deliver(await outbox.queue(outbox.notice(stream, 'second')))
    expect(codes('email')).toEqual([])
    expect(codes('sms')).toEqual(['first', 'second'])
    outbox.answers.next = null
    await outbox.sweep()
    expect(codes('email')).toEqual([])
    outbox.clock.advance(6000)
    await outbox.sweep()
    expect(codes('email')).toEqual(['first', 'second'])
  })

  it('goes on past one that is refused for good', async () => {
    const stream = newId()
    outbox.answers.next = async (one) => (one.text.includes('first') ? { ok: false, problem: 'refused', permanent: true, code: '550' } : null)
    await outbox.queue(outbox.notice(stream, 'first'))
    await outbox.deliver(await outbox.queue(outbox.notice(stream, 'second')))
    expect(codes('email')).toEqual(['second'])
    expect(await states()).toEqual(['given-up', 'given-up', 'sent', 'sent'])
    const unsent = await readPart(outbox.db, unsentPart(outbox.db, { kind: 'dossier', id: stream }))
    expect(unsent).toEqual(['email', 'sms'].map((channel) => ({ channel, state: 'given-up', problem: 'refused 550', madeAt: outbox.clock.now() })))
  })
})

describe('faults', () => {
  it('an attempt that a crash cut off is repeated with the same reference, after its lease', async () => {
    const references: string[] = []
    outbox.answers.next = async (one) => {
      references.push(one.reference)
      throw new Error('killed between handing over and recording')
    }
    const lanes = await outbox.queue({ ...outbox.notice(newId(), 'H1'), to: { email: 'lan@example.vn' } })
    await expect(outbox.deliver(lanes)).rejects.toThrow('killed')
    expect(await states()).toEqual(['sending'])
    outbox.answers.next = null
    await outbox.sweep()
    expect(outbox.handed).toEqual([])
    outbox.clock.advance(61_000)
    await outbox.sweep()
    expect(outbox.handed.map(({ reference }) => reference)).toEqual(references)
    expect(await states()).toEqual(['sent'])
  })

  it('a late end of an attempt that was in doubt does not undo the next one', async () => {
    let release: (() => void) | null = null
    outbox.answers.next = () => new Promise((resolve) => (release = () => resolve(DOWN)))
    const lanes = await outbox.queue({ ...outbox.notice(newId(), 'H1'), to: { email: 'lan@example.vn' } })
    const slow = outbox.deliver(lanes)
    while (!release) await new Promise((resolve) => setTimeout(resolve, 5))
    const finish = release as () => void
    outbox.answers.next = null
    outbox.clock.advance(61_000)
    await outbox.openProcess().sweep()
    finish()
    await slow
    expect(await states()).toEqual(['sent'])
  })

  it('many workers at once hand each message over once', async () => {
    const streams = Array.from({ length: 10 }, () => newId())
    const lanes = []
    for (const stream of streams) for (const code of ['a', 'b', 'c']) lanes.push(...(await outbox.queue(outbox.notice(stream, code))))
    const another = outbox.openProcess()
    await Promise.all([outbox.deliver(lanes), another.deliver(lanes), outbox.sweep(), another.sweep()])
    expect(outbox.handed).toHaveLength(60)
    expect(new Set(outbox.handed.map(({ reference }) => reference)).size).toBe(60)
  })

  it('a counterparty that is away is not asked for every waiting message', async () => {
    for (let i = 0; i < 20; i++) await outbox.queue({ ...outbox.notice(newId(), 'H'), to: { email: `p${i}@example.vn` } })
    const { sweep } = outbox.openProcess()
    let asked = 0
    outbox.answers.next = async () => {
      asked++
      return DOWN
    }
    await sweep()
    expect(asked).toBe(2)
    outbox.answers.next = null
    outbox.clock.advance(10_000)
    await sweep()
    expect(outbox.handed).toHaveLength(20)
  })

  it('one channel that is away, with more waiting than a sweep takes, keeps no other waiting', async () => {
    for (let i = 0; i < 520; i += 40) {
      await Promise.all(Array.from({ length: 40 }, (_, more) => outbox.queue({ ...outbox.notice(newId(), 'H'), to: { email: `p${i + more}@example.vn` } })))
    }
    await outbox.queue({ ...outbox.notice(newId(), 'H9'), to: { phone: '0912345678' } })
    outbox.answers.next = async (one) => (one.channel === 'email' ? DOWN : null)
    await outbox.sweep()
    expect(codes('sms')).toEqual(['H9'])
  })

  it('a counterparty that hangs keeps neither the job nor the other channel waiting', async () => {
    let release: (() => void) | null = null
    outbox.answers.next = (one) => (one.channel === 'email' ? new Promise((resolve) => (release = () => resolve(DOWN))) : Promise.resolve(null))
    outbox.postRoom.deliver(await outbox.queue(outbox.notice(newId(), 'H1')))
    await expect.poll(() => codes('sms')).toEqual(['H1'])
    expect(release).not.toBeNull()
    ;(release as (() => void) | null)?.()
    await outbox.postRoom.settled()
  })

  it('one back after thousands were put off is not stormed: one at first, then a few at once, and in order', async () => {
    const { sweep } = outbox.openProcess()
    const streams = Array.from({ length: 60 }, () => newId())
    for (const code of ['a', 'b', 'c']) {
      await Promise.all(streams.map((stream) => outbox.queue({ ...outbox.notice(stream, code), to: { email: 'lan@example.vn' } })))
    }
    outbox.answers.next = async () => DOWN
    for (let minute = 0; minute < 60; minute++) {
      await sweep()
      outbox.clock.advance(60_000)
    }
    const [tries] = await outbox.rows('select max(attempts)::int as most, sum(attempts)::int as all from notifications.message')
    expect(tries?.most).toBeLessThanOrEqual(3)
    expect(tries?.all).toBeLessThanOrEqual(62)
    let now = 0
    const together: number[] = []
    outbox.answers.next = async () => {
      together.push(++now)
      await new Promise((resolve) => setTimeout(resolve, 8))
      now--
      return null
    }
    outbox.clock.advance(600_000)
    await sweep()
    expect(together[0]).toBe(1)
    expect(Math.max(...together)).toBeGreaterThan(1)
    expect(Math.max(...together)).toBeLessThanOrEqual(4)
    expect(outbox.handed).toHaveLength(180)
    const laneOf = new Map((await outbox.rows('select reference, stream_id from notifications.message')).map((row) => [row.reference, row.stream_id]))
    const lanes = Map.groupBy(outbox.handed, ({ reference }) => laneOf.get(reference))
    expect(lanes.size).toBe(60)
    for (const lane of lanes.values()) expect(lane.map(({ text }) => /hồ sơ (\w)/i.exec(text)?.[1])).toEqual(['a', 'b', 'c'])
  })

  it('a clock put back does not leave messages waiting', async () => {
    outbox.answers.next = async () => DOWN
    outbox.clock.advance(30 * 86_400_000)
    await outbox.deliver(await outbox.queue({ ...outbox.notice(newId(), 'H1'), to: { email: 'lan@example.vn' } }))
    outbox.answers.next = null
    outbox.clock.advance(-30 * 86_400_000)
    await outbox.sweep()
    expect(await states()).toEqual(['sent'])
  })
})

describe('codes', () => {
  const plain = (secretUntil: Date) => ({
    key: 'code:1',
    channel: 'email' as const,
    to: 'lan@example.vn',
    subject: 'Mã xác nhận',
    text: '123456 là mã kích hoạt.',
    lang: 'vi' as const,
    about: { kind: 'registration', id: newId() },
    secretUntil,
  })
  const inTenMinutes = () => new Date(outbox.clock.now().getTime() + 600_000)

  it('are sent once, and their text is gone when they end', async () => {
    const notice = plain(inTenMinutes())
    await outbox.sendNotice(notice)
    await outbox.sendNotice(notice)
    expect(outbox.handed).toHaveLength(1)
    expect(outbox.handed[0]?.text).toContain('123456')
    outbox.clock.advance(600_000)
    await outbox.housekeeping()
    expect(await outbox.rows('select state, content, recipient from notifications.message')).toEqual([{ state: 'sent', content: null, recipient: null }])
  })

  it('are not sent after their end', async () => {
    outbox.answers.next = async () => DOWN
    await outbox.sendNotice(plain(inTenMinutes()))
    outbox.answers.next = null
    outbox.clock.advance(600_000)
    await outbox.sweep()
    await outbox.housekeeping()
    expect(outbox.handed).toEqual([])
    expect(await outbox.rows('select state, problem, content from notifications.message')).toEqual([{ state: 'given-up', problem: 'expired', content: null }])
  })

  it('a failure to send is no failure of the act that asked', async () => {
    outbox.answers.next = async () => DOWN
    await expect(outbox.sendNotice(plain(inTenMinutes()))).resolves.toBeUndefined()
  })
})
