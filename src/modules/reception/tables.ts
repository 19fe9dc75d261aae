import type { ColumnType } from 'kysely'

type Plain<T> = ColumnType<T, T | undefined, T>

/** Tables of the schema `reception`. */
export interface ReceptionTables {
  'reception.draft': {
    id: string
    agency_id: string
    province_code: string
    channel: number
    content: Buffer
    procedure_code: Plain<string | null>
    package_version_id: Plain<string | null>
    created_at: Date
    created_by: string
    created_by_name: string
    updated_at: Date
    revision: Plain<number>
    dossier_id: Plain<string | null>
    discarded_at: Plain<Date | null>
  }
  'reception.scan': { draft_id: string; component: string; file_id: string; pages: number; coarsest: number | null; is_archive: boolean; at: Date }
  'reception.intake': {
    dossier_id: string
    agency_id: string
    province_code: string
    channel: number
    began_at: Date
    taken_at: Date
    taken_by: string
    taken_by_name: string
    authority: string | null
    postmarked_on: string | null
    carrier: string | null
    parcel: string | null
  }
  'reception.attestation': {
    agency_id: string
    book: string
    year: number
    number: number
    volume: number
    province_code: string
    day: string
    at: Date
    dossier_id: string
    requester_name: string
    title: string
    pages: number | null
    copies: number | null
    signer_name: string
    signer_title: string
    entered_by_name: string
  }
  'reception.guidance': { id: string; agency_id: string; province_code: string; day: string; at: Date; given_by: string; given_by_name: string; procedure_code: string | null; content: Buffer }
  'reception.guidance_day': { agency_id: string; day: string; given: number }
  'reception.transfer': {
    dossier_id: string
    from_agency_id: string
    to_agency_id: string
    province_code: string
    sent_at: Date
    sent_by: string
    sent_by_name: string
    due_at: Date
    received_at: Plain<Date | null>
    received_by: Plain<string | null>
    received_by_name: Plain<string | null>
  }
  'reception.procedure_use': { agency_id: string; procedure_code: string; used: number; last_at: Date }
  'reception.confirmation': {
    draft_id: string
    request_hash: Buffer
    person_id: string
    phone: Buffer
    asked_at: Date
    asked_by: string
    asked_by_name: string
    confirmed_at: Date | null
  }
}
