import type { Generated } from 'kysely'

/** Tables of the schema `feedback`. */
export interface FeedbackTables {
  'feedback.criterion': {
    key: string
    number: number
    name_vi: string
    name_en: string
    levels_vi: string[]
    levels_en: string[]
    valid_from: string
    valid_to: string | null
    source: string
  }
  'feedback.rating': {
    id: string
    dossier_id: string
    agency_id: string
    province_code: string
    procedure_code: string
    procedure_name: string
    levels: unknown
    worst: number
    reason: Buffer | null
    shows_name: boolean
    way: 'account' | 'link' | 'kiosk'
    month: string
    rated_at: Date
    changed_at: Date | null
    revision: Generated<number>
    answer: Buffer | null
    answered_at: Date | null
    answered_by: string | null
    answered_by_name: string | null
    lang: 'vi' | 'en'
  }
  'feedback.tally': {
    agency_id: string
    month: string
    criterion: string
    level_0: Generated<number>
    level_1: Generated<number>
    level_2: Generated<number>
  }
}
