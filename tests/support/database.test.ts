import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { civilDateOf } from '../../src/platform/clock.ts'
import { reading } from '../../src/platform/db.ts'
import { openDemoDatabase, openTestDatabase, type TestDatabase } from './database.ts'

describe('test databases', () => {
  let first: TestDatabase
  let second: TestDatabase
  beforeAll(async () => {
    first = await openTestDatabase()
    second = await openTestDatabase()
  })
  afterAll(async () => {
    await first.close()
    await second.close()
  })

  it('gives each caller a migrated database of its own', async () => {
    await sql`create table public.mark (n int)`.execute(reading(first.db))
    const there = await sql<{ t: string | null }>`select to_regclass('public.mark')::text as t`.execute(reading(second.db))
    expect(there.rows[0]?.t).toBeNull()
    const done = await sql<{ n: number }>`select count(*) as n from platform.migration`.execute(reading(second.db))
    expect(done.rows[0]?.n).toBeGreaterThan(0)
  })

  it('runs as a role that is no superuser', async () => {
    const { rows } = await sql<{ s: string }>`select current_setting('is_superuser') as s`.execute(reading(first.db))
    expect(rows[0]?.s).toBe('off')
  })

  it('stands at a fixed working morning', () => {
    expect(civilDateOf(first.clock.now())).toBe('2026-11-23')
  })

  it('makes the demo once, also for two callers at a time', async () => {
    const both = await Promise.all([openDemoDatabase(), openDemoDatabase()])
    for (const one of both) await one.close()
  }, 60_000)
})
