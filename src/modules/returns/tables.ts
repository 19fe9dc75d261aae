import type { ColumnType } from 'kysely'
import type { How, IdKind, Proof, Relation } from './rules/receiver.ts'

/** Tables of the schema `returns`. */
export interface ReturnsTables {
  'returns.handing': {
    id: string
    request_hash: Buffer
    at: Date
    by: string
    by_name: string
    agency_id: string
    province_code: string
    how: How
    relation: Relation
    receiver_name: string
    id_kind: IdKind | null
    id_number: Buffer | null
    authorisation: Buffer | null
    post_number: string | null
    proof: Proof | 'none'
    signature_file_id: string | null
  }
  'returns.handing_item': {
    handing_id: string
    ordinal: number
    dossier_id: string | null
    code: string
    outcome: 'pending' | 'given' | 'refused'
    refusal: ColumnType<unknown, string | null, string | null>
  }
  'returns.reminder': {
    dossier_id: string
    ordinal: number
    at: Date
    agency_id: string
    province_code: string
  }
}

/** What the module reads of the published view. */
export interface WaitingView {
  'dossiers.inbox': {
    id: string
    code: string
    agency_id: string
    province_code: string
    procedure_name: string
    status: number
    submitter_name: string
    owner_name: string
    owner_name_folded: string
    subject: string
    result_way: 'online' | 'counter' | 'post'
    ended_at: Date
    is_whole: boolean
  }
}
