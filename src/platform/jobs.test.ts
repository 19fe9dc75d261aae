import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { inTransaction } from './db.ts'
import { createJobs, type Jobs } from './jobs.ts'

let t: TestDatabase
let jobs: Jobs
const done: string[] = []
let failures = 0
beforeAll(async () => {
  t = await openTestDatabase()
  jobs = await createJobs({ url: t.url, heavy: new Set(['print']), onError: () => void failures++ })
  await jobs.work({
    print: async ({ n }) => void done.push(`print ${n}`),
    tell: async ({ n }) => {
      if (n === 3 && !done.includes('tried 3')) {
        done.push('tried 3')
        throw new Error('not yet')
      }
      done.push(`tell ${n}`)
    },
  })
})
afterAll(async () => {
  await jobs.stop(1000)
  await t.close()
})

it('a backlog is worked off without pauses, and a job that fails is tried again alone', async () => {
  const began = performance.now()
  await inTransaction(t.db, (tx) => jobs.write(tx, Array.from({ length: 80 }, (_, n) => ({ data: { job: n < 40 ? 'tell' : 'print', n } }))))
  await expect.poll(() => done.length, { timeout: 60_000, interval: 50 }).toBe(81)
  // At one job a poll of half a second the forty heavy ones alone would take twenty seconds.
  expect(performance.now() - began).toBeLessThan(15_000)
  expect(new Set(done).size).toBe(81)
  expect(failures).toBe(1)
})
