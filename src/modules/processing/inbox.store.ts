import { sql } from 'kysely'
import { type Reader, reading } from '../../platform/db.ts'
import { type Part, part } from '../../platform/together.ts'
import type { InboxView } from './tables.ts'

export type InboxRow = InboxView['dossiers.inbox']

export interface InboxQuery {
  agencyIds: readonly string[]
  statuses: readonly number[]
  /** Position after which the page begins: the ordering instant and id of the last row shown. */
  after: { orderAt: Date; id: string } | null
  procedureCode: string | null
  /** Only what is past its time at this instant. */
  lateAt: Date | null
  limit: number
}

/** What a list is ordered by, as the index of open dossiers has it. */
const orderAt = sql`coalesce(current_due_at, accept_by, submitted_at)`

/**
 * Open dossiers of some agencies in some statuses, what is due first on top; keyset pages. One page from the index of each agency
 * and status, merged: an office with ten thousand open dossiers costs what one with a hundred does.
 */
export async function selectInbox(reader: Reader, query: InboxQuery): Promise<(InboxRow & { order_at: Date })[]> {
  const { agencyIds, statuses, procedureCode, lateAt, after, limit } = query
  const found = await sql<InboxRow & { order_at: Date }>`
    select line.*
    from unnest(${agencyIds}::uuid[]) as place (agency_id)
    cross join unnest(${statuses}::smallint[]) as stand (status)
    cross join lateral (
      select inbox.*, ${orderAt} as order_at
      from dossiers.inbox as inbox
      where closed_at is null and not is_whole and inbox.agency_id = place.agency_id and inbox.status = stand.status
        ${procedureCode ? sql`and procedure_code = ${procedureCode}` : sql``}
        ${lateAt ? sql`and ${orderAt} < ${lateAt} and coalesce(current_due_at, accept_by) < ${lateAt} and inbox.status <> 5` : sql``}
        ${after ? sql`and (${orderAt}, id) > (${after.orderAt}, ${after.id}::uuid)` : sql``}
      order by ${orderAt}, id
      limit ${limit}
    ) as line
    order by line.order_at, line.id
    limit ${limit}`.execute(reading<InboxView>(reader))
  return found.rows
}

/** Rows by id, for steps that the process lists. */
export async function selectInboxByIds(reader: Reader, ids: readonly string[]): Promise<InboxRow[]> {
  if (ids.length === 0) return []
  return reading<InboxView>(reader).selectFrom('dossiers.inbox').selectAll().where('id', 'in', [...ids]).execute()
}

/** How many open dossiers stand in each status, counted no further than `cap`: the count of a busy office costs no more. */
export function countsByStatus(agencyIds: readonly string[], statuses: readonly number[], cap: number): Part<Map<number, number>> {
  const query = sql<{ status: number; open: number }>`(
    select stand.status, counted.open
    from unnest(${statuses}::smallint[]) as stand (status)
    cross join lateral (
      select count(*)::int as open
      from (
        select 1 from dossiers.inbox as inbox
        where closed_at is null and not is_whole and inbox.agency_id = any(${agencyIds}::uuid[]) and inbox.status = stand.status
        limit ${cap}
      ) as found
    ) as counted)`
  return part(query, {}, (rows) => new Map(rows.map((row) => [row.status, row.open])))
}

/** After every text that begins so, before every other. */
const afterPrefix = (prefix: string): string => `${prefix}\uffff`

/** Dossiers of some agencies whose owner's folded name begins so: by name, the newest of a name first. */
export async function searchByName(reader: Reader, agencyIds: readonly string[], folded: string, limit: number): Promise<InboxRow[]> {
  if (folded === '') return []
  const found = await sql<InboxRow>`
    select line.*
    from unnest(${agencyIds}::uuid[]) as place (agency_id)
    cross join lateral (
      select * from dossiers.inbox as inbox
      where inbox.agency_id = place.agency_id and owner_name_folded ~>=~ ${folded}::text and owner_name_folded ~<~ ${afterPrefix(folded)}::text
      order by owner_name_folded using ~<~, submitted_at desc, id
      limit ${limit}
    ) as line
    order by line.owner_name_folded using ~<~, line.submitted_at desc, line.id
    limit ${limit}`.execute(reading<InboxView>(reader))
  return found.rows
}
