import { sql } from 'kysely'
import { type Reader, reading } from '../../platform/db.ts'

export interface WaitingRow {
  id: string
  code: string
  agency_id: string
  procedure_name: string
  submitter_name: string
  subject: string
  accept_by: Date | null
}

/** Status 1 of the national list: filed online, not yet answered. */
const REGISTERED = 1
const ONLINE = 2

/** Online dossiers that wait for an answer, what is to be answered first on top: from the index of each agency's open ones, merged. */
export async function selectWaitingOnline(reader: Reader, agencyIds: readonly string[], limit: number): Promise<WaitingRow[]> {
  const found = await sql<WaitingRow>`
    select line.*
    from unnest(${agencyIds}::uuid[]) as place (agency_id)
    cross join lateral (
      select id, code, inbox.agency_id, procedure_name, submitter_name, subject, accept_by, coalesce(current_due_at, accept_by, submitted_at) as order_at
      from dossiers.inbox as inbox
      where closed_at is null and not is_whole and inbox.agency_id = place.agency_id and inbox.status = ${REGISTERED} and channel = ${ONLINE}
      order by coalesce(current_due_at, accept_by, submitted_at), id
      limit ${limit}
    ) as line
    order by line.order_at, line.id
    limit ${limit}`.execute(reading<Record<never, never>>(reader))
  return found.rows
}
