import type { ColumnType, Generated } from 'kysely'

type Plain<T> = ColumnType<T, T | undefined, T>

/** Tables of the schema `processing`. */
export interface ProcessingTables {
  'processing.act': {
    id: string
    dossier_id: string
    kind: string
    actor: string
    actor_name: string
    actor_title: string | null
    at: Date
    agency_id: string
    province_code: string
    reason: Buffer | null
  }
  'processing.note': { id: string; dossier_id: string; author: string; author_name: string; body: Buffer; at: Date }
  'processing.identity_request': {
    dossier_id: string
    request_id: string
    state: string
    number: Plain<Buffer | null>
    detail: Plain<string | null>
    asked_at: Date
    answered_at: Plain<Date | null>
  }
  'processing.draft': {
    act_id: string
    dossier_id: string
    answers_revision: number
    file_id: string
    entries: Plain<Buffer | null>
    at: Date
    agency_id: string
    province_code: string
  }
  'processing.result': {
    dossier_id: string
    document_id: string
    book: string | null
    volume: number | null
    number: number
    year: number
    printed: Buffer
    signed_by: string
    signed_by_name: string
    issued_at: Date
    agency_id: string
    province_code: string
    replaces: Plain<string | null>
    withdrawn_at: Plain<Date | null>
    withdrawn_by: Plain<string | null>
    withdrawn_by_name: Plain<string | null>
    content: Plain<Buffer | null>
  }
  'processing.giving_back': {
    id: string
    dossier_id: string
    what: 'papers' | 'replacement'
    papers: Buffer
    receiver: string
    how: 'counter' | 'post' | 'online'
    refund: number
    at: Date
    given_by: string
    given_by_name: string
    agency_id: string
    province_code: string
  }
  'processing.register_entry': {
    dossier_id: string
    agency_id: string
    province_code: string
    year: number
    volume: number
    number: number
    sets: Plain<number>
    received_at: Date
    handed_over_at: Plain<Date | null>
    returned_how: Plain<string | null>
    receiver: Plain<string | null>
  }
  'processing.collection': {
    id: string
    dossier_id: string
    amount: number
    payer: string
    way: 'cash' | 'transfer' | 'card'
    receipt: string
    at: Date
    collected_by: string
    collected_by_name: string
    agency_id: string
    province_code: string
    cancelled_at: Date | null
    cancelled_by: string | null
    cancelled_by_name: string | null
    cancel_reason: string | null
  }
  'processing.saved_filter': {
    id: string
    staff_id: string
    name: string
    list: string
    query: string
    shared_with: string | null
    is_default: Plain<boolean>
    saved_at: Date
  }
  'processing.late_warning': { dossier_id: string; due_at: Date; told_at: Date }
  'processing.delegation': {
    id: string
    task_id: string
    dossier_id: string
    from_staff: string
    from_name: string
    to_staff: string
    to_name: string
    since: Date
    until: Date
    reason: Buffer
    ended_at: Date | null
    agency_id: string
    province_code: string
  }
  'processing.notice': {
    id: string
    staff_id: string
    dossier_id: string
    code: string
    kind: string
    by_name: string
    detail: string
    at: Date
    read_at: Date | null
    key: string
  }
  'processing.opinion': {
    id: string
    dossier_id: string
    asked_by: string
    asked_by_name: string
    asked_at: Date
    to_staff: string | null
    to_agency: string | null
    to_name: string
    question: Buffer
    shows: ColumnType<unknown, string, string>
    due_at: Date
    silence_ground: string | null
    state: Generated<'open' | 'answered' | 'withdrawn' | 'silent'>
    ended_at: Date | null
    ended_by: string | null
    ended_by_name: string | null
    stance: 'agree' | 'disagree' | 'remarks' | null
    answer: Buffer | null
    late_told_at: Date | null
    agency_id: string
    province_code: string
  }
  'processing.presence': {
    dossier_id: string
    staff_id: string
    name: string
    seen_at: Date
  }
  'processing.watcher': {
    dossier_id: string
    staff_id: string
    name: string
    since: Date
  }
  'processing.calendar_change': {
    id: string
    change: unknown
    summary: string
    first_day: string
    last_day: string
    base_version: number
    state: 'looking' | 'looked' | 'saved' | 'done' | 'discarded'
    place_due: Plain<Date | null>
    place_id: Plain<string | null>
    proposed_at: Date
    proposed_by: string
    proposed_by_name: string
    saved_at: Plain<Date | null>
    saved_by_name: Plain<string | null>
    calendar_version: Plain<number | null>
    done_at: Plain<Date | null>
  }
  'processing.calendar_change_line': {
    change_id: string
    phase: 'look' | 'moved'
    dossier_id: string
    code: string
    agency_id: string
    province_code: string
    from_due: Date
    to_due: Date
  }
  'processing.calendar_change_tally': {
    change_id: string
    phase: 'look' | 'moved'
    agency_id: string
    dossiers: number
  }
}

/** The view that the module dossiers publishes to the inbox. */
export interface InboxView {
  'dossiers.inbox': {
    id: string
    code: string
    agency_id: string
    province_code: string
    procedure_code: string
    procedure_name: string
    channel: number
    status: number
    submitter_name: string
    owner_name: string
    owner_name_folded: string
    subject: string
    submitted_at: Date
    accept_by: Date | null
    accepted_at: Date | null
    current_due_at: Date | null
    supplement_due_at: Date | null
    result_way: string
    closed_at: Date | null
    ended_at: Date | null
    is_whole: boolean
    revision: number
    original_due_at: Date | null
  }
}
