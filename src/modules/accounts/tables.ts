import type { CivilDate } from '../../platform/clock.ts'
import type { Lang } from '../../platform/words.ts'
import type { Audience, ChannelKind, CodePurpose, ConsentPurpose, Scope } from './types.ts'

interface Kept {
  retention_class: string
  legal_hold: boolean
}

/** Tables of the schema `accounts`. */
export interface AccountsTables {
  'accounts.person': Kept & {
    id: string
    name: string
    name_folded: string
    birth_date_sealed: Buffer | null
    recorded_at: Date
    changed_at: Date
  }
  'accounts.person_identifier': {
    id: string
    person_id: string
    kind: 'personal-number' | 'old-identity-card' | 'passport'
    value_sealed: Buffer
    value_index: Buffer
    verified_by: 'counter' | 'vneid' | null
    verified_at: Date | null
    valid_from: CivilDate | null
    ended_at: Date | null
    recorded_at: Date
  }
  'accounts.organisation': Kept & {
    id: string
    name: string
    name_folded: string
    kind: 'enterprise' | 'cooperative' | 'household-business' | 'public-body' | 'association' | 'other'
    tax_code_sealed: Buffer | null
    tax_code_index: Buffer | null
    recorded_at: Date
    changed_at: Date
    ended_at: Date | null
  }
  'accounts.representation': {
    id: string
    representative_person_id: string
    principal_person_id: string | null
    principal_organisation_id: string | null
    basis: 'legal-representative' | 'parent' | 'guardian' | 'family' | 'authorisation'
    scope: string[]
    evidence_file_id: string | null
    verified_by: string | null
    verified_at: Date | null
    valid_from: CivilDate
    valid_to: CivilDate | null
    revoked_at: Date | null
    recorded_at: Date
    recorded_by: string
  }
  'accounts.consent': {
    id: string
    person_id: string
    purpose: ConsentPurpose
    text_version: string
    given_at: Date
    withdrawn_at: Date | null
  }
  'accounts.account': Kept & {
    id: string
    person_id: string
    status: 'active' | 'closed'
    username_sealed: Buffer | null
    username_index: Buffer | null
    password_hash: string
    password_changed_at: Date
    lang: Lang
    registered_at: Date
    activated_at: Date
    closed_at: Date | null
  }
  'accounts.channel': {
    id: string
    account_id: string
    kind: ChannelKind
    value_sealed: Buffer
    value_index: Buffer
    recorded_at: Date
    verified_at: Date | null
    replaced_at: Date | null
  }
  'accounts.registration': {
    id: string
    token_hash: Buffer
    payload_sealed: Buffer | null
    password_hash: string | null
    duplicate: boolean
    registered_at: Date
    expires_at: Date
    account_id: string | null
  }
  'accounts.one_time_code': {
    id: string
    purpose: CodePurpose
    subject_id: string
    channel_kind: ChannelKind
    destination_sealed: Buffer | null
    destination_index: Buffer
    code_sealed: Buffer | null
    code_hash: Buffer
    lang: Lang
    tries: number
    made_at: Date
    expires_at: Date
    ended_at: Date | null
  }
  'accounts.password_reset': {
    id: string
    token_hash: Buffer
    account_id: string | null
    tries: number
    asked_at: Date
    expires_at: Date
    used_at: Date | null
  }
  'accounts.staff': {
    id: string
    username: string
    name: string
    name_folded: string
    home_agency_id: string
    home_agency_path: string
    password_hash: string
    password_changed_at: Date
    must_change_password: boolean
    password_expires_at: Date | null
    status: 'active' | 'disabled'
    recorded_at: Date
    recorded_by: string
    changed_at: Date
  }
  'accounts.session': {
    id: string
    token_hash: Buffer
    audience: Audience
    account_id: string | null
    staff_id: string | null
    user_agent: string | null
    address_sealed: Buffer | null
    started_at: Date
    seen_at: Date
    idle_minutes: number
    expires_at: Date
    ended_at: Date | null
    ended_by: string | null
  }
  'accounts.access_token': {
    id: string
    account_id: string
    name: string
    token_hash: Buffer
    hint: string
    scopes: Scope[]
    made_at: Date
    expires_at: Date
    used_at: Date | null
    revoked_at: Date | null
  }
  'accounts.throttle': {
    key: Buffer
    failures: number
    first_at: Date
    blocked_until: Date | null
    expires_at: Date
  }
}

/** Columns that the database fills are left out on insert. */
export type Inserted<T> = Omit<T, keyof Kept>
