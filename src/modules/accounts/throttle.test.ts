import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { insertOf } from '../../platform/statement.ts'
import { writeTogether } from '../../platform/together.ts'
import { waitAfter } from './rules/throttle.ts'
import { createThrottle, type Limit } from './throttle.ts'

const POLICY = { free: 3, firstWaitSeconds: 30, maxWaitSeconds: 100, memorySeconds: 3600 }

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

interface Tables {
  'platform.lease': { name: string; until: Date }
}
const work = (name: string) => ({ statement: insertOf<Tables, 'platform.lease'>('platform.lease', { name, until: t.clock.now() }) })

async function done(limit: Limit, name: string): Promise<boolean> {
  const throttle = createThrottle(t)
  try {
    await writeTogether(t.db, [work(name), throttle.counting(limit)])
    return true
  } catch (error) {
    if (!throttle.isReached(error)) throw error
    return false
  }
}

const worked = async (like: string) => (await t.db.pool.query('select name from platform.lease where name like $1', [like])).rows.length

describe('counting in the statement that does the work', () => {
  it('lets pass and blocks as the rule says, and undoes what stands beside it', async () => {
    const limit = { name: 'series', policy: POLICY }
    const throttle = createThrottle(t)
    for (let n = 1; n <= 8; n++) {
      expect([n, await done(limit, `series ${n}`)]).toEqual([n, true])
      const wait = waitAfter(n + 1, POLICY)
      if (wait === 0) continue
      expect(await done(limit, `series ${n} too soon`)).toBe(false)
      expect(await throttle.secondsLeft(limit)).toBe(wait)
      t.clock.set(new Date(t.clock.now().getTime() + wait * 1000))
    }
    expect(await worked('series%')).toBe(8)
  })

  it('forgets after its time', async () => {
    const limit = { name: 'forgotten', policy: POLICY }
    for (let n = 1; n <= POLICY.free; n++) expect(await done(limit, `forgotten ${n}`)).toBe(true)
    t.clock.set(new Date(t.clock.now().getTime() + POLICY.memorySeconds * 1000))
    for (let n = 1; n <= POLICY.free; n++) expect(await done(limit, `again ${n}`)).toBe(true)
    expect(await done(limit, 'again too soon')).toBe(false)
  })

  it('of twenty at once no more pass than may', async () => {
    const limit = { name: 'at once', policy: POLICY }
    const passed = await Promise.all(Array.from({ length: 20 }, (_, n) => done(limit, `at once ${n}`)))
    expect(passed.filter(Boolean)).toHaveLength(POLICY.free)
    expect(await worked('at once%')).toBe(POLICY.free)
  })
})
