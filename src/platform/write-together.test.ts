import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { withQueries } from './db.ts'
import { insertOf, statement } from './statement.ts'
import { ask, readTogether, UnmetError, type Write, writeTogether, writtenPart } from './together.ts'

interface Tables {
  'platform.lease': { name: string; until: Date }
}

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

const AT = new Date('2026-11-27T08:00:00.123Z')
const lease = (name: string, until = AT): Write => ({ statement: insertOf<Tables, 'platform.lease'>('platform.lease', { name, until }) })
const moved = (names: readonly string[], count: number): Write => ({
  statement: statement`update platform.lease set until = ${AT} where name = any(${names}) returning true as counted`,
  must: { count, what: 'leases' },
})
const names = async (like: string) => (await ask<{ name: string }>(t.db, statement`select name from platform.lease where name like ${like} order by name`)).map((row) => row.name)

describe('writes sent as one', () => {
  it('are one round trip and all there', async () => {
    const { queries } = await withQueries(() => writeTogether(t.db, [lease('one a'), lease('one b'), lease('one c')]))
    expect(queries).toHaveLength(1)
    expect(await names('one %')).toEqual(['one a', 'one b', 'one c'])
  })

  it('are none of them there when one breaks a constraint', async () => {
    await writeTogether(t.db, [lease('broken b')])
    await expect(writeTogether(t.db, [lease('broken a'), lease('broken b')])).rejects.toMatchObject({ code: '23505', constraint: 'lease_pkey' })
    expect(await names('broken %')).toEqual(['broken b'])
  })

  it.each([0, 1, 3])('are undone when a part does not touch what it must (%i instead of 2)', async (there) => {
    const [mine, made] = [`must ${there}`, `made ${there}`]
    for (let n = 0; n < there; n++) await writeTogether(t.db, [lease(`${mine} ${n}`)])
    const failed = await writeTogether(t.db, [lease(made), moved([0, 1, 2].map((n) => `${mine} ${n}`), 2)]).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(UnmetError)
    expect((failed as UnmetError).what).toBe('leases')
    expect(await names(made)).toEqual([])
    if (there < 2) return
    await writeTogether(t.db, [lease(made), moved([0, 1].map((n) => `${mine} ${n}`), 2)])
    expect(await names(made)).toEqual([made])
  })

  it('of two that want the same row one does its work', async () => {
    await writeTogether(t.db, [lease('wanted')])
    const taken = (by: string): Write => ({
      statement: statement`update platform.lease set name = ${`taken by ${by}`} where name = 'wanted' returning true as counted`,
      must: { count: 1, what: 'wanted' },
    })
    const done = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => writeTogether(t.db, [lease(`by ${n}`), taken(String(n))])))
    expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await names('by %')).toHaveLength(1)
  })
})

describe('selects written out', () => {
  it('read together, bytes and instants as they are', async () => {
    await writeTogether(t.db, [lease('read')])
    const part = (name: string) =>
      writtenPart<{ name: string; until: Date; bytes: Buffer; nothing: Buffer | null }, unknown[]>(
        statement`select name, until, '\\x00ff'::bytea as bytes, null::bytea as nothing from platform.lease where name = ${name}`,
        { until: 'instant', bytes: 'bytes', nothing: 'bytes' },
        (rows) => rows,
      )
    const { value, queries } = await withQueries(() => readTogether(t.db, { here: part('read'), gone: part('not there') }))
    expect(value).toEqual({ here: [{ name: 'read', until: AT, bytes: Buffer.from([0, 255]), nothing: null }], gone: [] })
    expect(queries).toHaveLength(1)
  })
})
