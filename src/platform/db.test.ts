import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { inTransaction, isAnswering, openDatabase, reading, writing } from './db.ts'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

describe('a connection that the server ends', () => {
  it('between two statements of a transaction fails that transaction, not the process', async () => {
    const cut = inTransaction(t.db, async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(writing(tx))
      await sql`select pg_terminate_backend(${rows[0]?.pid}::int)`.execute(reading(t.db))
      await sleep(100)
      await sql`select 1`.execute(writing(tx))
    })
    await expect(cut).rejects.toThrow()
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(reading(t.db))
    expect(rows).toEqual([{ one: 1 }])
  })
})

describe('a statement that is sent often', () => {
  it('is prepared; when its table was altered meanwhile it fails once and is then planned anew', async () => {
    const one = await openDatabase(t.url, { maxConnections: 1 })
    const send = async (text: string) => (await one.pool.query(text)).rows
    const ask = async () => (await sql`select * from public.often where a = ${1}`.execute(reading(one))).rows
    await send('create table public.often (a int)')
    await send('insert into public.often values (1)')
    for (let times = 0; times < 5; times++) expect(await ask()).toEqual([{ a: 1 }])
    expect(await send(`select generic_plans + custom_plans as calls from pg_prepared_statements where statement like '%public.often%'`)).toEqual([{ calls: 3 }])
    await send('alter table public.often add b int default 2')
    await expect(ask()).rejects.toThrow('cached plan')
    expect(await ask()).toEqual([{ a: 1, b: 2 }])
    await send('drop table public.often')
    await one.pool.end()
  })
})

describe('a database that is gone', () => {
  it('is known not to answer', async () => {
    expect(await isAnswering(t.db)).toBe(true)
    const gone = await openDatabase(t.url, { maxConnections: 1 })
    await gone.pool.end()
    expect(await isAnswering(gone)).toBe(false)
  })
})
