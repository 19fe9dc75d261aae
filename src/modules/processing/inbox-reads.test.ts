import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { fileBirth } from '../../../tests/support/birth.ts'
import { DEMO_AGENCIES } from '../../demo/people.ts'
import { inTransaction, reading, type Reader, writing } from '../../platform/db.ts'
import { type InboxQuery, selectInbox } from './inbox.store.ts'

const [HERE, THERE] = DEMO_AGENCIES
const NONE = { from: null, to: null }
const [MANY, FEW, NOWHERE] = ['1.001193', '9.000003', '9.999999']
const OPEN = 6000
const SAME = 2500
const LIMIT = 20
/** What a page that is narrowed further may look at. */
const WALK = 2000
const BASE: InboxQuery = { agencyIds: [HERE.centreId], statuses: [4, 6], procedureCodes: null, channel: null, due: NONE, received: NONE, lateOnly: false, from: null, limit: LIMIT }
const [MIDDLE_ID, LAST_ID] = ['88888888-8888-4888-8888-888888888888', 'ffffffff-ffff-ffff-ffff-ffffffffffff']

let ground: TestActs
let owner: pg.Client
let filedAt: Date
beforeAll(async () => {
  ground = await openTestActs()
  const url = new URL(inject('databaseServer').ownerUrl)
  url.pathname = new URL(ground.db.url).pathname
  owner = new pg.Client({ connectionString: url.href })
  await owner.connect()
  const { dossierId } = await fileBirth(ground)
  const { rows } = await sql<{ at: Date }>`select submitted_at as at from dossiers.dossier where id = ${dossierId}`.execute(reading(ground.db))
  filedAt = rows[0]?.at ?? new Date()
  // Nearly all of the office's open dossiers are of one procedure; three, the last to be due, are of another.
  await copies(dossierId, OPEN, `jsonb_build_object('agency_id', '${HERE.centreId}', 'status', 4, 'procedure_code', case when n > ${OPEN - 3} then '${FEW}' else '${MANY}' end, 'accept_by', one.submitted_at + make_interval(mins => n))`)
  // At another all are due at the same instant, and one of its lists is of wholes only, which are shown nowhere.
  await copies(dossierId, SAME, `jsonb_build_object('agency_id', '${THERE.centreId}', 'status', 4, 'accept_by', one.submitted_at)`)
  await copies(dossierId, SAME, `jsonb_build_object('agency_id', '${THERE.centreId}', 'status', 6, 'is_whole', true)`)
}, 120_000)
afterAll(async () => {
  await owner?.end()
  await ground?.close()
})

const copies = (id: string, count: number, changed: string) =>
  inTransaction(ground.db, (tx) =>
    sql`
      insert into dossiers.dossier
      select made.* from dossiers.dossier as one, generate_series(1, ${count}) as n,
        jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'code', 'COPY-' || n || '-' || left(gen_random_uuid()::text, 18)) || ${sql.raw(changed)}) as made
      where one.id = ${id}`.execute(writing(tx)),
  )

/** The given number of minutes after the dossiers were filed, when the one of that number is due. */
const minute = (n: number): Date => new Date(filedAt.getTime() + n * 60_000)
const behind = (n: number, id = LAST_ID) => ({ place: { orderAt: minute(n), id }, backwards: false })
const ahead = (n: number, id = LAST_ID) => ({ place: { orderAt: minute(n), id }, backwards: true })

interface Read {
  /** Rows that were fetched from the table, by an index or not. */
  rows: number
  /** Blocks of the table and its indexes: what an index goes through and throws away stands here too. */
  blocks: number
}

async function readSoFar(reader: Reader): Promise<Read> {
  const { rows } = await sql<Read>`
    select (pg_stat_get_xact_tuples_fetched(t.oid) + pg_stat_get_xact_tuples_returned(t.oid) + (select sum(pg_stat_get_xact_tuples_fetched(i.indexrelid)) from pg_index i where i.indrelid = t.oid))::int as rows,
      (pg_stat_get_xact_blocks_fetched(t.oid) + (select sum(pg_stat_get_xact_blocks_fetched(i.indexrelid)) from pg_index i where i.indrelid = t.oid))::int as blocks
    from pg_class t where t.oid = 'dossiers.dossier'::regclass`.execute(reading(reader))
  return rows[0] ?? { rows: 0, blocks: 0 }
}

async function read(query: Partial<InboxQuery>) {
  return inTransaction(ground.db, async (tx) => {
    const start = await readSoFar(tx)
    const page = await selectInbox(tx, { ...BASE, ...query })
    const now = await readSoFar(tx)
    return { page, rows: now.rows - start.rows, blocks: now.blocks - start.blocks }
  })
}

const TABLE = `'schemaname', 'dossiers', 'relname', 'dossier'`
const ofColumns = (distinct: number) =>
  `select pg_restore_attribute_stats(${TABLE}, 'attname', attname::text, 'inherited', false, 'avg_width', 16, 'null_frac', 0::real, 'n_distinct', ${distinct}::real)
   from pg_attribute where attrelid = 'dossiers.dossier'::regclass and attnum > 0 and not attisdropped`
const FORGET = [`select pg_clear_relation_stats('dossiers', 'dossier')`, `delete from pg_statistic where starelid = 'dossiers.dossier'::regclass or starelid in (select indexrelid from pg_index where indrelid = 'dossiers.dossier'::regclass)`]

/** What the planner may believe: the truth, nothing, and what is not so. Its plans are made anew by the last of these statements. */
const BELIEFS: [belief: string, statements: string[]][] = [
  ['knows the truth', ['analyze dossiers.dossier']],
  ['knows nothing', FORGET],
  ['believes the table empty', [...FORGET, `select pg_restore_relation_stats(${TABLE}, 'relpages', 1, 'reltuples', 0::real)`]],
  ['believes that no two rows have anything in common', [...FORGET, ofColumns(-1)]],
  ['believes that all rows are alike, of a thousand million', [...FORGET, `select pg_restore_relation_stats(${TABLE}, 'relpages', 1, 'reltuples', 1000000::real)`, ofColumns(1)]],
]

const list = { procedureCodes: [MANY] }
const PAGE = LIMIT + 1

describe.each(BELIEFS)('a list of open dossiers, when the planner %s', (_belief, statements) => {
  beforeAll(async () => {
    for (const statement of statements) await owner.query(statement)
    await owner.query('alter table dossiers.dossier set (autovacuum_enabled = off)')
  })

  it.each<[what: string, query: () => Partial<InboxQuery>, shown: number, rows: number]>([
    ['a procedure of which none stands there', () => ({ procedureCodes: [NOWHERE] }), 0, 0],
    ['… a later page of it', () => ({ procedureCodes: [NOWHERE], from: behind(3000) }), 0, 0],
    ['… backwards', () => ({ procedureCodes: [NOWHERE], from: ahead(3000) }), 0, 0],
    ['… by post', () => ({ procedureCodes: [NOWHERE], channel: 3 }), 0, 0],
    ['… that are late', () => ({ procedureCodes: [NOWHERE], lateOnly: true, due: { from: null, to: minute(9000) } }), 0, 0],
    ['a procedure of which few stand there', () => ({ procedureCodes: [FEW] }), 3, 3],
    ['… that are due within days', () => ({ procedureCodes: [FEW], due: { from: minute(10), to: minute(5999) } }), 1, 1],
    ['… that were received on a day', () => ({ procedureCodes: [FEW], received: { from: minute(-1), to: minute(1) } }), 3, 3],
    ['… by post', () => ({ procedureCodes: [FEW], channel: 3 }), 0, 3],
    ['a procedure of which many stand there', () => list, LIMIT + 1, PAGE],
    ['… a later page of it', () => ({ ...list, from: behind(3000) }), LIMIT + 1, PAGE],
    ['… backwards', () => ({ ...list, from: ahead(3000) }), LIMIT + 1, PAGE],
    ['… its last page', () => ({ ...list, from: behind(OPEN - 5) }), 2, 2],
    ['… due from a day on, a later page', () => ({ ...list, due: { from: minute(2), to: null }, from: behind(4000) }), LIMIT + 1, PAGE],
    ['… due until a day, backwards', () => ({ ...list, due: { from: null, to: minute(5900) }, from: ahead(2000) }), LIMIT + 1, PAGE],
    ['… due within days, from a place before them', () => ({ ...list, due: { from: minute(4000), to: minute(4004) }, from: behind(10) }), 4, 4],
    ['… due within days, backwards from a place behind them', () => ({ ...list, due: { from: minute(4000), to: minute(4004) }, from: ahead(5000) }), 4, 4],
    ['… that are late', () => ({ ...list, lateOnly: true, due: { from: null, to: minute(3000) } }), LIMIT + 1, PAGE],
    ['… that are late, and none is', () => ({ ...list, lateOnly: true, due: { from: null, to: minute(1) } }), 0, 0],
    ['… by post, sought among so many', () => ({ ...list, channel: 3 }), 0, WALK],
    ['… by post, a later page', () => ({ ...list, channel: 3, from: behind(1000) }), 0, WALK],
    ['… by post, backwards', () => ({ ...list, channel: 3, from: ahead(5000) }), 0, WALK],
    ['… of days on which none was received', () => ({ ...list, received: { from: minute(9000), to: null } }), 0, WALK],
    ['many and none at once', () => ({ procedureCodes: [NOWHERE, MANY, FEW] }), LIMIT + 1, PAGE + 3],
    ['more procedures than are sought one by one', () => ({ procedureCodes: Array.from({ length: 61 }, (_, n) => `8.${n}`) }), 0, WALK],
    ['all procedures', () => ({}), LIMIT + 1, PAGE],
    ['… a later page', () => ({ from: behind(3000) }), LIMIT + 1, PAGE],
    ['… backwards', () => ({ from: ahead(3000) }), LIMIT + 1, PAGE],
    ['… by post', () => ({ channel: 3 }), 0, WALK],
    ['of two offices', () => ({ ...list, agencyIds: [HERE.centreId, THERE.centreId], statuses: [4] }), LIMIT + 1, 2 * PAGE],
    ['all due at one instant, from the middle of them', () => ({ ...list, agencyIds: [THERE.centreId], statuses: [4], from: behind(0, MIDDLE_ID) }), LIMIT + 1, PAGE],
    ['all due at one instant, backwards', () => ({ ...list, agencyIds: [THERE.centreId], statuses: [4], from: ahead(0, MIDDLE_ID) }), LIMIT + 1, PAGE],
    ['wholes, which are shown nowhere', () => ({ ...list, agencyIds: [THERE.centreId], statuses: [6] }), 0, WALK],
  ])('%s', async (_what, query, shown, rows) => {
    await read(query())
    const done = await read(query())
    expect(done.page.rows).toHaveLength(shown)
    expect(done.rows).toBeLessThanOrEqual(rows)
    // Each row in its table, for each place and status a way down the index, and the leaves beside each other.
    expect(done.blocks).toBeLessThanOrEqual(rows + 30 + Math.ceil(rows / 20))
  })
})
