/** What PostgreSQL says about how it reads; the part of EXPLAIN's JSON that is looked at here. */
export interface PlanNode {
  'Node Type': string
  'Parent Relationship'?: string
  'Relation Name'?: string
  Schema?: string
  'Index Name'?: string
  'Index Cond'?: string
  Operation?: string
  Plans?: PlanNode[]
}

/**
 * Tables that grow with every dossier or person, each with the columns by which few rows are meant whatever the table holds: a row's own
 * key, one dossier, one stream, one address. An account or an office is none of these: a busy one has ever more rows.
 */
export const GROWING: Readonly<Record<string, readonly string[]>> = {
  'accounts.access_token': ['id', 'account_id', 'token_hash'],
  'accounts.account': ['id', 'person_id', 'username_index'],
  'accounts.channel': ['id', 'account_id', 'value_index'],
  'accounts.consent': ['id', 'person_id'],
  'accounts.one_time_code': ['id', 'subject_id', 'destination_index'],
  'accounts.organisation': ['id', 'tax_code_index'],
  'accounts.password_reset': ['id', 'token_hash'],
  'accounts.person': ['id'],
  'accounts.person_identifier': ['id', 'person_id', 'value_index'],
  'accounts.registration': ['id', 'token_hash'],
  'accounts.representation': ['id', 'representative_person_id', 'principal_person_id', 'principal_organisation_id'],
  'accounts.session': ['id', 'token_hash', 'account_id', 'staff_id'],
  'accounts.throttle': ['key'],
  'custody.batch': ['id'],
  'custody.batch_item': ['batch_id', 'dossier_id'],
  'custody.move': ['dossier_id', 'batch_id'],
  'custody.position': ['dossier_id'],
  'documents.document': ['document_id', 'owner_id', 'number'],
  'documents.reprint': ['document_id'],
  'dossiers.answers': ['dossier_id'],
  'dossiers.declaration': ['dossier_id'],
  'dossiers.dossier': ['id', 'code', 'owner_number_index', 'whole_id'],
  'dossiers.draft_result': ['id', 'dossier_id'],
  'dossiers.due_change': ['dossier_id'],
  'dossiers.extension': ['dossier_id'],
  'dossiers.message': ['id', 'dossier_id'],
  'dossiers.obligation': ['id', 'dossier_id'],
  'dossiers.paper': ['id', 'dossier_id'],
  'dossiers.party': ['dossier_id'],
  'dossiers.pause': ['id', 'dossier_id'],
  'dossiers.search_term': ['dossier_id'],
  'dossiers.supplement_item': ['id', 'request_id'],
  'dossiers.supplement_request': ['id', 'dossier_id'],
  'dossiers.tracking_code': ['id'],
  'dossiers.withdrawal': ['id', 'dossier_id'],
  'events.access': ['id', 'subject_id'],
  'events.event': ['event_id', 'stream_id'],
  'events.stream': ['id'],
  'files.file': ['file_id', 'owner_id', 'derived_from', 'blob_key'],
  'filing.draft': ['id'],
  'filing.draft_paper': ['draft_id'],
  'filing.invitation': ['id', 'draft_id', 'token_hash'],
  'filing.supplement_paper': ['request_id'],
  'notifications.followed': ['stream_id'],
  'notifications.message': ['id', 'lane', 'stream_id'],
  'notifications.notice': ['key'],
  'platform.idempotency': ['key'],
  'processes.delivery': ['dossier_id', 'key'],
  'processes.instance': ['id', 'dossier_id'],
  'processes.migrated': ['instance_id', 'dossier_id'],
  'processes.task': ['id', 'instance_id', 'dossier_id'],
  'processes.token': ['instance_id'],
  'processes.wait': ['instance_id', 'dossier_id'],
  'reception.attestation': ['number'],
  'reception.confirmation': ['draft_id'],
  'reception.guidance': ['id'],
  'reception.transfer': ['dossier_id'],
  'reception.draft': ['id', 'dossier_id'],
  'reception.guidance_day': ['day'],
  'reception.intake': ['dossier_id'],
  'reception.scan': ['draft_id'],
  'processing.act': ['id', 'dossier_id'],
  'processing.collection': ['id', 'dossier_id', 'receipt'],
  'processing.delegation': ['id', 'task_id', 'dossier_id'],
  'processing.calendar_change_line': ['dossier_id'],
  'processing.draft': ['act_id', 'dossier_id'],
  'processing.giving_back': ['id', 'dossier_id'],
  'processing.identity_request': ['dossier_id', 'request_id'],
  'processing.late_warning': ['dossier_id'],
  'processing.note': ['id', 'dossier_id'],
  'processing.notice': ['id', 'key'],
  'processing.opinion': ['id', 'dossier_id'],
  'processing.presence': ['dossier_id'],
  'feedback.rating': ['id', 'dossier_id'],
  'feedback.tally': ['month'],
  'queue.booking': ['id', 'code', 'account_id'],
  'processing.register_entry': ['dossier_id'],
  'processing.result': ['document_id', 'dossier_id', 'number'],
  'returns.handing': ['id'],
  'returns.handing_item': ['handing_id', 'dossier_id'],
  'returns.reminder': ['dossier_id'],
  'queue.call': ['id'],
  'queue.desk': ['id'],
  'queue.help_call': ['id'],
  'queue.measure': ['hour'],
  'queue.series': ['group_id'],
  'queue.slot': ['group_id'],
  'queue.ticket': ['id', 'address_hash'],
  'processing.watcher': ['dossier_id'],
}

/** Indexes of what waits for a recurring job: their rows leave them when they are done, so that a job may read them whole. */
export const WAITING: readonly string[] = ['message_unfinished', 'message_due', 'file_unfinished', 'draft_result_due', 'delegation_running_out', 'opinion_waiting', 'presence_old', 'dossier_supplement_due', 'event_to_dispatch', 'desk_open_at_counter', 'desk_open_of_staff', 'desk_open_of_office', 'help_call_open', 'help_call_of_office', 'ticket_waiting', 'ticket_absent', 'ticket_open', 'wait_due', 'booking_due', 'booking_open']

/** Nodes that ask the one below (of a join: its outer side) for no more rows than are taken from themselves. */
const PASSING = new Set(['Append', 'Merge Append', 'Subquery Scan', 'LockRows', 'Result', 'Incremental Sort', 'Nested Loop', 'Limit'])

/** The table or index that one is, or is a month's part of. */
export interface Relations {
  tableOf: (schema: string, relation: string) => string
  indexOf: (index: string) => string
}

/**
 * Every reading of a growing table in a plan that is not bounded. It is bounded when an index finds the rows by a column that few rows
 * share; or when an index gives them in the order asked for and a limit stops the reading, so that no sort, count or sum stands
 * between limit and index. A sweep may also delete or change the range that an index gives it: that is its work. What is not
 * seen here: rows that an index gives and a condition outside the index throws away.
 */
export function unboundedReads(plan: PlanNode, { tableOf, indexOf }: Relations): string[] {
  const found: string[] = []
  const look = (node: PlanNode, above: readonly PlanNode[]): void => {
    const table = tableOf(node.Schema ?? '', node['Relation Name'] ?? '')
    const few = GROWING[table]
    if (few && node['Node Type'].endsWith('Scan') && !isBounded(node, above, few, indexOf)) found.push(`${table}: ${tellOf(node, above)}`)
    for (const child of node.Plans ?? []) look(child, startsAnew(child) ? [] : [node, ...above])
  }
  look(plan, [])
  return found
}

/** A limit outside a subquery, or outside the inner side of a join, bounds nothing in it. */
const startsAnew = (node: PlanNode): boolean => ['SubPlan', 'InitPlan', 'Inner'].includes(node['Parent Relationship'] ?? '')

function isBounded(scan: PlanNode, above: readonly PlanNode[], few: readonly string[], indexOf: Relations['indexOf']): boolean {
  const waits = (one: PlanNode) => WAITING.includes(indexOf(one['Index Name'] ?? ''))
  if (scan['Node Type'] === 'Bitmap Heap Scan') {
    const parts = scan.Plans ?? []
    return parts.every((part) => isFewOfBitmap(part, few) || waits(part)) || (parts.every((part) => part['Index Cond']) && isSwept(above))
  }
  if (findsFew(scan, few) || waits(scan)) return true
  if (!scan['Index Name']) return false
  const { under } = passed(above)
  return under.some((node) => node['Node Type'] === 'Limit') || (Boolean(scan['Index Cond']) && isSwept(above))
}

/** What is above a scan up to the first node that takes all that it is given, and that node. */
function passed(above: readonly PlanNode[]): { under: readonly PlanNode[]; end: PlanNode | undefined } {
  const stop = above.findIndex((node) => !PASSING.has(node['Node Type']))
  return { under: stop === -1 ? above : above.slice(0, stop), end: above[stop] }
}

/** What is read is deleted or changed. */
function isSwept(above: readonly PlanNode[]): boolean {
  const { end } = passed(above)
  return end?.['Node Type'] === 'ModifyTable' && end.Operation !== 'Insert'
}

/** A bitmap of alternatives finds few rows when each of them does. */
function isFewOfBitmap(part: PlanNode, few: readonly string[]): boolean {
  if (part['Node Type'] === 'BitmapOr') return (part.Plans ?? []).every((one) => isFewOfBitmap(one, few))
  if (part['Node Type'] === 'BitmapAnd') return (part.Plans ?? []).some((one) => isFewOfBitmap(one, few))
  return findsFew(part, few)
}

const findsFew = (scan: PlanNode, few: readonly string[]): boolean => equalities(scan['Index Cond'] ?? '').some((column) => few.includes(column))

const equalities = (condition: string): string[] => [...condition.matchAll(/(?:\w+\.)?(\w+)\)?(?:::\w+)? = /g)].map((match) => match[1] ?? '')

const tellOf = (node: PlanNode, above: readonly PlanNode[]): string =>
  [node['Node Type'], node['Index Name'] ?? '', node['Index Cond'] ?? '', 'under', above.map((one) => one['Node Type']).join(' < ') || 'nothing'].filter(Boolean).join(' ')
