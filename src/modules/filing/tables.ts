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
  'filing.draft_paper': { draft_id: string; file_id: string; component: string; added_at: Date; invitation_id: Plain<string | null> }
  'filing.filling_time': { procedure_code: string; minutes: number[] }
  'filing.filling_counted': { one: Plain<boolean>; submitted_at: Date; draft_id: string }
  'filing.supplement_paper': { request_id: string; item_id: string; file_id: string; added_at: Date }
  'filing.invitation': {
    id: string
    draft_id: string
    party: string
    inviter_account_id: string
    inviter_person_id: string
    inviter_name: string
    invited: Buffer
    nonce: Buffer
    token_hash: Buffer
    made_at: Date
    sent_at: Date
    times_sent: Plain<number>
    expires_at: Date
    opened_at: Plain<Date | null>
    agreed_at: Plain<Date | null>
    account_id: Plain<string | null>
    person_id: Plain<string | null>
    person_name: Plain<string | null>
    answers: Buffer
    prefill_agreed_at: Plain<Date | null>
    prefill_withdrawn_at: Plain<Date | null>
    prefilled: ColumnType<Record<string, string>, string | undefined, string>
    updated_at: Date
    confirmed_at: Plain<Date | null>
    declaration: ColumnType<Declared | null, string | null | undefined, string | null>
    ended_at: Plain<Date | null>
    ended_as: Plain<'declined' | 'left' | 'revoked' | 'expired' | null>
    revision: Plain<number>
  }
}

/** The declaration as a party read and accepted it. */
export interface Declared {
  version: string
  wording: string
  lang: 'vi' | 'en'
}
