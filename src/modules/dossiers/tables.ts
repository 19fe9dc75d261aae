import type { ColumnType, Generated } from 'kysely'

type Plain<T> = ColumnType<T, T | undefined, T>

/** Tables of the schema `dossiers`. */
export interface DossiersTables {
  'dossiers.dossier': {
    id: string
    code: string
    pin: Buffer
    agency_id: string
    province_code: string
    received_at_agency_id: string
    helped_at_agency_id: string | null
    procedure_code: string
    procedure_name: string
    package_version_id: string
    process_definition_id: string | null
    case_key: string
    channel: number
    status: number
    status_before: number | null
    finance_status: string
    delivery_status: string
    sync_status: string
    account_id: string | null
    submitter_person_id: string | null
    submitter_name: string
    owner_person_id: string | null
    owner_name: string
    owner_name_folded: string
    owner_number_index: Buffer | null
    submitter_number_index: Buffer | null
    subject: string
    subject_folded: string
    contact: Buffer
    phone_index: Buffer | null
    result_way: string
    submitted_at: Date
    accept_by: Date | null
    accepted_at: Plain<Date | null>
    original_due_at: Plain<Date | null>
    current_due_at: Plain<Date | null>
    calendar_version: Plain<number | null>
    supplement_due_at: Plain<Date | null>
    extended_at: Plain<Date | null>
    ended_at: Plain<Date | null>
    returned_at: Plain<Date | null>
    closed_at: Plain<Date | null>
    lang: Plain<string>
    retention_class: string
    legal_hold: Plain<boolean>
    revision: Plain<number>
    is_whole: Generated<boolean>
    whole_id: string | null
    part: string | null
    terms: unknown | null
  }
  'dossiers.answers': { dossier_id: string; revision: number; answers: Buffer; at: Date; act_id: string | null }
  'dossiers.paper': {
    id: string
    dossier_id: string
    component: string
    file_id: string | null
    kind: Plain<number>
    digitised: Plain<number>
    added_at: Date
    added_by: string
    replaced_at: Plain<Date | null>
    originals: Plain<number | null>
    certified: Plain<number | null>
    copies: Plain<number | null>
  }
  'dossiers.pause': {
    id: string
    dossier_id: string
    reason: string
    stopped_at: Date
    resumed_at: Plain<Date | null>
    act_id: string | null
    ground: string | null
    approved_by: string | null
    approved_by_name: string | null
  }
  'dossiers.due_change': {
    dossier_id: string
    seq: number
    due_at: Date
    reason: string
    calendar_version: number
    explanation: ColumnType<unknown, string, string>
    at: Date
  }
  'dossiers.declaration': { dossier_id: string; version: string; wording: string; lang: string; at: Date; party: Plain<string> }
  'dossiers.message': { id: string; dossier_id: string; from_citizen: boolean; author: string; author_name: string; body: Buffer; at: Date }
  'dossiers.code_block': { series: string; next: number }
  'dossiers.tracking_code': {
    id: string
    number_index: Buffer
    targets: Buffer
    messages: Buffer | null
    lang: 'vi' | 'en'
    tries: Plain<number>
    made_at: Date
    expires_at: Date
    ended_at: Plain<Date | null>
  }
  'dossiers.supplement_request': {
    id: string
    dossier_id: string
    stage: string
    asked_at: Date
    asked_by: string
    asked_by_name: string
    approved_by: string | null
    due_at: Date
    answered_at: Plain<Date | null>
    lapsed_at: Plain<Date | null>
  }
  'dossiers.supplement_item': {
    id: string
    request_id: string
    ordinal: number
    component: string | null
    field: string | null
    detail: Buffer
    reply: Plain<Buffer | null>
  }
  'dossiers.withdrawal': {
    id: string
    dossier_id: string
    reason: Buffer
    asked_at: Date
    decided_at: Plain<Date | null>
    decided_by: Plain<string | null>
    granted: Plain<boolean | null>
    answer: Plain<Buffer | null>
  }
  'dossiers.draft_result': {
    id: string
    dossier_id: string
    file_id: string
    content: Buffer
    sent_at: Date
    answer_by: Date
    answered_at: Plain<Date | null>
    answer: Plain<string | null>
    comment: Plain<Buffer | null>
    corrections: Plain<Buffer | null>
  }
  'dossiers.party': { dossier_id: string; party: string; account_id: string; person_id: string; name: string; confirmed_at: Date }
  'dossiers.extension': {
    dossier_id: string
    seq: number
    at: Date
    from_due: Date
    to_day: string
    to_due: Date
    reason: Buffer
    given_by: string
    given_by_name: string
    act_id: string
  }
  'dossiers.obligation': {
    id: string
    dossier_id: string
    asked_at: Date
    asked_by: string
    asked_by_name: string
    pay_by: string | null
    detail: Buffer
    met_at: Date | null
    met_by: string | null
    met_by_name: string | null
    proof: Buffer | null
  }
  'dossiers.change': {
    n: Generated<number>
    dossier_id: string
    was_agency_id: string | null
    was_status: number | null
    agency_id: string | null
    status: number | null
    look_up: boolean
  }
  'dossiers.open_count': {
    agency_id: string
    status: number
    open: number
  }
  'dossiers.search_term': {
    term: number
    dossier_id: string
  }
}
