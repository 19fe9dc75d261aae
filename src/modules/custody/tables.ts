import type { Generated } from 'kysely'
import type { PlaceKind } from './rules/place-form.ts'

/** The paper file of a dossier, or its result on paper. */
export type What = 'file' | 'result'
export type ItemState = 'open' | 'received' | 'missing' | 'taken-back'

/** Tables of the schema `custody`. */
export interface CustodyTables {
  'custody.place': {
    id: string
    agency_id: string
    kind: PlaceKind
    name: string
    is_first: Generated<boolean>
    made_at: Date
    closed_at: Date | null
  }
  'custody.position': {
    dossier_id: string
    what: What
    agency_id: string
    province_code: string
    at_agency_id: string | null
    place_id: string | null
    holder: string | null
    at_text: string
    since: Date
    moves: number
  }
  'custody.batch': {
    id: string
    request_hash: Buffer
    what: What
    number: number
    year: number
    agency_id: string
    province_code: string
    given_by: string
    given_by_name: string
    at: Date
    to_agency_id: string
    to_staff: string | null
    to_text: string
    items: number
    document_id: string
    state: 'open' | 'confirmed' | 'taken-back'
    ended_at: Date | null
  }
  'custody.batch_item': {
    batch_id: string
    ordinal: number
    dossier_id: string
    what: What
    code: string
    state: ItemState
    reason: Buffer | null
    decided_at: Date | null
    decided_by: string | null
    decided_by_name: string | null
  }
  'custody.move': {
    dossier_id: string
    what: What
    seq: number
    at: Date
    by: string
    by_name: string
    why: 'received' | 'recorded' | 'handed-over' | 'given-out'
    from_text: string | null
    to_text: string
    batch_id: string | null
    agency_id: string
    province_code: string
  }
}

/** What the module reads of the published view. */
export interface PaperView {
  'dossiers.inbox': {
    id: string
    code: string
    agency_id: string
    procedure_name: string
    status: number
    owner_name: string
    subject: string
    result_way: string
    ended_at: Date
    is_whole: boolean
  }
}
