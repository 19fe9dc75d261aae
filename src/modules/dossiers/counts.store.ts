import { sql } from 'kysely'
import { type Db, inTransaction, type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { type Part, part } from '../../platform/together.ts'
import { keepTerms } from './search/search.store.ts'
import type { DossiersTables } from './tables.ts'

/** Taken in at one go. */
const BATCH = 1000
/** So many waiting rows are added up for a reader; when a worker has been away for long there are more, and a count is told as about so many. */
const ADDED_UP = 20_000

export interface OpenCounts {
  /** By agency and status; those of none are not there. */
  rows: { agencyId: string; status: number; open: number }[]
  /** False while more waits to be taken in than was added up. */
  exact: boolean
}

/** Open dossiers of some agencies by status. Nothing is counted: what is kept is added to what has not been taken in yet. */
export function openCounts(agencyIds: readonly string[]): Part<OpenCounts> {
  const query = sql<{ agency_id: string | null; status: number | null; open: number }>`(
    with waiting as materialized (select * from dossiers.change limit ${ADDED_UP}),
    each (agency_id, status, n) as (
      select agency_id, status, open from dossiers.open_count where agency_id = any(${agencyIds}::uuid[])
      union all select was_agency_id, was_status, -1 from waiting where was_agency_id = any(${agencyIds}::uuid[])
      union all select agency_id, status, 1 from waiting where agency_id = any(${agencyIds}::uuid[])
    )
    select agency_id, status, sum(n)::int as open from each group by agency_id, status having sum(n) <> 0
    union all select null, null, count(*)::int from waiting having count(*) >= ${ADDED_UP}
  )`
  return part(query, {}, (rows) => ({
    rows: rows.flatMap((row) => (row.agency_id && row.status !== null ? [{ agencyId: row.agency_id, status: row.status, open: row.open }] : [])),
    exact: rows.every((row) => row.agency_id !== null),
  }))
}

/** What changed about a dossier, as it left the queue. */
export interface TakenIn {
  rows: number
  agencyIds: string[]
}

/** Takes what waits into the counts and the search, in turns; several processes may do it at once. */
export async function takeInChanges(db: Db): Promise<TakenIn> {
  const agencies = new Set<string>()
  let all = 0
  for (;;) {
    const taken = await inTransaction(db, takeBatch)
    all += taken.rows
    for (const id of taken.agencyIds) agencies.add(id)
    if (taken.rows < BATCH) return { rows: all, agencyIds: [...agencies] }
  }
}

async function takeBatch(tx: Tx): Promise<TakenIn> {
  const { rows } = await sql<DossiersTables['dossiers.change']>`
    delete from dossiers.change where n in (select n from dossiers.change order by n limit ${BATCH} for update skip locked) returning *`.execute(writing<DossiersTables>(tx))
  const counts = new Map<string, { agencyId: string; status: number; by: number }>()
  const add = (agencyId: string | null, status: number | null, by: number) => {
    if (!agencyId || status === null) return
    const key = `${agencyId} ${status}`
    const one = counts.get(key) ?? { agencyId, status, by: 0 }
    one.by += by
    counts.set(key, one)
  }
  for (const row of rows) {
    add(row.was_agency_id, row.was_status, -1)
    add(row.agency_id, row.status, 1)
  }
  // In one order, so that two who take in at once do not wait for each other in a ring.
  const changed = [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
  if (changed.length > 0) {
    await sql`
      insert into dossiers.open_count as c (agency_id, status, open)
      select * from unnest(${changed.map((one) => one.agencyId)}::uuid[], ${changed.map((one) => one.status)}::smallint[], ${changed.map((one) => one.by)}::int[])
      on conflict (agency_id, status) do update set open = c.open + excluded.open`.execute(writing<DossiersTables>(tx))
  }
  await keepTerms(tx, [...new Set(rows.filter((row) => row.look_up).map((row) => row.dossier_id))])
  return { rows: rows.length, agencyIds: [...new Set(changed.map((one) => one.agencyId))] }
}

export interface CountFault {
  agencyId: string
  status: number
  kept: number
  counted: number
}

/**
 * Counts everything once and puts right what differs: after rows were changed by hand, or to prove that nothing differs. Dossiers are
 * not moved meanwhile, for the seconds it takes.
 */
export async function repairCounts(db: Db): Promise<CountFault[]> {
  return inTransaction(db, async (tx) => {
    const database = writing<DossiersTables>(tx)
    await sql`lock table dossiers.dossier in share mode`.execute(database)
    await sql`lock table dossiers.change in exclusive mode`.execute(database)
    const { rows } = await sql<{ agency_id: string; status: number; kept: number; counted: number }>`
      with kept as ( -- once a day, counted through
        select agency_id, status, sum(n)::int as n from (
          select agency_id, status, open as n from dossiers.open_count
          union all select was_agency_id, was_status, -1 from dossiers.change where was_agency_id is not null
          union all select agency_id, status, 1 from dossiers.change where agency_id is not null) as each group by 1, 2
      ), counted as (
        select agency_id, status, count(*)::int as n from dossiers.dossier where closed_at is null and not is_whole group by 1, 2
      )
      select agency_id, status, coalesce(kept.n, 0) as kept, coalesce(counted.n, 0) as counted
      from kept full join counted using (agency_id, status) where coalesce(kept.n, 0) <> coalesce(counted.n, 0) order by 1, 2`.execute(database)
    for (const row of rows) {
      await sql`
        insert into dossiers.open_count as c (agency_id, status, open) values (${row.agency_id}, ${row.status}, ${row.counted - row.kept})
        on conflict (agency_id, status) do update set open = c.open + excluded.open`.execute(database)
    }
    return rows.map((row) => ({ agencyId: row.agency_id, status: row.status, kept: row.kept, counted: row.counted }))
  })
}

/** The counts of these agencies, for readers that ask nothing else. */
export const readOpenCounts = async (reader: Reader, agencyIds: readonly string[]): Promise<OpenCounts> => {
  const { query, open } = openCounts(agencyIds)
  const { rows } = await sql<Record<string, unknown>>`select * from ${query} as counts`.execute(reading(reader))
  return open(rows)
}
