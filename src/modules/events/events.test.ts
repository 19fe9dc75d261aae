import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { inTransaction, reading, writing } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { writeTogether } from '../../platform/together.ts'
import { createAppendEvent, createBeginStream, createLogAccess, createReadStream, createRelay, listAccess, makePartitions, verifyChains } from './index.ts'
import type { EventsTables } from './tables.ts'

const actor = { kind: 'system', name: 'test' } as const

describe('the event log', () => {
  let t: TestDatabase
  beforeAll(async () => {
    t = await openTestDatabase()
    await makePartitions(t.db, '2026-10-01', 6)
  })
  afterAll(() => t.close())

  const append = (id: string, type: string, payload: string) =>
    inTransaction(t.db, (tx) =>
      createAppendEvent(t.sealer)(tx, { stream: { kind: 'dossier', id }, type, version: 1, actor, payload: { payload }, at: t.clock.now() }),
    )

  it('numbers the events of a stream without gaps under concurrent writers, and the chain verifies', async () => {
    const id = newId()
    const written = await Promise.all(Array.from({ length: 20 }, (_, n) => append(id, 'dossier.noted', `note ${n}`)))
    expect(written.map((event) => event.seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
    const report = await verifyChains(t.db, t.sealer)
    expect(report.faults).toEqual([])
  })

  it('finds no fault in a chain that grows while it is verified', async () => {
    const id = newId()
    await append(id, 'dossier.noted', 'first')
    let growing = true
    const grow = (async () => {
      for (let n = 0; growing; n++) await append(id, 'dossier.noted', `note ${n}`)
    })()
    const faults = []
    for (let times = 0; times < 25; times++) faults.push(...(await verifyChains(t.db, t.sealer)).faults)
    growing = false
    await grow
    expect(faults).toEqual([])
  })

  it('keeps payloads sealed in the table and opens them again', async () => {
    const id = newId()
    await append(id, 'dossier.noted', 'Nguyễn Thị Bí Mật 0912345678')
    const [stored] = await createReadStream(t.sealer)(t.db, { kind: 'dossier', id })
    expect(stored?.payload).toEqual({ payload: 'Nguyễn Thị Bí Mật 0912345678' })
    const row = await reading<EventsTables>(t.db).selectFrom('events.event').selectAll().where('stream_id', '=', id).executeTakeFirstOrThrow()
    expect(row.payload?.toString('latin1')).not.toContain('0912345678')
  })

  it('a stream asked for from an instant on is whole though the clock was set back meanwhile', async () => {
    const id = newId()
    const began = t.clock.now()
    await append(id, 'dossier.noted', 'first')
    t.clock.set(new Date(began.getTime() - 70 * 86_400_000))
    await append(id, 'dossier.noted', 'after the clock was set back')
    t.clock.set(began)
    const read = createReadStream(t.sealer)
    expect((await read(t.db, { kind: 'dossier', id }, { from: began })).map((event) => event.seq)).toEqual([1, 2])
  })

  it('begins a stream by writes of one statement, which breaks when the stream is there', async () => {
    const id = newId()
    const begin = () => createBeginStream(t.sealer)({ stream: { kind: 'dossier', id }, type: 'dossier.noted', version: 1, actor, payload: 'first', at: t.clock.now() })
    await writeTogether(t.db, begin())
    await append(id, 'dossier.noted', 'second')
    await expect(writeTogether(t.db, begin())).rejects.toMatchObject({ code: '23505' })
    expect((await createReadStream(t.sealer)(t.db, { kind: 'dossier', id })).map((event) => [event.seq, event.payload])).toEqual([
      [1, 'first'],
      [2, { payload: 'second' }],
    ])
    expect((await verifyChains(t.db, t.sealer)).faults).toEqual([])
  })

  it.each([
    ['a changed type', 'hash'],
    ['a removed event', 'gap'],
  ])('finds %s', async (_name, fault) => {
    const own = await openTestDatabase()
    try {
      const id = newId()
      const appendEvent = createAppendEvent(own.sealer)
      for (const note of ['one', 'two', 'three']) {
        await inTransaction(own.db, (tx) =>
          appendEvent(tx, { stream: { kind: 'dossier', id }, type: 'dossier.noted', version: 1, actor, payload: note, at: own.clock.now() }),
        )
      }
      await inTransaction(own.db, async (tx) => {
        if (fault === 'gap') await writing<EventsTables>(tx).deleteFrom('events.event').where('seq', '=', 2).execute()
        else await writing<EventsTables>(tx).updateTable('events.event').set({ type: 'dossier.forged' }).where('seq', '=', 2).execute()
      })
      const report = await verifyChains(own.db, own.sealer)
      expect(report.faults.map((found) => found.fault)).toContain(fault)
    } finally {
      await own.close()
    }
  })

  it('still verifies after a payload was lawfully deleted, and for an auditor without keys', async () => {
    const id = newId()
    await append(id, 'dossier.noted', 'to be forgotten')
    await inTransaction(t.db, (tx) => writing<EventsTables>(tx).updateTable('events.event').set({ payload: null }).where('stream_id', '=', id).execute())
    expect((await verifyChains(t.db, t.sealer)).faults).toEqual([])
    expect((await verifyChains(t.db, null)).faults).toEqual([])
  })

  it('dispatches each event once though several relays run, and nothing of a rolled-back act', async () => {
    await inTransaction(t.db, (tx) => writing<EventsTables>(tx).updateTable('events.event').set({ dispatched_at: t.clock.now() }).execute())
    const id = newId()
    await Promise.all(Array.from({ length: 30 }, (_, n) => append(id, 'dossier.noted', String(n))))
    await expect(
      inTransaction(t.db, async (tx) => {
        await createAppendEvent(t.sealer)(tx, { stream: { kind: 'dossier', id }, type: 'dossier.noted', version: 1, actor, payload: 'x', at: t.clock.now() })
        throw new Error('the act failed')
      }),
    ).rejects.toThrow('the act failed')
    const jobs: string[] = []
    const relay = createRelay({
      db: t.db,
      clock: t.clock,
      follows: () => ['one', 'two'],
      writeJobs: async (_tx, followUps) => {
        jobs.push(...followUps.map((job) => `${job.data.eventId}/${job.job}`))
      },
    })
    await Promise.all([relay.dispatch(), relay.dispatch(), relay.dispatch()])
    while ((await relay.dispatch()) > 0);
    expect(jobs).toHaveLength(60)
    expect(new Set(jobs).size).toBe(60)
  })

  it('logs who read whose data and keeps the address sealed', async () => {
    const subject = { kind: 'dossier', id: newId() }
    await createLogAccess(t.sealer)(t.db, { actor, purpose: 'case.read', subject, fields: ['answers'], at: t.clock.now(), ip: '203.0.113.9' })
    const [access] = await listAccess(t.db, subject)
    expect(access).toMatchObject({ actor: 'system:test', purpose: 'case.read', fields: ['answers'] })
    expect(access?.address?.toString('latin1')).not.toContain('203.0.113.9')
  })
})
