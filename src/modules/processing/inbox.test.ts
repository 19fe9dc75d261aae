import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { fileBirth } from '../../../tests/support/birth.ts'
import { rowOf, teamOf } from '../../../tests/support/case.ts'
import { DEMO_AGENCIES } from '../../demo/people.ts'
import { inTransaction, writing } from '../../platform/db.ts'
import { readPart } from '../../platform/together.ts'
import { countsByStatus, searchByName, selectInbox } from './inbox.store.ts'
import { createNavigation } from './officer/inbox.page.tsx'

const [HERE, THERE] = DEMO_AGENCIES
const BASE = { statuses: [1, 2, 4], after: null, procedureCode: null, lateAt: null, limit: 7 }
const NAMES = ['nguyen an', 'nguyen binh', 'nguyen hoa', 'tran an']

let ground: TestActs
beforeAll(async () => {
  ground = await openTestActs()
  const first = await rowOf(ground, await fileBirth(ground))
  await copies(first.id, 240)
})
afterAll(() => ground.close())

/** The same dossier under other ids: at two offices, in three statuses, of two procedures, of four names, each due a minute after the one before. */
const copies = (id: string, count: number) =>
  inTransaction(ground.db, (tx) =>
    sql`
      insert into dossiers.dossier
      select made.* from dossiers.dossier as one, generate_series(1, ${count}) as n,
        jsonb_populate_record(one, jsonb_build_object(
          'id', gen_random_uuid(), 'code', 'COPY-' || lpad(n::text, 6, '0'), 'agency_id', (array[${HERE.centreId}, ${THERE.centreId}])[1 + (n / 3) % 2], 'status', (array[1, 2, 4])[1 + n % 3],
          'procedure_code', case when n % 7 = 0 then '9.999999' else one.procedure_code end, 'owner_name_folded', (${NAMES}::text[])[1 + n % 4],
          'accept_by', one.submitted_at + make_interval(mins => n), 'submitted_at', one.submitted_at - make_interval(mins => n))) as made
      where one.id = ${id}`.execute(writing(tx)),
  )

/** All pages, one after the other. */
async function pages(query: Partial<Parameters<typeof selectInbox>[1]>): Promise<Awaited<ReturnType<typeof selectInbox>>> {
  const all: Awaited<ReturnType<typeof selectInbox>> = []
  for (let after: { orderAt: Date; id: string } | null = null; ; ) {
    const page = await selectInbox(ground.db, { ...BASE, agencyIds: [HERE.centreId, THERE.centreId], ...query, after })
    all.push(...page)
    const last = page.at(-1)
    if (!last) return all
    after = { orderAt: last.order_at, id: last.id }
  }
}

describe('the list of an office', () => {
  it('shows everything once, what is due first on top, over agencies, statuses and pages', async () => {
    const all = await pages({})
    expect(all.length).toBe(241)
    expect(new Set(all.map((row) => row.id)).size).toBe(241)
    expect(all.map((row) => row.order_at.getTime())).toEqual(all.map((row) => row.order_at.getTime()).sort((a, b) => a - b))
    expect(new Set(all.map((row) => `${row.agency_id} ${row.status}`)).size).toBe(6)
    expect(await selectInbox(ground.db, { ...BASE, agencyIds: [] })).toEqual([])
  })

  it('is narrowed to a procedure, an agency, a status, and what is late', async () => {
    const some = await pages({ procedureCode: '9.999999', agencyIds: [HERE.centreId], statuses: [2] })
    expect(some.length).toBeGreaterThan(0)
    expect(some.every((row) => row.procedure_code === '9.999999' && row.agency_id === HERE.centreId && row.status === 2)).toBe(true)
    const lateAt = new Date((await pages({}))[0]?.accept_by?.getTime() ?? 0)
    lateAt.setMinutes(lateAt.getMinutes() + 30)
    const late = await pages({ lateAt })
    expect(late.map((row) => row.code).sort()).toEqual((await pages({})).filter((row) => row.accept_by && row.accept_by < lateAt).map((row) => row.code).sort())
    expect(late.length).toBeGreaterThanOrEqual(30)
  })
})

describe('the counts of lists', () => {
  it('are right up to what is counted, and go no further', async () => {
    const all = await pages({ agencyIds: [HERE.centreId] })
    const of = (status: number) => all.filter((row) => row.status === status).length
    expect(await readPart(ground.db, countsByStatus([HERE.centreId], [1, 2, 4, 5], 1000))).toEqual(new Map([1, 2, 4, 5].map((status) => [status, of(status)])))
    expect(await readPart(ground.db, countsByStatus([HERE.centreId], [1, 2], 7))).toEqual(new Map([[1, 7], [2, 7]]))
  })

  it('show «99+» where there are more', async () => {
    const navigation = createNavigation({ ...ground.acts.processing })
    const { reception } = await teamOf(ground)
    const count = async (key: string) => (await navigation(reception)).find((one) => one.key === key)?.count
    const accepted = (await pages({ agencyIds: [HERE.centreId], statuses: [2] })).length
    expect(accepted).toBeGreaterThan(30)
    expect([await count('cho-chuyen'), await count('cho-tra')]).toEqual([String(accepted), '0'])
    await inTransaction(ground.db, (tx) => sql`update dossiers.dossier set status = 2 where agency_id = ${HERE.centreId}`.execute(writing(tx)))
    expect(await count('cho-chuyen')).toBe('99+')
  })
})

describe('the search by name', () => {
  it('finds what begins so, by name and the newest of a name first', async () => {
    const found = await searchByName(ground.db, [HERE.centreId, THERE.centreId], 'nguyen ', 300)
    const names = found.map((row) => row.owner_name_folded)
    expect(names.filter((name) => name.startsWith('nguyen binh')).length).toBe(60)
    expect(names).toEqual([...names].sort())
    for (let at = 1; at < found.length; at++) {
      if (names[at] === names[at - 1]) expect(found[at]?.submitted_at.getTime()).toBeLessThanOrEqual(found[at - 1]?.submitted_at.getTime() ?? 0)
    }
    expect((await searchByName(ground.db, [HERE.centreId], 'nguyen binh', 300)).every((row) => row.agency_id === HERE.centreId && row.owner_name_folded === 'nguyen binh')).toBe(true)
  })

  it('takes what would be a pattern for itself, and finds nothing without a name or an agency', async () => {
    for (const typed of ['%', '_guyen', 'nguyen%', '\\', '']) expect(await searchByName(ground.db, [HERE.centreId], typed, 300), typed).toEqual([])
    expect(await searchByName(ground.db, [], 'nguyen', 300)).toEqual([])
  })
})
