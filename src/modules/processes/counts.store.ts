import { sql } from 'kysely'
import { type Db, inTransaction, reading, type Reader, type Tx, writing } from '../../platform/db.ts'
import { type Part, part } from '../../platform/together.ts'
import type { Workplace } from './inbox.store.ts'
import { bucketOf } from './rules/step-times.ts'
import type { ProcessesTables } from './tables.ts'

const BATCH = 500
const ADDED_UP = 20_000
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Open steps of some agencies by duty and who took them up: kept counts with what waits. */
const eachOpen = (agencyIds: readonly string[]) => sql`
  with waiting as materialized (select * from processes.task_change limit ${ADDED_UP})
  select agency_id, duty, staff_id, open as n from processes.open_count where agency_id = any(${agencyIds}::uuid[])
  union all select was_agency_id, was_duty, coalesce(was_staff_id, ${NOBODY}::uuid), -1 from waiting where was_agency_id = any(${agencyIds}::uuid[])
  union all select agency_id, duty, coalesce(staff_id, ${NOBODY}::uuid), 1 from waiting where agency_id = any(${agencyIds}::uuid[])`

/** How many open steps wait in these places; nothing is counted. */
export function openStepCount(places: readonly Workplace[]): Part<number> {
  const held = places.flatMap(({ agencyId, duties }) => duties.map((duty) => `${agencyId} ${duty}`))
  const query = sql<{ open: number }>`(
    select coalesce(sum(n), 0)::int as open from (${eachOpen(places.map((one) => one.agencyId))}) as each where agency_id || ' ' || duty = any(${held}::text[]))`
  return part(query, {}, (rows) => Math.max(0, rows[0]?.open ?? 0))
}

export interface StaffLoad {
  staffId: string | null
  duty: string
  open: number
}

/** Open steps of some agencies by who took them up; null for those that nobody has. */
export function staffLoads(agencyIds: readonly string[]): Part<StaffLoad[]> {
  const query = sql<{ staff_id: string; duty: string; open: number }>`(
    select staff_id, duty, sum(n)::int as open from (${eachOpen(agencyIds)}) as each group by 1, 2 having sum(n) > 0)`
  return part(query, {}, (rows) => rows.map((row) => ({ staffId: row.staff_id === NOBODY ? null : row.staff_id, duty: row.duty, open: row.open })))
}

/** Working minutes between two instants at an agency. */
export type WorkingMinutes = (agencyId: string, from: Date, to: Date) => number

/** Takes what waits into the counts, and what was done into the times of steps. */
export async function takeInTasks(db: Db, minutesBetween: WorkingMinutes): Promise<number> {
  for (let all = 0; ; ) {
    const taken = await inTransaction(db, (tx) => takeBatch(tx, minutesBetween))
    all += taken
    if (taken < BATCH) return all
  }
}

async function takeBatch(tx: Tx, minutesBetween: WorkingMinutes): Promise<number> {
  const { rows } = await sql<ProcessesTables['processes.task_change']>`
    delete from processes.task_change where n in (select n from processes.task_change order by n limit ${BATCH} for update skip locked) returning *`.execute(writing<ProcessesTables>(tx))
  const counts = new Map<string, { agencyId: string; duty: string; staffId: string; by: number }>()
  const add = (agencyId: string | null, duty: string | null, staff: string | null, by: number) => {
    if (!agencyId || !duty) return
    const staffId = staff ?? NOBODY
    const key = `${agencyId} ${duty} ${staffId}`
    const one = counts.get(key) ?? { agencyId, duty, staffId, by: 0 }
    one.by += by
    counts.set(key, one)
  }
  for (const row of rows) {
    add(row.was_agency_id, row.was_duty, row.was_staff_id, -1)
    add(row.agency_id, row.duty, row.staff_id, 1)
  }
  const changed = [...counts.entries()].filter(([, one]) => one.by !== 0).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
  if (changed.length > 0) {
    await sql`
      insert into processes.open_count as c (agency_id, duty, staff_id, open)
      select * from unnest(${changed.map((one) => one.agencyId)}::uuid[], ${changed.map((one) => one.duty)}::text[], ${changed.map((one) => one.staffId)}::uuid[], ${changed.map((one) => one.by)}::int[])
      on conflict (agency_id, duty, staff_id) do update set open = c.open + excluded.open`.execute(writing<ProcessesTables>(tx))
  }
  await keepTimes(tx, rows.filter((row) => row.done).map((row) => row.task_id), minutesBetween)
  return rows.length
}

/** What was done, by how long it took; steps that a process's end closed were not done. */
async function keepTimes(tx: Tx, taskIds: readonly string[], minutesBetween: WorkingMinutes): Promise<void> {
  if (taskIds.length === 0) return
  const done = await writing<ProcessesTables>(tx)
    .selectFrom('processes.task as task')
    .innerJoin('processes.instance as instance', 'instance.id', 'task.instance_id')
    .innerJoin('processes.definition as definition', 'definition.id', 'instance.definition_id')
    .select(['definition.key', 'task.task_key', 'task.agency_id', 'task.opened_at', 'task.closed_at', 'task.outcome'])
    .where('task.id', 'in', [...taskIds])
    .execute()
  const times = new Map<string, { key: string; task: string; bucket: number; steps: number; minutes: number }>()
  for (const row of done) {
    if (!row.closed_at || row.outcome === 'cancelled') continue
    const minutes = Math.max(0, Math.round(minutesBetween(row.agency_id, row.opened_at, row.closed_at)))
    const bucket = bucketOf(minutes)
    const key = `${row.key} ${row.task_key} ${bucket}`
    const one = times.get(key) ?? { key: row.key, task: row.task_key, bucket, steps: 0, minutes: 0 }
    one.steps++
    one.minutes += minutes
    times.set(key, one)
  }
  if (times.size === 0) return
  const kept = [...times.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
  await sql`
    insert into processes.step_time as t (process_key, task_key, bucket, steps, minutes)
    select * from unnest(${kept.map((one) => one.key)}::text[], ${kept.map((one) => one.task)}::text[], ${kept.map((one) => one.bucket)}::smallint[], ${kept.map((one) => one.steps)}::int[], ${kept.map((one) => one.minutes)}::bigint[])
    on conflict (process_key, task_key, bucket) do update set steps = t.steps + excluded.steps, minutes = t.minutes + excluded.minutes`.execute(writing<ProcessesTables>(tx))
}

/** Counts everything once and puts right what differs. @returns how many counts differed. */
export async function repairTaskCounts(db: Db): Promise<number> {
  return inTransaction(db, async (tx) => {
    const database = writing<ProcessesTables>(tx)
    await sql`lock table processes.task in share mode`.execute(database)
    await sql`lock table processes.task_change in exclusive mode`.execute(database)
    const { rows } = await sql<{ agency_id: string; duty: string; staff_id: string; by: number }>`
      with kept as ( -- once a day, counted through
        select agency_id, duty, staff_id, sum(n)::int as n from (
          select agency_id, duty, staff_id, open as n from processes.open_count
          union all select was_agency_id, was_duty, coalesce(was_staff_id, ${NOBODY}::uuid), -1 from processes.task_change where was_agency_id is not null
          union all select agency_id, duty, coalesce(staff_id, ${NOBODY}::uuid), 1 from processes.task_change where agency_id is not null) as each group by 1, 2, 3
      ), counted as (
        select agency_id, duty, coalesce(claimed_by, ${NOBODY}::uuid) as staff_id, count(*)::int as n from processes.task where closed_at is null group by 1, 2, 3
      )
      select agency_id, duty, staff_id, coalesce(counted.n, 0) - coalesce(kept.n, 0) as by
      from kept full join counted using (agency_id, duty, staff_id) where coalesce(kept.n, 0) <> coalesce(counted.n, 0)`.execute(database)
    for (const row of rows) {
      await sql`
        insert into processes.open_count as c (agency_id, duty, staff_id, open) values (${row.agency_id}, ${row.duty}, ${row.staff_id}, ${row.by})
        on conflict (agency_id, duty, staff_id) do update set open = c.open + excluded.open`.execute(database)
    }
    return rows.length
  })
}

export type StepTimeRow = ProcessesTables['processes.step_time']

/** How long the steps of these processes took. */
export const selectStepTimes = (reader: Reader, processKeys: readonly string[]): Promise<StepTimeRow[]> =>
  processKeys.length === 0 ? Promise.resolve([]) : reading<ProcessesTables>(reader).selectFrom('processes.step_time').selectAll().where('process_key', 'in', [...processKeys]).execute()
