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

const orderAt = sql<Date>`coalesce(current_due_at, accept_by, submitted_at)`

/** Open dossiers of some agencies in some statuses, what is due first on top; keyset pages. */
export async function selectInbox(reader: Reader, query: InboxQuery): Promise<(InboxRow & { order_at: Date })[]> {
  if (query.agencyIds.length === 0) return []
  let select = reading<InboxView>(reader)
    .selectFrom('dossiers.inbox')
    .selectAll()
    .select(orderAt.as('order_at'))
    .where('agency_id', 'in', [...query.agencyIds])
    .where('status', 'in', [...query.statuses])
    .where('closed_at', 'is', null)
    .orderBy(orderAt)
    .orderBy('id')
    .limit(query.limit)
  if (query.procedureCode) select = select.where('procedure_code', '=', query.procedureCode)
  if (query.lateAt) select = select.where(sql<boolean>`coalesce(current_due_at, accept_by) < ${query.lateAt} and status <> 5`)
  if (query.after) select = select.where(sql<boolean>`(coalesce(current_due_at, accept_by, submitted_at), id) > (${query.after.orderAt}, ${query.after.id}::uuid)`)
  return select.execute()
}

/** Rows by id, for steps that the process lists. */
export async function selectInboxByIds(reader: Reader, ids: readonly string[]): Promise<InboxRow[]> {
  if (ids.length === 0) return []
  return reading<InboxView>(reader).selectFrom('dossiers.inbox').selectAll().where('id', 'in', [...ids]).execute()
}

/** How many open dossiers stand in each status, and how many of them are past what they are due by. */
export function countsByStatus(reader: Reader, agencyIds: readonly string[], now: Date): Part<Map<number, { open: number; late: number }>> {
  const query = reading<InboxView>(reader)
    .selectFrom('dossiers.inbox')
    .select((eb) => [
      'status',
      eb.fn.countAll<number>().as('open'),
      sql<number>`count(*) filter (where coalesce(current_due_at, accept_by) < ${now} and status <> 5)`.as('late'),
    ])
    .where(sql<boolean>`agency_id = any(${agencyIds}::uuid[])`)
    .where('closed_at', 'is', null)
    .groupBy('status')
  return part(query, {}, (rows) => new Map(rows.map((row) => [row.status, { open: Number(row.open), late: Number(row.late) }])))
}

/** Dossiers of some agencies whose owner's folded name begins so, newest first. */
export async function searchByName(reader: Reader, agencyIds: readonly string[], folded: string, limit: number): Promise<InboxRow[]> {
  if (agencyIds.length === 0 || folded === '') return []
  const prefix = `${folded.replace(/[\\%_]/g, '\\$&')}%`
  return reading<InboxView>(reader)
    .selectFrom('dossiers.inbox')
    .selectAll()
    .where('agency_id', 'in', [...agencyIds])
    .where('owner_name_folded', 'like', prefix)
    .orderBy('submitted_at', 'desc')
    .limit(limit)
    .execute()
}
