import { civilDateOf } from '../../../platform/clock.ts'
import type { WebRequest } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { STATUS } from '../../dossiers/index.ts'
import { type InboxLine, type InboxRow, type Place, selectInbox, selectInboxByIds, selectOfStaff, selectRecent } from '../inbox.store.ts'
import type { Staff } from '../on-case.ts'
import { dueSpan, type InboxFilter, receivedSpan } from '../rules/inbox-filter.ts'
import type { OfficerDeps, OpenStep, OwnAgency, ProcedureChoice } from './deps.ts'
import type { InboxList } from './lists.ts'

export interface Line {
  row: InboxRow
  step: OpenStep | null
  /** Where it stands in its list, as an address says it; null in the results of a search. */
  place: string | null
}

export interface Loaded {
  lines: Line[]
  /** Addresses' places of the pages beside this one. */
  next: string | null
  previous: string | null
  /** The page is short because so many rows were looked at, not because there are no more. */
  broken: boolean
}

export interface ListQuery {
  list: InboxList
  filter: InboxFilter
  agencies: readonly OwnAgency[]
  procedures: readonly ProcedureChoice[]
  from: { place: Place; backwards: boolean } | null
  limit: number
}

export const placeText = (place: Place): string => `${place.orderAt.getTime()}_${place.id}`

export function readPlace(text: string | undefined): Place | null {
  const [at = '', id = ''] = (text ?? '').split('_')
  return /^-?\d{1,15}$/.test(at) && isId(id) ? { orderAt: new Date(Number(at)), id } : null
}

/** Where a page begins by its address: after a row (`sau`), or before one (`truoc`). */
export function readFrom(query: WebRequest['query']): ListQuery['from'] {
  const after = readPlace(query.sau)
  if (after) return { place: after, backwards: false }
  const before = readPlace(query.truoc)
  return before ? { place: before, backwards: true } : null
}

/** One page of a list. At most one query for lists of dossiers, two for lists of steps. */
export async function loadList(deps: OfficerDeps, actor: Staff, query: ListQuery): Promise<Loaded> {
  const { list, filter, agencies, from, limit } = query
  const agencyIds = within(agencies, filter.agencyId)
  const procedureCodes = proceduresOf(query)
  const now = deps.clock.now()
  const due = dueSpan(filter, now, civilDateOf(now))
  const received = receivedSpan(filter)
  const { channel } = filter
  if (filter.staffId && list.key !== 'tat-ca') {
    const statuses = filter.status ? [filter.status] : list.statuses
    return pageOf(await selectOfStaff(deps.db, { staffId: filter.staffId, agencyIds, statuses, from, limit, procedureCodes, channel, due, received }), query)
  }
  if (list.key === 'tat-ca') return pageOf(await selectRecent(deps.db, { agencyIds, from, limit, received, status: filter.status, procedureCodes, channel }), query)
  if (list.statuses === null) return mySteps(deps, actor, query)
  const statuses = filter.status ? list.statuses.filter((one) => one === filter.status) : list.statuses
  const lateOnly = filter.lateness === 'qua-han'
  const open = lateOnly ? statuses.filter((one) => one !== STATUS.supplement) : statuses
  return pageOf(await selectInbox(deps.db, { agencyIds, statuses: open, from, limit, procedureCodes, channel, due, received, lateOnly }), query)
}

/** The agencies that a filter leaves: all of the officer's, or one and those below it. */
function within(agencies: readonly OwnAgency[], agencyId: string | null): string[] {
  const chosen = agencyId ? agencies.find((one) => one.id === agencyId) : null
  if (agencyId && !chosen) return []
  return agencies.filter((one) => !chosen || one.path.startsWith(chosen.path)).map((one) => one.id)
}

function proceduresOf({ filter, procedures }: ListQuery): string[] | null {
  if (!filter.field) return filter.procedureCode ? [filter.procedureCode] : null
  const ofField = procedures.filter((one) => one.fields.includes(filter.field ?? '')).map((one) => one.code)
  return filter.procedureCode ? ofField.filter((code) => code === filter.procedureCode) : ofField
}

function pageOf({ rows, end }: { rows: InboxLine[]; end: Place | null }, { from, limit }: ListQuery): Loaded {
  const isBack = from?.backwards ?? false
  const more = rows.length > limit
  const shown = isBack ? rows.slice(-limit) : rows.slice(0, limit)
  const at = (row: InboxLine | undefined) => (row ? placeText({ orderAt: row.order_at, id: row.place_id }) : null)
  const beyond = more ? at(isBack ? shown[0] : shown.at(-1)) : end ? placeText(end) : null
  const behind = from ? (at(isBack ? shown.at(-1) : shown[0]) ?? placeText(from.place)) : null
  return {
    lines: shown.map((row) => ({ row, step: null, place: at(row) })),
    next: isBack ? behind : beyond,
    previous: isBack ? beyond : behind,
    broken: !more && end !== null,
  }
}

const placeOf = (step: OpenStep): string => placeText({ orderAt: step.orderAt, id: step.taskId })

/** Steps that wait for the officer's duties. What narrows dossiers is looked for among the page's own steps' dossiers. */
async function mySteps(deps: OfficerDeps, actor: Staff, { filter, from, procedures, agencies, limit }: ListQuery): Promise<Loaded> {
  const query: ListQuery = { list: { key: 'viec-cua-toi', title: '', statuses: null, duties: [], shortcut: '' }, filter, agencies, procedures, from, limit }
  const codes = proceduresOf(query)
  const allowed = new Set(within(agencies, filter.agencyId))
  const now = deps.clock.now()
  const [due, received] = [dueSpan(filter, now, civilDateOf(now)), receivedSpan(filter)]
  const { steps, hasMore } = await deps.mySteps(actor, from ? { ...from.place, backwards: from.backwards } : null)
  const rows = new Map((await selectInboxByIds(deps.db, [...new Set(steps.map((step) => step.dossierId))])).map((row) => [row.id, row]))
  const inSpan = (at: Date | null, { from: first, to }: { from: Date | null; to: Date | null }) => (!first || (at !== null && at >= first)) && (!to || (at !== null && at < to))
  const lines = steps.flatMap((step): Line[] => {
    const row = rows.get(step.dossierId)
    if (!row || !allowed.has(row.agency_id) || (codes && !codes.includes(row.procedure_code))) return []
    if (filter.status !== null && row.status !== filter.status) return []
    if (filter.channel !== null && row.channel !== filter.channel) return []
    return inSpan(step.dueAt, due) && inSpan(row.submitted_at, received) ? [{ row, step, place: placeOf(step) }] : []
  })
  const isBack = from?.backwards ?? false
  const [first, last] = [steps[0], steps.at(-1)].map((step) => (step ? placeOf(step) : null))
  return {
    lines,
    next: isBack || hasMore ? (last ?? null) : null,
    previous: from && (!isBack || hasMore) ? (first ?? null) : null,
    broken: hasMore && lines.length < steps.length,
  }
}
