import { sql } from 'kysely'
import { type Reader, reading } from '../../platform/db.ts'
import { type Part, part } from '../../platform/together.ts'
import type { Cursor } from './inbox.store.ts'
import type { ProcessesTables } from './tables.ts'

export interface DeskStep {
  taskId: string
  dossierId: string
  agencyId: string
  name: string
  taskKey: string
  processKey: string
  duty: string
  dueAt: Date | null
  orderAt: Date
  openedAt: Date
  isPaused: boolean
  claimedBy: string | null
  claimedByName: string | null
}

interface DeskQuery {
  agencyIds: readonly string[]
  from: { place: Cursor; backwards: boolean } | null
  limit: number
}

type Row = {
  id: string
  dossier_id: string
  agency_id: string
  name: string
  task_key: string
  process_key: string
  duty: string
  due_at: Date | null
  order_at: Date
  opened_at: Date
  paused_at: Date | null
  claimed_by: string | null
  claimed_by_name: string | null
}

/** One page of open steps from an index of each agency, merged; what is due first on top. `only`: a condition that an index is made for, written out. */
async function pageOf(reader: Reader, { agencyIds, from, limit }: DeskQuery, only: 'sign' | null): Promise<{ steps: DeskStep[]; hasMore: boolean }> {
  const backwards = from?.backwards ?? false
  const order = sql.raw(backwards ? 'desc' : 'asc')
  const { rows } = await sql<Row>`
    select task.*, definition.key as process_key
    from (
      select line.* from unnest(${agencyIds}::uuid[]) as place (agency_id)
      cross join lateral (
        select * from processes.task
        where closed_at is null and agency_id = place.agency_id ${only === 'sign' ? sql`and work = 'sign'` : sql``}
          ${from ? sql`and (order_at, id) ${sql.raw(backwards ? '<' : '>')} (${from.place.orderAt}, ${from.place.taskId}::uuid)` : sql``}
        order by order_at ${order}, id ${order} limit ${limit + 1}
      ) as line
      order by line.order_at ${order}, line.id ${order} limit ${limit + 1}
    ) as task
    join processes.instance as instance on instance.id = task.instance_id
    join processes.definition as definition on definition.id = instance.definition_id
    order by task.order_at ${order}, task.id ${order}`.execute(reading<ProcessesTables>(reader))
  const steps = rows.slice(0, limit).map((row) => ({
    taskId: row.id,
    dossierId: row.dossier_id,
    agencyId: row.agency_id,
    name: row.name,
    taskKey: row.task_key,
    processKey: row.process_key,
    duty: row.duty,
    dueAt: row.due_at,
    orderAt: row.order_at,
    openedAt: row.opened_at,
    isPaused: row.paused_at !== null,
    claimedBy: row.claimed_by,
    claimedByName: row.claimed_by_name,
  }))
  return { steps: backwards ? steps.reverse() : steps, hasMore: rows.length > limit }
}

/** Steps that wait for a signature. */
export const stepsToSign = (reader: Reader, query: DeskQuery) => pageOf(reader, query, 'sign')

/** All open steps of some agencies by what is due first, whoever has them. */
export const stepsByDue = (reader: Reader, query: DeskQuery) => pageOf(reader, query, null)

const COUNTED = 100

/** Steps past their time by who of these agencies took them up, counted no further than a hundred each. */
export function lateByStaff(agencyIds: readonly string[], now: Date): Part<Map<string, number>> {
  const query = sql<{ staff_id: string; late: number }>`(
    select staff.id as staff_id, counted.late
    from (select distinct staff_id as id from processes.open_count where agency_id = any(${agencyIds}::uuid[]) and open > 0) as staff
    cross join lateral (
      select count(*)::int as late from (
        select 1 from processes.task where closed_at is null and claimed_by = staff.id and order_at < ${now} and paused_at is null limit ${COUNTED}) as few) as counted)`
  return part(query, {}, (rows) => new Map(rows.map((row) => [row.staff_id, row.late])))
}
