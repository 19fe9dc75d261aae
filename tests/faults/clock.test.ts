import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyChains } from '../../src/modules/events/index.ts'
import { openTestActs, type TestActs } from '../support/acts.ts'
import { carry, fileBirth } from '../support/birth.ts'
import { rowOf } from '../support/case.ts'

/** Each step of the clock, in its order: what people do goes on while it jumps. */
const JUMPS: readonly [string, string][] = [
  ['a month forward', '2026-12-23T09:00:00+07:00'],
  ['a day back', '2026-12-22T09:00:00+07:00'],
  ['to the last moment of the year', '2026-12-31T23:59:59.990+07:00'],
  ['over midnight into the new year', '2027-01-01T00:00:00+07:00'],
  ['back into the old year', '2026-12-31T23:59:00+07:00'],
  ['to where it was at first', '2026-11-23T09:00:00+07:00'],
]

let ground: TestActs
beforeAll(async () => {
  ground = await openTestActs()
}, 200_000)
afterAll(() => ground.close())

describe('the clock jumps while people file and officers accept', () => {
  it.each(JUMPS)('%s: nothing fails, is done twice or loses its order', async (_title, to) => {
    const before = await fileBirth(ground)
    const during = [fileBirth(ground, { username: 'congdan2' }), carry(ground, before, 'accepted')] as const
    ground.clock.set(new Date(to))
    const [filed] = await Promise.all(during)
    await carry(ground, filed, 'accepted')
    for (const one of [before, filed]) {
      const row = await rowOf(ground, one)
      expect(row.accepted_at).not.toBeNull()
      expect(row.current_due_at?.getTime()).toBeGreaterThan(row.accepted_at?.getTime() ?? 0)
      expect((await ground.events(one.dossierId)).map(({ type }) => type)).toEqual(['dossier.submitted', 'dossier.accepted'])
      expect((await ground.events(one.dossierId)).map(({ seq }) => seq)).toEqual([1, 2])
    }
    expect((await verifyChains(ground.db, ground.sealer)).faults).toEqual([])
  })

  it('what is done in each year is numbered in that year’s series, without gaps, whichever came first', async () => {
    for (const to of ['2027-01-04T09:00:00+07:00', '2026-12-30T09:00:00+07:00', '2027-01-04T10:00:00+07:00']) {
      ground.clock.set(new Date(to))
      await carry(ground, await fileBirth(ground), 'issued')
    }
    const { rows } = await ground.db.pool.query('select year, array_agg(number order by number) as numbers from processing.result group by year order by year')
    expect(rows).toEqual([
      { year: 2026, numbers: [1] },
      { year: 2027, numbers: [1, 2] },
    ])
    const gaps = await ground.db.pool.query(`
      select s.series, s.year from documents.series s left join documents.document d on d.series = s.series and d.agency_id = s.agency_id and d.year = s.year and d.replaces is null
       group by s.series, s.agency_id, s.year, s.last_number having count(d.number) <> s.last_number or count(distinct d.number) <> s.last_number`)
    expect(gaps.rows).toEqual([])
    const { rows: codes } = await ground.db.pool.query('select count(*)::int as all, count(distinct code)::int as different from dossiers.dossier')
    expect(codes[0]?.different).toBe(codes[0]?.all)
    expect((await verifyChains(ground.db, ground.sealer)).faults).toEqual([])
  })
})
