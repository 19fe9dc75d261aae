import type { CivilDate } from '../../platform/clock.ts'
import type { AbsenceReason, AgencyKind, Duty, Level } from './types.ts'

/** Tables of the schema `agencies`. */
export interface AgenciesTables {
  'agencies.agency': {
    id: string
    code: string | null
    name_vi: string
    name_en: string | null
    name_folded: string
    kind: AgencyKind
    level: Level
    receives: boolean
    parent_id: string | null
    path: string
    province_code: string | null
    commune_code: string | null
    address: string | null
    phone: string | null
    email: string | null
    hours_vi: string | null
    hours_en: string | null
    map_url: string | null
    hotline: string | null
    valid_from: CivilDate
    valid_to: CivilDate | null
    revision: number
    recorded_at: Date
    changed_at: Date
  }
  'agencies.succession': {
    predecessor_id: string
    successor_id: string
    effective_on: CivilDate
    ground: string
    recorded_at: Date
  }
  'agencies.reception_point': {
    id: string
    agency_id: string
    name_vi: string
    name_en: string | null
    address: string
    phone: string | null
    hours_vi: string | null
    hours_en: string | null
    map_url: string | null
    valid_from: CivilDate
    valid_to: CivilDate | null
    recorded_at: Date
  }
  'agencies.competence': {
    id: string
    agency_id: string
    level: Level
    province_code: string | null
    commune_code: string | null
    procedure_code: string | null
    ground: string
    valid_from: CivilDate
    valid_to: CivilDate | null
    recorded_at: Date
  }
  'agencies.post': {
    id: string
    staff_id: string
    agency_id: string
    title: string
    duties: Duty[]
    valid_from: CivilDate
    valid_to: CivilDate | null
    recorded_at: Date
    recorded_by: string
  }
  'agencies.absence': {
    id: string
    staff_id: string
    substitute_staff_id: string
    absent_from: CivilDate
    absent_to: CivilDate
    reason: AbsenceReason
    recorded_at: Date
    recorded_by: string
    cancelled_at: Date | null
    cancelled_by: string | null
  }
  'agencies.version': { one: boolean; version: number }
}
