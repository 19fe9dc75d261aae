import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { oldHeap } from '../../tests/support/old-heap.ts'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

describe('a connection that prepares', () => {
  it('answers with and without values, the first times and when the text is prepared', async () => {
    for (let n = 0; n < 6; n++) {
      expect((await t.db.pool.query<{ n: number }>('select $1::int as n', [n])).rows).toEqual([{ n }])
      expect((await t.db.pool.query<{ n: number }>(`select ${n} as n`)).rows).toEqual([{ n }])
    }
  })

  it('answers a callback, and a query of its own making', async () => {
    const client = await t.db.pool.connect()
    try {
      const rows = await new Promise((done, failed) => client.query('select 1 as n', (error: Error | null, answer: { rows: unknown[] }) => (error ? failed(error) : done(answer.rows))))
      expect(rows).toEqual([{ n: 1 }])
      expect((await client.query({ text: 'select $1::int as n', values: [2], rowMode: 'array' })).rows).toEqual([[2]])
    } finally {
      client.release()
    }
  })

  it('tells what went wrong, with a trace to who asked', async () => {
    const ask = async () => t.db.pool.query('select 1 / $1::int', [0])
    const error = await ask().catch((reason: Error) => reason)
    expect(error).toMatchObject({ code: '22012' })
    const client = await t.db.pool.connect()
    const direct = await client.query('select 1 / $1::int', [0]).catch((reason: Error) => reason)
    client.release()
    expect((direct as Error).stack).toContain('preparing-client.test.ts')
  })

  it('leaves rows that nobody needs any more to the young heap', async () => {
    const client = await t.db.pool.connect()
    const ask = () => client.query('select n, repeat($1, 20) as text from generate_series(1, 300) as n', ['x'])
    for (let n = 0; n < 100; n++) await ask()
    const before = oldHeap()
    for (let n = 0; n < 1000; n++) await ask()
    client.release()
    // By the driver's own promise: 31 MB.
    expect((oldHeap() - before) / 1e6).toBeLessThan(20)
  })
})
