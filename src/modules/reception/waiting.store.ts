import { sql } from 'kysely'
import { type Part, part } from '../../platform/together.ts'

export interface WaitingRow {
  id: string
  code: string
  agency_id: string
  procedure_name: string
  submitter_name: string
  subject: string
  accept_by: Date | null
  accepted_at: Date | null
}

/** Dossiers that wait for the counter in a status, by one way of filing or all, what is due first on top: from the index of each agency's open ones, merged. */
export function waitingPart({ agencyIds, status, channel, limit }: { agencyIds: readonly string[]; status: number; channel: number | null; limit: number }): Part<WaitingRow[]> {
  const query = sql<WaitingRow>`(
    select line.*
    from unnest(${agencyIds}::uuid[]) as place (agency_id)
    cross join lateral (
      select id, code, inbox.agency_id, procedure_name, submitter_name, subject, accept_by, accepted_at, coalesce(current_due_at, accept_by, submitted_at) as order_at
      from dossiers.inbox as inbox
      where closed_at is null and not is_whole and inbox.agency_id = place.agency_id and inbox.status = ${status} ${channel === null ? sql`` : sql`and channel = ${channel}`}
      order by coalesce(current_due_at, accept_by, submitted_at), id
      limit ${limit}
    ) as line
    order by line.order_at, line.id
    limit ${limit})`
  return part(query, { accept_by: 'instant', accepted_at: 'instant' })
}
