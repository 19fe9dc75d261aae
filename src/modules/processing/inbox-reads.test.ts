import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { fileBirth } from '../../../tests/support/birth.ts'
import { DEMO_AGENCIES } from '../../demo/people.ts'
import { inTransaction, reading, writing } from '../../platform/db.ts'
import { selectInbox } from './inbox.store.ts'

const [HERE] = DEMO_AGENCIES
const NONE = { from: null, to: null }
const OPEN = 6000

let ground: TestActs
beforeAll(async () => {
  ground = await openTestActs()
  const { dossierId } = await fileBirth(ground)
  await inTransaction(ground.db, async (tx) => {
    // Nearly all of the office's open dossiers are of one procedure, so that the planner expects one of any at once.
    await sql`
      insert into dossiers.dossier
      select made.* from dossiers.dossier as one, generate_series(1, ${OPEN}) as n,
        jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'code', 'MANY-' || lpad(n::text, 6, '0'), 'agency_id', ${HERE.centreId}::uuid, 'status', 4, 'accept_by', one.submitted_at + make_interval(mins => n))) as made
      where one.id = ${dossierId}`.execute(writing(tx))
    await sql`analyze dossiers.dossier`.execute(writing(tx))
  })
}, 120_000)
afterAll(() => ground.close())

it.each([['9.999999', 0], ['1.001193', 21]])('a list of one procedure (%s) reads the rows that it shows and no others', async (code, shown) => {
  await inTransaction(ground.db, async (tx) => {
    const read = async () => {
      const { rows } = await sql<{ n: number }>`select coalesce(sum(idx_tup_fetch + seq_tup_read), 0)::int as n from pg_stat_xact_user_tables where schemaname = 'dossiers' and relname = 'dossier'`.execute(reading(tx))
      return rows[0]?.n ?? 0
    }
    const before = await read()
    const { rows } = await selectInbox(tx, { agencyIds: [HERE.centreId], statuses: [4, 6], procedureCodes: [code], channel: null, due: NONE, received: NONE, lateOnly: false, from: null, limit: 20 })
    expect(rows).toHaveLength(shown)
    expect((await read()) - before).toBeLessThanOrEqual(shown + 5)
  })
})
