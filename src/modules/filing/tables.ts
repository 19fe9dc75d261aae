import type { ColumnType } from 'kysely'

type Plain<T> = ColumnType<T, T | undefined, T>

/** Tables of the schema `filing`. */
export interface FilingTables {
  'filing.draft': {
    id: string
    account_id: string
    procedure_code: string
    package_version_id: string
    case_key: string | null
    province_code: string | null
    commune_code: string | null
    agency_id: string | null
    lang: string
    answers: Buffer
    result_way: Plain<string | null>
    step: Plain<number>
    revision: Plain<number>
    created_at: Date
    updated_at: Date
    dossier_id: Plain<string | null>
    discarded_at: Plain<Date | null>
    prefill_agreed_at: Plain<Date | null>
    prefill_withdrawn_at: Plain<Date | null>
    prefilled: ColumnType<Record<string, string>, string | undefined, string>
  }
  'filing.draft_paper': { draft_id: string; file_id: string; component: string; added_at: Date }
  'filing.filling_time': { procedure_code: string; minutes: number[] }
  'filing.filling_counted': { one: Plain<boolean>; submitted_at: Date; draft_id: string }
  'filing.supplement_paper': { request_id: string; item_id: string; file_id: string; added_at: Date }
}
