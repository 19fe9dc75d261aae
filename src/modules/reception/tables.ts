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
  'reception.procedure_use': { agency_id: string; procedure_code: string; used: number; last_at: Date }
}
