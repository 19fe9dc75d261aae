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

/** What a list is ordered by, as the index of open dossiers has it. */
const orderAt = sql`coalesce(current_due_at, accept_by, submitted_at)`

/** So many rows are looked at for a page that only few of them may stand on. */
const WALK = 2000
/** More procedures than this are looked for among all rows instead of each in its index. */
const MOST_BRANCHES = 60

type EndedLine = InboxLine & { is_end: boolean }

/**
 * Open dossiers of some agencies in some statuses, what is due first on top; keyset pages, both ways. One page from the index of each agency
 * and status, merged: an office with two hundred thousand open dossiers costs what one with a hundred does. What no index orders (channel,
 * day of receipt) is sought among so many rows at most, and the page says where it stopped.
 */
export async function selectInbox(reader: Reader, query: InboxQuery): Promise<InboxPage> {
  const { agencyIds, statuses, procedureCodes, limit, from, due } = query
  const isBack = from?.backwards ?? false
  const order = sql.raw(isBack ? 'desc' : 'asc')
  const byIndex = procedureCodes !== null && procedureCodes.length * agencyIds.length * statuses.length <= MOST_BRANCHES
  const loose = looseConditions(query, byIndex)
  const branches = Math.max(1, agencyIds.length * statuses.length * (byIndex ? procedureCodes.length : 1))
  const walk = Math.max(Math.ceil(WALK / branches), limit + 1)
  const scanned = sql`
    select inbox.*, ${orderAt} as order_at, id as place_id
    from dossiers.inbox as inbox
    where closed_at is null and not is_whole and inbox.agency_id = place.agency_id and inbox.status = place.status
      ${byIndex ? sql`and inbox.procedure_code = place.code` : sql``}
      ${due.from ? sql`and ${orderAt} >= ${due.from}` : sql``} ${due.to ? sql`and ${orderAt} < ${due.to}` : sql``}
      ${from ? sql`and (${orderAt}, id) ${sql.raw(isBack ? '<' : '>')} (${from.place.orderAt}, ${from.place.id}::uuid)` : sql``}
    order by ${orderAt} ${order}, id ${order}`
  const places = sql`
    unnest(${agencyIds}::uuid[]) as a (agency_id) cross join unnest(${statuses}::smallint[]) as b (status)
    ${byIndex ? sql`cross join unnest(${procedureCodes}::text[]) as c (code)` : sql``}`
  return pageOf(await walked(reader, { places, scanned, loose, limit, walk, byOrder: sql`order_at ${order}, id ${order}` }), { limit, isDescending: isBack, isBack })
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
function looseConditions(query: Pick<InboxQuery, 'procedureCodes' | 'channel' | 'received' | 'lateOnly' | 'due'>, byIndex: boolean): RawBuilder<unknown> | null {
  const { procedureCodes, channel, received, lateOnly, due } = query
  const all = [
    ...(procedureCodes && !byIndex ? [sql`procedure_code = any(${procedureCodes}::text[])`] : []),
    ...(channel ? [sql`channel = ${channel}`] : []),
    ...(received.from ? [sql`submitted_at >= ${received.from}`] : []),
    ...(received.to ? [sql`submitted_at < ${received.to}`] : []),
    ...(lateOnly ? [sql`coalesce(current_due_at, accept_by) < ${due.to} and status <> 5`] : []),
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
  const loose = looseConditions({ ...query, lateOnly: false }, false)
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
const NOBODY = '00000000-0000-0000-0000-000000000000'

export async function selectInboxByIds(reader: Reader, ids: readonly string[]): Promise<InboxRow[]> {
  if (ids.length === 0) return []
  return reading<InboxView>(reader).selectFrom('dossiers.inbox').selectAll().where('id', 'in', [...ids]).execute()
}
