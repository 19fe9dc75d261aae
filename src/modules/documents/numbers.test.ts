import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { inTransaction } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { type BookEntry, nextBookEntry, nextNumber } from './index.ts'

let base: TestDatabase
beforeAll(async () => {
  base = await openTestDatabase()
})
afterAll(() => base.close())

const oneTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1)
const ascending = (a: number, b: number) => a - b

/** Fifty transactions at once; every third fails after it took its number. Returns what was committed. */
async function fiftyAtOnce<T>(take: (tx: Parameters<Parameters<typeof inTransaction>[1]>[0]) => Promise<T>): Promise<T[]> {
  const outcomes = await Promise.allSettled(
    oneTo(50).map((n) =>
      inTransaction(base.db, async (tx) => {
        const taken = await take(tx)
        if (n % 3 === 0) throw new Error('the act failed')
        return taken
      }),
    ),
  )
  return outcomes.filter((outcome) => outcome.status === 'fulfilled').map((outcome) => outcome.value)
}

describe('number series', () => {
  it('have no gap and no double under fifty transactions of which every third fails', async () => {
    const key = { series: 'mau-01', agencyId: newId(), year: 2026 }
    const taken = await fiftyAtOnce((tx) => nextNumber(tx, key))
    expect(taken.sort(ascending)).toEqual(oneTo(34))
    expect(await inTransaction(base.db, (tx) => nextNumber(tx, key))).toBe(35)
  })

  it('count apart for each kind, agency and year', async () => {
    const key = { series: 'mau-01', agencyId: newId(), year: 2026 }
    const others = [key, { ...key, series: 'mau-02' }, { ...key, agencyId: newId() }, { ...key, year: 2027 }]
    await inTransaction(base.db, (tx) => nextNumber(tx, key))
    const numbers = await inTransaction(base.db, async (tx) => {
      const taken: number[] = []
      for (const other of others) taken.push(await nextNumber(tx, other))
      return taken
    })
    expect(numbers).toEqual([2, 1, 1, 1])
  })
})

describe('books of results', () => {
  const book = (agencyId: string, capacity: number) => ({ book: 'khai-sinh', agencyId, year: 2026, on: '2026-11-23', capacity })

  it('number entries through the year and open the next volume when one is full', async () => {
    const key = book(newId(), 10)
    const entries = await fiftyAtOnce((tx) => nextBookEntry(tx, key))
    const byNumber = entries.sort((a: BookEntry, b: BookEntry) => a.number - b.number)
    expect(byNumber.map((entry) => entry.number)).toEqual(oneTo(34))
    expect(byNumber.map((entry) => entry.volume)).toEqual(oneTo(34).map((n) => Math.ceil(n / 10)))
    expect(byNumber[11]).toEqual({ volume: 2, number: 12, volumeText: '02/2026', numberText: '12/2026' })
  })

  it('begin anew with the year', async () => {
    const key = book(newId(), 10)
    await inTransaction(base.db, (tx) => nextBookEntry(tx, key))
    expect(await inTransaction(base.db, (tx) => nextBookEntry(tx, { ...key, year: 2027, on: '2027-01-04' }))).toMatchObject({
      volumeText: '01/2027',
      numberText: '1/2027',
    })
  })
})
