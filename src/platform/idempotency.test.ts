import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { inTransaction } from './db.ts'
import { once, requestHashOf } from './idempotency.ts'

describe('once', () => {
  let t: TestDatabase
  beforeAll(async () => {
    t = await openTestDatabase()
  })
  afterAll(() => t.close())
  const keyed = (key: string, request: unknown = { a: 1 }) => ({ actor: 'citizen:1', route: 'file', key, requestHash: requestHashOf(request), at: t.clock.now() })

  it('does the work once for ten requests at the same moment and answers all alike', async () => {
    let done = 0
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        inTransaction(t.db, (tx) =>
          once(tx, keyed('same'), async () => {
            done++
            return { code: 'H1-1' }
          }),
        ),
      ),
    )
    expect(done).toBe(1)
    expect(answers.every((answer) => answer.ok && answer.value.code === 'H1-1')).toBe(true)
    expect(answers.filter((answer) => answer.ok && !answer.replayed)).toHaveLength(1)
  })

  it('refuses the same key with another body', async () => {
    await inTransaction(t.db, (tx) => once(tx, keyed('body'), async () => 'first'))
    const second = await inTransaction(t.db, (tx) => once(tx, keyed('body', { a: 2 }), async () => 'second'))
    expect(second).toMatchObject({ ok: false, refusal: { code: 'key-reused' } })
  })

  it('keeps nothing of work that failed, so that it can be tried again', async () => {
    await expect(inTransaction(t.db, (tx) => once(tx, keyed('fail'), async () => Promise.reject(new Error('no'))))).rejects.toThrow('no')
    const again = await inTransaction(t.db, (tx) => once(tx, keyed('fail'), async () => 'done'))
    expect(again).toMatchObject({ ok: true, value: 'done', replayed: false })
  })

  it('takes two bodies for the same whatever the order of their keys', () => {
    expect(requestHashOf({ a: 1, b: [{ c: 2, d: 3 }] })).toEqual(requestHashOf({ b: [{ d: 3, c: 2 }], a: 1 }))
  })
})
