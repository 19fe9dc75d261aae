import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, carry, fileBirth } from '../../../tests/support/birth.ts'
import { rowOf, teamOf } from '../../../tests/support/case.ts'
import { DEMO_AGENCIES } from '../../demo/people.ts'
import { inTransaction, reading, writing } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { readOpenCounts, repairCounts, takeInChanges } from '../dossiers/index.ts'
import { type InboxQuery, type Place, selectInbox, selectRecent } from './inbox.store.ts'
import { countText, createNavigation } from './officer/inbox.page.tsx'

const [HERE, THERE] = DEMO_AGENCIES
const NONE = { from: null, to: null }
const BASE: Omit<InboxQuery, 'agencyIds'> = { statuses: [1, 2, 4], from: null, procedureCodes: null, channel: null, due: NONE, received: NONE, lateOnly: false, limit: 7 }
const NAMES = ['Nguyễn An', 'Nguyễn Bình', 'Nguyễn Hoa', 'Trần An']

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
          'procedure_code', case when n % 7 = 0 then '9.999999' else one.procedure_code end, 'owner_name', (${NAMES}::text[])[1 + n % 4], 'channel', case when n % 50 = 0 then 3 else 2 end,
          'accept_by', one.submitted_at + make_interval(mins => n), 'submitted_at', one.submitted_at - make_interval(mins => n))) as made
      where one.id = ${id}`.execute(writing(tx)),
  )

/** All pages of a list, forwards, then the same backwards from its end. */
async function pages(query: Partial<InboxQuery>) {
  const whole = { ...BASE, agencyIds: [HERE.centreId, THERE.centreId], ...query }
  const walk = async (backwards: boolean, start: Place | null) => {
    const all: Awaited<ReturnType<typeof selectInbox>>['rows'] = []
    for (let place = start; ; ) {
      const { rows, end } = await selectInbox(ground.db, { ...whole, from: place ? { place, backwards } : null })
      const shown = backwards ? rows.slice(-whole.limit) : rows.slice(0, whole.limit)
      if (backwards) all.unshift(...shown)
      else all.push(...shown)
      const edge = backwards ? shown[0] : shown.at(-1)
      if (rows.length > whole.limit && edge) place = { orderAt: edge.order_at, id: edge.id }
      else if (end) place = end
      else return all
    }
  }
  const forwards = await walk(false, null)
  const backwards = await walk(true, { orderAt: new Date('2099-01-01T00:00:00Z'), id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' })
  expect(backwards.map((row) => row.id)).toEqual(forwards.map((row) => row.id))
  return forwards
}

describe('the list of an office', () => {
  it('shows everything once, what is due first on top, over agencies, statuses and pages, both ways', async () => {
    const all = await pages({})
    expect(all.length).toBe(241)
    expect(new Set(all.map((row) => row.id)).size).toBe(241)
    expect(all.map((row) => row.order_at.getTime())).toEqual(all.map((row) => row.order_at.getTime()).sort((a, b) => a - b))
    expect(new Set(all.map((row) => `${row.agency_id} ${row.status}`)).size).toBe(6)
    expect(await selectInbox(ground.db, { ...BASE, agencyIds: [] })).toEqual({ rows: [], end: null })
  })

  it('is narrowed to procedures, an agency, a status, a channel, days, and what is late', async () => {
    const all = await pages({})
    const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id)
    const some = await pages({ procedureCodes: ['9.999999'], agencyIds: [HERE.centreId], statuses: [2] })
    expect(some.length).toBeGreaterThan(0)
    expect(ids(some)).toEqual(ids(all.filter((row) => row.procedure_code === '9.999999' && row.agency_id === HERE.centreId && row.status === 2)))
    expect(ids(await pages({ channel: 3 }))).toEqual(ids(all.filter((row) => row.channel === 3)))
    const many = Array.from({ length: 30 }, (_, n) => `1.00000${n}`)
    expect(ids(await pages({ procedureCodes: ['9.999999', ...many] }))).toEqual(ids(all.filter((row) => row.procedure_code === '9.999999')))
    expect(await pages({ procedureCodes: [] })).toEqual([])
    const middle = all[100]?.order_at ?? new Date()
    expect(ids(await pages({ due: { from: middle, to: null } }))).toEqual(ids(all.filter((row) => row.order_at >= middle)))
    const day = all[50]?.submitted_at ?? new Date()
    expect(ids(await pages({ received: { from: null, to: day } }))).toEqual(ids(all.filter((row) => row.submitted_at < day)))
    const late = await pages({ due: { from: null, to: middle }, lateOnly: true })
    expect(ids(late)).toEqual(ids(all.filter((row) => row.accept_by && row.accept_by < middle)))
  })

  it('of all dossiers goes by the day of receipt, the newest first, both ways', async () => {
    const base = { agencyIds: [HERE.centreId, THERE.centreId], limit: 100, received: NONE, status: null, procedureCodes: null, channel: null }
    const first = await selectRecent(ground.db, { ...base, from: null })
    expect(first.rows.length).toBe(101)
    expect(first.rows.map((row) => row.submitted_at.getTime())).toEqual(first.rows.map((row) => row.submitted_at.getTime()).sort((a, b) => b - a))
    const edge = first.rows[99]
    const second = await selectRecent(ground.db, { ...base, from: { place: { orderAt: edge?.order_at ?? new Date(), id: edge?.id ?? '' }, backwards: false } })
    expect(second.rows[0]?.id).toBe(first.rows[100]?.id)
    const start = second.rows[0]
    const back = await selectRecent(ground.db, { ...base, from: { place: { orderAt: start?.order_at ?? new Date(), id: start?.id ?? '' }, backwards: true } })
    expect(back.rows.map((row) => row.id)).toEqual(first.rows.slice(0, 100).map((row) => row.id))
    const byPost = await selectRecent(ground.db, { ...base, from: null, channel: 3 })
    expect([byPost.rows.length, byPost.rows.every((row) => row.channel === 3)]).toEqual([4, true])
  })
})

/** Open dossiers counted one by one. */
async function counted(): Promise<Map<string, number>> {
  const { rows } = await sql<{ place: string; n: number }>`select agency_id || ' ' || status as place, count(*)::int as n from dossiers.dossier where closed_at is null and not is_whole group by 1`.execute(reading(ground.db))
  return new Map(rows.map((row) => [row.place, row.n]))
}
async function kept(): Promise<Map<string, number>> {
  const { rows } = await readOpenCounts(ground.db, [HERE.centreId, THERE.centreId, HERE.id, THERE.id])
  return new Map(rows.map((row) => [`${row.agencyId} ${row.status}`, row.open]))
}

describe('the counts of lists', () => {
  it('equal what is counted one by one, after any acts, whether they have been taken in or not', async () => {
    const ids = (await sql<{ id: string }>`select id from dossiers.dossier order by code limit 60`.execute(reading(ground.db))).rows.map((row) => row.id)
    const change = (id: string, set: string) => inTransaction(ground.db, (tx) => sql`update dossiers.dossier set ${sql.raw(set)} where id = ${id}`.execute(writing(tx)))
    const act = fc.oneof(
      fc.record({ kind: fc.constant('move' as const), at: fc.nat(59), status: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ kind: fc.constant('close' as const), at: fc.nat(59) }),
      fc.record({ kind: fc.constant('open' as const), at: fc.nat(59) }),
      fc.record({ kind: fc.constant('transfer' as const), at: fc.nat(59), there: fc.boolean() }),
      fc.record({ kind: fc.constant('whole' as const), at: fc.nat(59), whole: fc.boolean() }),
      fc.record({ kind: fc.constant('undone' as const), at: fc.nat(59) }),
      fc.record({ kind: fc.constant('take-in' as const) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
        for (const one of acts) {
          if (one.kind === 'take-in') await takeInChanges(ground.db)
          else if (one.kind === 'move') await change(ids[one.at] ?? '', `status = ${one.status}`)
          else if (one.kind === 'close') await change(ids[one.at] ?? '', 'closed_at = now(), status = 10')
          else if (one.kind === 'open') await change(ids[one.at] ?? '', 'closed_at = null')
          else if (one.kind === 'transfer') await change(ids[one.at] ?? '', `agency_id = '${one.there ? THERE.centreId : HERE.centreId}'`)
          else if (one.kind === 'whole') await change(ids[one.at] ?? '', `is_whole = ${one.whole}`)
          else await change(ids[one.at] ?? '', 'status = 8, revision = 1 / 0').catch(() => undefined)
          expect(await kept()).toEqual(await counted())
        }
      }),
      { numRuns: 25 },
    )
    await takeInChanges(ground.db)
    expect(await repairCounts(ground.db)).toEqual([])
    expect(await kept()).toEqual(await counted())
  })

  it('are added up while fifty acts and three takers-in go on at once', async () => {
    const ids = (await sql<{ id: string }>`select id from dossiers.dossier where closed_at is null order by code desc limit 50`.execute(reading(ground.db))).rows.map((row) => row.id)
    await Promise.all([
      ...ids.map((id, n) => inTransaction(ground.db, (tx) => sql`update dossiers.dossier set status = ${1 + (n % 4)} where id = ${id}`.execute(writing(tx)))),
      ...[1, 2, 3].map(() => takeInChanges(ground.db)),
    ])
    expect(await kept()).toEqual(await counted())
  })

  it('are put right when rows were changed by hand, and it is told which differed', async () => {
    await takeInChanges(ground.db)
    await inTransaction(ground.db, (tx) => sql`update dossiers.open_count set open = open + 3 where agency_id = ${HERE.centreId} and status = 2`.execute(writing(tx)))
    const faults = await repairCounts(ground.db)
    expect(faults).toEqual([{ agencyId: HERE.centreId, status: 2, kept: (faults[0]?.counted ?? 0) + 3, counted: faults[0]?.counted }])
    expect(await kept()).toEqual(await counted())
  })

  it('stand beside the lists as they are', async () => {
    const navigation = createNavigation({ ...ground.acts.processing })
    const { reception } = await teamOf(ground)
    const of = async (key: string) => (await navigation(reception)).find((one) => one.key === key)?.count
    expect(await of('cho-chuyen')).toBe(String((await counted()).get(`${HERE.centreId} 2`)))
    expect(await of('tat-ca')).toBeUndefined()
    const before = Number(await of('cho-tiep-nhan'))
    await carry(ground, await fileBirth(ground), 'accepted')
    await fileBirth(ground)
    expect(Number(await of('cho-tiep-nhan'))).toBe(before + 1)
    expect(countText({ rows: [{ agencyId: 'a', status: 1, open: 12_345 }], exact: false }, [1])).toBe('≈ 12.345')
  })
})

describe('an act on many', () => {
  it('is done once for each key, however often it is sent', async () => {
    const filed = [await fileBirth(ground), await fileBirth(ground)]
    const { reception } = await teamOf(ground)
    const key = newId()
    for (const replayed of [false, true]) {
      for (const { dossierId } of filed) {
        const done = await agreed(ground.acts.processing.accept(reception, { dossierId, key: `${key}:${dossierId}`, seenRevision: 1, valid: ['giay-chung-sinh', 'mau-dien-tu'] }))
        expect(done.replayed).toBe(replayed)
      }
    }
  })
})
