import { part } from '../../platform/together.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Reader, reading } from '../../platform/db.ts'
import type { Span } from './rules/inbox-filter.ts'
import type { InboxView } from './tables.ts'

export type InboxRow = InboxView['dossiers.inbox']
/** `place_id`: the id that its place in the list goes by; a step's where the list is one of steps. */
export type InboxLine = InboxRow & { order_at: Date; place_id: string }

/** The place of a row in its list: the instant that it is ordered by, and its id. */
export interface Place {
  orderAt: Date
  id: string
}

export interface InboxQuery {
  agencyIds: readonly string[]
  statuses: readonly number[]
  /** The row after which the page begins, or before which it ends. */
  from: { place: Place; backwards: boolean } | null
  limit: number
  /** These procedures only; each is an index of its own. */
  procedureCodes: readonly string[] | null
  channel: number | null
  due: Span
  received: Span
  /** Past their time at `due.to`: those that wait for papers are not. */
  lateOnly: boolean
}

export interface InboxPage {
  rows: InboxLine[]
  /** Where the walk broke off before the page was full: rows beyond it have not been looked at. */
  end: Place | null
}

/** So many rows are looked at for a page that only few of them may stand on. */
const WALK = 2000
/** More procedures than this are looked for among all rows instead of each in its index. */
const MOST_BRANCHES = 60

type EndedLine = InboxLine & { is_end: boolean }
const NOBODY = '00000000-0000-0000-0000-000000000000'

/**
 * Open dossiers of some agencies in some statuses, what is due first on top; keyset pages, both ways. One page from the index of each agency
 * and status, merged: an office with two hundred thousand open dossiers costs what one with a hundred does. What no index orders (channel,
 * day of receipt) is sought among so many rows at most, and the page says where it stopped. The functions of migration 0051 read: in them
 * no other way of reading fits.
 */
export async function selectInbox(reader: Reader, query: InboxQuery): Promise<InboxPage> {
  const { agencyIds, statuses, procedureCodes, limit, from, due, received } = query
  const isBack = from?.backwards ?? false
  const order = sql.raw(isBack ? 'desc' : 'asc')
  const byIndex = procedureCodes !== null && procedureCodes.length * agencyIds.length * statuses.length <= MOST_BRANCHES
  const branches = Math.max(1, agencyIds.length * statuses.length * (byIndex ? procedureCodes.length : 1))
  const walk = Math.max(Math.ceil(WALK / branches), limit + 1)
  const start = startOf(due, from)
  const lines = await sql<EndedLine & { is_found: boolean }>`
    select (line).*, order_at, (line).id as place_id, is_found, is_end
    from dossiers.${sql.raw(`open_of_${byIndex ? 'procedure' : 'agency'}_${isBack ? 'backwards' : 'forwards'}`)}(
      ${agencyIds}::uuid[], ${statuses}::smallint[], ${procedureCodes}::text[], ${start.at}::timestamptz, ${start.id}::uuid, ${isBack ? (due.from ?? '-infinity') : (due.to ?? 'infinity')}::timestamptz,
      ${limit + 1}, ${walk}, ${query.channel}::smallint, ${received.from}::timestamptz, ${received.to}::timestamptz, ${query.lateOnly ? (due.to ?? '-infinity') : null}::timestamptz)
    order by order_at ${order}, (line).id ${order} limit ${limit + 2}`.execute(reading<InboxView>(reader))
  const all = lines.rows.flatMap(({ is_found, is_end, ...line }) => [...(is_found ? [{ ...line, is_end: false }] : []), ...(is_end ? [{ ...line, is_end: true }] : [])])
  return pageOf(all, { limit, isDescending: isBack, isBack })
}

/** Where reading starts, the place itself left out: at the row that the page goes on from, or at an edge of the days that are asked for. */
function startOf(due: Span, from: InboxQuery['from']): { at: Date | string; id: string } {
  const edge = from?.backwards ? due.to : due.from
  const isBeyond = from && edge && (from.backwards ? edge <= from.place.orderAt : edge > from.place.orderAt)
  if (from && !isBeyond) return { at: from.place.orderAt, id: from.place.id }
  return { at: edge ?? '-infinity', id: NOBODY }
}

interface Walk {
  /** One row a branch: what its scan is of. */
  places: RawBuilder<unknown>
  /** Rows of one branch in the order of its index. */
  scanned: RawBuilder<unknown>
  loose: RawBuilder<unknown> | null
  limit: number
  walk: number
  byOrder: RawBuilder<unknown>
}

/** One page of each branch, merged; with conditions that no index helps, also where those branches broke off that did not fill a page. */
async function walked(reader: Reader, { places, scanned, loose, limit, walk, byOrder }: Walk): Promise<EndedLine[]> {
  const query = loose
    ? sql<EndedLine>`
      with branch as materialized (select row_number() over () as branch, * from ${places}),
      found as materialized (
        select place.branch, line.* from branch as place cross join lateral (select * from (${scanned} limit ${walk}) as seen where ${loose} limit ${limit + 1}) as line
      )
      (select found.*, false as is_end from found order by ${byOrder} limit ${limit + 1})
      union all
      (select place.branch, line.*, true as is_end from branch as place cross join lateral (${scanned} offset ${walk - 1} limit 1) as line
       where (select count(*) from found where found.branch = place.branch) <= ${limit})`
    : sql<EndedLine>`
      select line.*, false as is_end from (select * from ${places}) as place cross join lateral (${scanned} limit ${limit + 1}) as line order by ${byOrder} limit ${limit + 1}`
  return (await query.execute(reading<InboxView>(reader))).rows
}

/** The walks' ends count only for a page that they left without its rows; nothing beyond the nearest of them may be told. */
function pageOf(all: readonly EndedLine[], { limit, isDescending, isBack }: { limit: number; isDescending: boolean; isBack: boolean }): InboxPage {
  const compare = (a: InboxLine, b: InboxLine) => (isDescending ? -1 : 1) * (a.order_at.getTime() - b.order_at.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const rows = all.filter((row) => !row.is_end).sort(compare)
  const [end] = all.filter((row) => row.is_end).sort(compare)
  const told = end ? rows.filter((row) => compare(row, end) <= 0) : rows
  const stopped = end && told.length <= limit ? { orderAt: end.order_at, id: end.id } : null
  const shown = told.slice(0, limit + 1)
  return { rows: isBack ? shown.reverse() : shown, end: stopped }
}

/** Conditions that no index helps; null where there are none. */
function looseConditions({ procedureCodes, channel, received }: Pick<InboxQuery, 'procedureCodes' | 'channel' | 'received'>): RawBuilder<unknown> | null {
  const all = [
    ...(procedureCodes ? [sql`procedure_code = any(${procedureCodes}::text[])`] : []),
    ...(channel ? [sql`channel = ${channel}`] : []),
    ...(received.from ? [sql`submitted_at >= ${received.from}`] : []),
    ...(received.to ? [sql`submitted_at < ${received.to}`] : []),
  ]
  return all.length > 0 ? sql.join(all, sql` and `) : null
}

export interface RecentQuery {
  agencyIds: readonly string[]
  /** Ordered by the instant of receipt, newest first. */
  from: { place: Place; backwards: boolean } | null
  limit: number
  received: Span
  status: number | null
  procedureCodes: readonly string[] | null
  channel: number | null
}

/** All dossiers of some agencies, ended ones too, by the day of receipt; the rest of a filter is sought among so many rows at most. */
export async function selectRecent(reader: Reader, query: RecentQuery): Promise<InboxPage> {
  const { agencyIds, limit, from, received, status, procedureCodes, channel } = query
  const isBack = from?.backwards ?? false
  const order = sql.raw(isBack ? 'asc' : 'desc')
  const walk = Math.max(Math.ceil(WALK / Math.max(1, agencyIds.length)), limit + 1)
  const loose = [
    ...(status === null ? [] : [sql`status = ${status}`]),
    ...(procedureCodes ? [sql`procedure_code = any(${procedureCodes}::text[])`] : []),
    ...(channel ? [sql`channel = ${channel}`] : []),
  ]
  const scanned = sql`
    select inbox.*, submitted_at as order_at, id as place_id
    from dossiers.inbox as inbox
    where inbox.agency_id = place.agency_id
      ${received.from ? sql`and submitted_at >= ${received.from}` : sql``} ${received.to ? sql`and submitted_at < ${received.to}` : sql``}
      ${from ? sql`and (submitted_at, id) ${sql.raw(isBack ? '>' : '<')} (${from.place.orderAt}, ${from.place.id}::uuid)` : sql``}
    order by submitted_at ${order}, id ${order}`
  const places = sql`unnest(${agencyIds}::uuid[]) as a (agency_id)`
  const rows = await walked(reader, { places, scanned, loose: loose.length > 0 ? sql.join(loose, sql` and `) : null, limit, walk, byOrder: sql`order_at ${order}, id ${order}` })
  // Newest first: the other way round than lists by what is due.
  return pageOf(rows, { limit, isDescending: !isBack, isBack })
}

export interface StaffQuery {
  staffId: string
  agencyIds: readonly string[]
  statuses: readonly number[] | null
  from: { place: Place; backwards: boolean } | null
  limit: number
  procedureCodes: readonly string[] | null
  channel: number | null
  due: Span
  received: Span
}

/** Open dossiers on which a member of staff has taken up a step, by the time of that step. */
export async function selectOfStaff(reader: Reader, query: StaffQuery): Promise<InboxPage> {
  const { staffId, agencyIds, statuses, from, limit, due } = query
  const isBack = from?.backwards ?? false
  const order = sql.raw(isBack ? 'desc' : 'asc')
  const loose = looseConditions(query)
  const found = await sql<InboxLine>`
    select inbox.*, task.order_at, task.task_id as place_id
    from (
      select task_id, dossier_id, order_at from processes.open_task
      where claimed_by = ${staffId}::uuid
        ${due.from ? sql`and order_at >= ${due.from}` : sql``} ${due.to ? sql`and order_at < ${due.to}` : sql``}
        ${from ? sql`and (order_at, task_id) ${sql.raw(isBack ? '<' : '>')} (${from.place.orderAt}, ${from.place.id}::uuid)` : sql``}
      order by order_at ${order}, task_id ${order} limit ${WALK}
    ) as task join dossiers.inbox as inbox on inbox.id = task.dossier_id
    where inbox.agency_id = any(${agencyIds}::uuid[]) ${statuses ? sql`and inbox.status = any(${statuses}::smallint[])` : sql``} ${loose ? sql`and ${loose}` : sql``}
    order by task.order_at ${order}, task.task_id ${order}
    limit ${limit + 1}`.execute(reading<InboxView>(reader))
  return { rows: isBack ? found.rows.reverse() : found.rows, end: null }
}

/** Rows by id, for steps that the process lists and what a search found. */
/** The same, to be read with other things. */
export const inboxByIdsPart = (reader: Reader, ids: readonly string[]) =>
  part(reading<InboxView>(reader).selectFrom('dossiers.inbox').selectAll().where('id', 'in', ids.length > 0 ? [...ids] : [NOBODY]), { submitted_at: 'instant', accept_by: 'instant', accepted_at: 'instant', current_due_at: 'instant', original_due_at: 'instant', supplement_due_at: 'instant', closed_at: 'instant', ended_at: 'instant' })

export async function selectInboxByIds(reader: Reader, ids: readonly string[]): Promise<InboxRow[]> {
  if (ids.length === 0) return []
  return reading<InboxView>(reader).selectFrom('dossiers.inbox').selectAll().where('id', 'in', [...ids]).execute()
}
