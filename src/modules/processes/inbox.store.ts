import { sql } from 'kysely'
import { type Reader, reading } from '../../platform/db.ts'
import type { StepDuty } from './definition/model.ts'
import type { TaskRow } from './store.ts'
import type { ProcessesTables } from './tables.ts'

/** A place that an officer works in: one agency and the duties held there. */
export interface Workplace {
  agencyId: string
  duties: readonly StepDuty[]
}

/** The last row of the page before. */
export interface Cursor {
  orderAt: Date
  taskId: string
}

export interface OpenTasksQuery {
  places: readonly Workplace[]
  /** Only steps that this member of staff took up. */
  claimedBy?: string
  /** Only steps of this kind of work. */
  work?: string
  after?: Cursor
  /** The page that ends before `after`. */
  backwards?: boolean
  /** At most 200. */
  limit: number
}

/** Open steps by what is due first: one page from the index of open steps of each agency and duty, merged. */
export async function listOpenTasks(
  reader: Reader,
  query: OpenTasksQuery,
): Promise<{ tasks: TaskRow[]; next: Cursor | null }> {
  const limit = Math.min(Math.max(query.limit, 1), 200)
  const pairs = pairsOf(query.places)
  if (pairs.length === 0) return { tasks: [], next: null }
  const { claimedBy, work, after, backwards = false } = query
  const order = sql.raw(backwards ? 'desc' : 'asc')
  const found = await sql<TaskRow>`
    select task.*
    from unnest(${pairs.map((pair) => pair.agencyId)}::uuid[], ${pairs.map((pair) => pair.duty)}::text[]) as place (agency_id, duty)
    cross join lateral (
      select * from processes.task
      where closed_at is null and agency_id = place.agency_id and duty = place.duty
        ${claimedBy ? sql`and claimed_by = ${claimedBy}` : sql``}
        ${work ? sql`and work = ${work}` : sql``}
        ${after ? sql`and (order_at, id) ${sql.raw(backwards ? '<' : '>')} (${after.orderAt}, ${after.taskId}::uuid)` : sql``}
      order by order_at ${order}, id ${order}
      limit ${limit + 1}
    ) as task
    order by task.order_at ${order}, task.id ${order}
    limit ${limit + 1}`.execute(reading<ProcessesTables>(reader))
  const tasks = found.rows.slice(0, limit)
  const last = tasks.at(-1)
  if (backwards) tasks.reverse()
  return { tasks, next: found.rows.length > limit && last ? { orderAt: last.order_at, taskId: last.id } : null }
}

type Pair = { agencyId: string; duty: StepDuty }

const pairsOf = (places: readonly Workplace[]): Pair[] => {
  const pairs = new Map(
    places.flatMap(({ agencyId, duties }) =>
      duties.map((duty): [string, Pair] => [`${agencyId} ${duty}`, { agencyId, duty }]),
    ),
  )
  return [...pairs.values()]
}
