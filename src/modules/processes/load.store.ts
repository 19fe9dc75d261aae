import { sql } from 'kysely'
import { type Reader, reading } from '../../platform/db.ts'
import type { TaskRow } from './store.ts'
import type { ProcessesTables } from './tables.ts'

/** Counted no further: who has more open steps than this has too many anyhow. */
const COUNTED = 500

export interface Load {
  staffId: string
  /** Open steps that this person has taken or was given, of one duty. */
  open: number
  lastGivenAt: Date | null
}

/** How many open steps of a duty each of these people has in an agency, and when one was given to them last. */
export async function loadOf(reader: Reader, input: { agencyId: string; duty: string; staffIds: readonly string[] }): Promise<Load[]> {
  if (input.staffIds.length === 0) return []
  const found = await sql<{ staff_id: string; open: number; last_at: Date | null }>`
    select person.id as staff_id, count(task.claimed_at)::int as open, max(task.claimed_at) as last_at
    from unnest(${[...input.staffIds]}::uuid[]) as person (id)
    left join lateral (
      select claimed_at from processes.task
      where claimed_by = person.id and duty = ${input.duty} and closed_at is null and agency_id = ${input.agencyId}
      limit ${COUNTED}
    ) as task on true
    group by person.id`.execute(reading<ProcessesTables>(reader))
  return found.rows.map((row) => ({ staffId: row.staff_id, open: row.open, lastGivenAt: row.last_at }))
}

/** Open steps that nobody has, by what is due first, after a position; of some agencies and duties. */
export async function unclaimedTasks(
  reader: Reader,
  query: { agencyIds: readonly string[]; duties: readonly string[]; after: { orderAt: Date; taskId: string } | null; limit: number },
): Promise<TaskRow[]> {
  if (query.agencyIds.length === 0 || query.duties.length === 0) return []
  const { after } = query
  const found = await sql<TaskRow>`
    select task.*
    from unnest(${[...query.agencyIds]}::uuid[]) as place (agency_id)
    cross join unnest(${[...query.duties]}::text[]) as held (duty)
    cross join lateral (
      select * from processes.task
      where closed_at is null and claimed_by is null and agency_id = place.agency_id and duty = held.duty
        ${after ? sql`and (order_at, id) > (${after.orderAt}, ${after.taskId}::uuid)` : sql``}
      order by order_at, id
      limit ${query.limit}
    ) as task
    order by task.order_at, task.id
    limit ${query.limit}`.execute(reading<ProcessesTables>(reader))
  return found.rows
}

/** Open steps of one person, by what is due first. */
export async function tasksOfClaimant(reader: Reader, staffId: string, limit: number): Promise<TaskRow[]> {
  return reading<ProcessesTables>(reader)
    .selectFrom('processes.task')
    .selectAll()
    .where('closed_at', 'is', null)
    .where('claimed_by', '=', staffId)
    .orderBy('order_at')
    .orderBy('id')
    .limit(limit)
    .execute()
}
