import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { closeDatabase, type Db, openDatabase, send, sendAlone } from './db.ts'
import { createLanes } from './lanes.ts'
import type { Prepared } from './statement.ts'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
  await run(`create table public.act (name text primary key, by int not null)`)
  await run(`create table public.promise (name text primary key, kept boolean not null)`)
  await run(`
    create function public.keep() returns trigger language plpgsql as $$ begin
      if not new.kept then raise exception 'broken promise' using errcode = 'MC009'; end if; return null; end $$`)
  await run(`create constraint trigger keep after insert on public.promise deferrable initially deferred for each row execute function public.keep()`)
})
afterAll(() => t.close())

const run = (text: string) => t.db.pool.query(text)
const INSERT: Prepared = { name: 'test-act', text: 'insert into public.act (name, by) values ($1, $2) returning name' }
const TAKE: Prepared = { name: 'test-take', text: 'update public.act set by = $2 where name = $1 returning by' }
const PROMISE: Prepared = { name: 'test-promise', text: 'insert into public.promise (name, kept) values ($1, $2)' }
const WHEN: Prepared = { name: 'test-when', text: 'select $1::int as n, now() as transaction' }
const SLEEP: Prepared = { name: 'test-sleep', text: 'select pg_sleep($1), $2::text as name' }
const names = async (like: string) => (await t.db.pool.query<{ name: string }>('select name from public.act where name like $1 order by name', [like])).rows.map(({ name }) => name)
const timed = async <T>(work: Promise<T>) => {
  const began = performance.now()
  const value = await work
  return { value, ms: performance.now() - began }
}
const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n))

describe('statements of many requests', () => {
  it('travel together, and each has its own rows', async () => {
    const rows = await Promise.all(many(40, (n) => send<{ n: number; transaction: Date }>(t.db, WHEN, [n])))
    expect(rows.map(([row]) => row?.n)).toEqual(many(40, (n) => n))
    expect(new Set(rows.map(([row]) => row?.transaction.getTime())).size).toBeLessThan(10)
  })

  it('bring back what they were sent: bytes, instants, numbers, nothing, lists', async () => {
    const echo: Prepared = { name: 'test-echo', text: 'select $1::bytea as bytes, $2::timestamptz as at, $3::bigint as big, $4::text as nothing, $5::text[] as list, $6::date as day, $7::jsonb as json' }
    const sent = [Buffer.from([0, 1, 255]), new Date('2026-11-28T08:00:00.123Z'), 9_007_199_254_740_991, null, ['a "b"', 'c,d', 'Đặng'], '2026-02-28', JSON.stringify({ a: [1] })]
    for (const [row] of await Promise.all(many(3, () => send(t.db, echo, sent)))) {
      expect(row).toEqual({ bytes: sent[0], at: sent[1], big: sent[2], nothing: null, list: sent[4], day: '2026-02-28', json: { a: [1] } })
    }
  })

  it('are one commit when they write', async () => {
    await Promise.all(many(20, (n) => sendAlone(t.db, INSERT, [`commit ${n}`, 1])))
    const { rows } = await t.db.pool.query<{ n: number }>(`select count(distinct xmin::text)::int as n from public.act where name like 'commit %'`)
    expect(await names('commit %')).toHaveLength(20)
    expect(rows[0]?.n).toBeLessThan(10)
  })
})

describe('a batch of which one statement fails', () => {
  it('leaves the others done and tells the one why', async () => {
    await sendAlone(t.db, INSERT, ['fails 3', 0])
    const done = await Promise.allSettled(many(8, (n) => sendAlone(t.db, INSERT, [`fails ${n}`, 1])))
    expect(done.map((one) => one.status)).toEqual(many(8, (n) => (n === 3 ? 'rejected' : 'fulfilled')))
    expect(done[3]).toMatchObject({ reason: { code: '23505', constraint: 'act_pkey' } })
    expect(await names('fails %')).toHaveLength(8)
  })

  it('fails for nobody else at its commit, and nobody is told sooner', async () => {
    const done = await Promise.allSettled(many(6, (n) => sendAlone(t.db, PROMISE, [`at commit ${n}`, n !== 2])))
    expect(done.map((one) => one.status)).toEqual(many(6, (n) => (n === 2 ? 'rejected' : 'fulfilled')))
    expect(done[2]).toMatchObject({ reason: { code: 'MC009' } })
    const { rows } = await run(`select 1 from public.promise where name like 'at commit %'`)
    expect(rows).toHaveLength(5)
  })

  it('whatever is mixed, leaves exactly what was acknowledged', async () => {
    let round = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 40 }), async (wanted) => {
        const mine = `mixed ${round++} `
        const done = await Promise.allSettled(wanted.map((n) => sendAlone(t.db, INSERT, [`${mine}${n}`, n])))
        const acknowledged = wanted.filter((_, at) => done[at]?.status === 'fulfilled').map((n) => `${mine}${n}`)
        expect(acknowledged.toSorted()).toEqual((await names(`${mine}%`)).toSorted())
        expect(new Set(acknowledged).size).toBe(acknowledged.length)
        expect(acknowledged).toHaveLength(new Set(wanted).size)
      }),
      { numRuns: 60 },
    )
  })
})

describe('rows that can’t be read', () => {
  it('fail whom they are for; the others have theirs, and the process goes on', async () => {
    const unreadable = (oid: number) => (value: string) => {
      if (oid === 25) throw new Error('not to be read')
      return Number(value)
    }
    const lanes = createLanes({ connectionString: t.url, connections: 2, typeParser: unreadable, alone: () => Promise.reject(new Error('It did not go with the others.')) })
    const number: Prepared = { name: 'test-number', text: 'select $1::int as n' }
    const text: Prepared = { name: 'test-text', text: 'select $1::text as text' }
    const done = await Promise.allSettled([lanes.send('read', number, [1]), lanes.send('read', text, ['a']), lanes.send('read', number, [2])])
    expect(done).toMatchObject([{ value: [{ n: 1 }] }, { reason: { message: 'not to be read' } }, { value: [{ n: 2 }] }])
    expect(await lanes.send('read', number, [3])).toEqual([{ n: 3 }])
    await lanes.close()
  })
})

describe('a statement that has to wait', () => {
  it('for a lock keeps nobody else waiting', async () => {
    await Promise.all(many(3, (n) => sendAlone(t.db, INSERT, [`locked ${n}`, 0])))
    const holder = await t.db.pool.connect()
    await holder.query(`begin; update public.act set by = 1 where name = 'locked 1'`)
    let isDone = false
    const waits = sendAlone(t.db, TAKE, ['locked 1', 2]).then(() => (isDone = true))
    const { ms } = await timed(Promise.all(['locked 0', 'locked 2'].map((name) => sendAlone(t.db, TAKE, [name, 2]))))
    expect(ms).toBeLessThan(900)
    expect(isDone).toBe(false)
    await holder.query('commit')
    holder.release()
    await waits
    const { rows } = await run(`select distinct by from public.act where name like 'locked %'`)
    expect(rows).toEqual([{ by: 2 }])
  })

  it('because it is slow keeps those behind it no longer than a moment', async () => {
    const slow = many(4, (n) => send(t.db, SLEEP, [1, `slow ${n}`]))
    await sleep(5)
    const { ms } = await timed(send(t.db, WHEN, [1]))
    expect(ms).toBeLessThan(500)
    await Promise.all(slow)
  })

  it('for one that waits for it is done all the same: rings of two programs end', async () => {
    await Promise.all(many(2, (n) => sendAlone(t.db, INSERT, [`ring ${n}`, 0])))
    const slowTake: Prepared = { name: 'test-slow-take', text: 'update public.act set by = by + 1 where name = $1 and pg_sleep(0.05) is not null returning by' }
    const both = await Promise.all([openDatabase(t.url), openDatabase(t.url)])
    const { ms } = await timed(Promise.all(both.flatMap((db, at) => [0, 1].map((n) => sendAlone(db, slowTake, [`ring ${at === 0 ? n : 1 - n}`])))))
    expect(ms).toBeLessThan(2000)
    await Promise.all(both.map((db) => closeDatabase(db)))
    const { rows } = await run(`select by from public.act where name like 'ring %'`)
    expect(rows).toEqual([{ by: 2 }, { by: 2 }])
  })
})

describe('a connection that breaks', () => {
  const pidOf: Prepared = { name: 'test-pid', text: 'select pg_backend_pid() as pid, pg_sleep($1)' }
  const end = async (db: Db, like: string) => {
    const { rows } = await db.pool.query<{ n: number }>(`select count(pg_terminate_backend(pid))::int as n from pg_stat_activity where query like $1 and pid <> pg_backend_pid()`, [like])
    return rows[0]?.n
  }

  it('under a batch fails all of it, and nothing of it is sent again', async () => {
    const slowInsert: Prepared = { name: 'test-slow-insert', text: 'insert into public.act (name, by) select $1, 1 from pg_sleep(0.5)' }
    const sent = many(3, (n) => sendAlone(t.db, slowInsert, [`broken ${n}`]))
    const settled = Promise.allSettled(sent)
    await sleep(150)
    expect(await end(t.db, '%pg_sleep(0.5)%')).toBe(1)
    expect((await settled).map((one) => one.status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await names('broken %')).toEqual([])
  })

  it('is replaced: what comes after it is answered', async () => {
    const cut = send(t.db, pidOf, [1]).catch(() => 'cut')
    await sleep(150)
    await end(t.db, '%pg_backend_pid() as pid, pg_sleep%')
    expect(await cut).toBe('cut')
    expect(await send(t.db, WHEN, [7])).toMatchObject([{ n: 7 }])
  })

  it('or is not there at all fails what is sent, and closing waits for nobody', async () => {
    const gone = await openDatabase(t.url)
    await closeDatabase(gone)
    await expect(send(gone, WHEN, [1])).rejects.toThrow()
  })
})

describe('a table that was altered by a newer version of the program', () => {
  it('is asked anew', async () => {
    await run('create table public.altered (a int)')
    await run('insert into public.altered values (1)')
    const all: Prepared = { name: 'test-altered', text: 'select * from public.altered where a = $1' }
    expect(await send(t.db, all, [1])).toEqual([{ a: 1 }])
    await run('alter table public.altered add b int default 2')
    expect(await Promise.all(many(3, () => send(t.db, all, [1])))).toEqual(many(3, () => [{ a: 1, b: 2 }]))
  })
})
