import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { inTransaction, reading, withQueries, writing } from './db.ts'
import { mapped, part, readPart, readTogether } from './together.ts'

interface Tables {
  'public.thing': { id: number; body: Buffer | null; at: Date | null; day: string; amount: number; said: unknown }
}

let test: TestDatabase
beforeAll(async () => {
  test = await openTestDatabase()
  await inTransaction(test.db, async (tx) => {
    await sql`create table public.thing (id int, body bytea, at timestamptz, day date, amount bigint, said jsonb)`.execute(writing(tx))
    await writing<Tables>(tx)
      .insertInto('public.thing')
      .values([
        { id: 2, body: Buffer.from([0, 255, 92, 120]), at: new Date('2026-11-23T02:00:00.123Z'), day: '2026-11-23', amount: 9_000_000_000, said: JSON.stringify({ a: ['\\x00', 'Đỗ'] }) },
        { id: 1, body: null, at: null, day: '2024-02-29', amount: 0, said: JSON.stringify('\\xff') },
      ])
      .execute()
  })
})
afterAll(() => test.close())

const things = () => reading<Tables>(test.db).selectFrom('public.thing').selectAll().orderBy('id')

describe('parts read together', () => {
  it('come in one statement, as each would come alone', async () => {
    const all = part(things(), { body: 'bytes', at: 'instant' })
    const { value, queries } = await withQueries(() => readTogether(test.db, { all, last: mapped(all, (rows) => rows.at(-1)?.id), none: part(things().where('id', '=', 9), { body: 'bytes', at: 'instant' }) }))
    expect(queries).toHaveLength(1)
    expect(value.all).toEqual(await things().execute())
    expect(value.last).toBe(2)
    expect(value.none).toEqual([])
  })

  it('may be read inside a transaction and by themselves', async () => {
    const ids = await inTransaction(test.db, (tx) => readPart(tx, part(reading<Tables>(tx).selectFrom('public.thing').select(['id']).orderBy('id', 'desc'), {}, (rows) => rows.map((row) => row.id))))
    expect(ids).toEqual([2, 1])
  })
})
