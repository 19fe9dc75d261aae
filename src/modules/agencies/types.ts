import type { CivilDate } from '../../platform/clock.ts'

export const LEVELS = ['ministry', 'province', 'commune'] as const
export type Level = (typeof LEVELS)[number]

export const AGENCY_KINDS = [
  'service-centre',
  'peoples-committee',
  'department',
  'ministry',
  'police',
  'social-insurance',
  'unit',
  'other',
] as const
export type AgencyKind = (typeof AGENCY_KINDS)[number]

/** What a post obliges its holder to do; permission = duty × subtree of agencies. */
export const DUTIES = ['reception', 'specialist', 'leader', 'clerk', 'administrator'] as const
export type Duty = (typeof DUTIES)[number]

export const ABSENCE_REASONS = ['leave', 'illness', 'mission', 'training', 'other'] as const
export type AbsenceReason = (typeof ABSENCE_REASONS)[number]

/** How to reach an office: all of it public. */
export interface Office {
  address: string | null
  phone: string | null
  hoursVi: string | null
  hoursEn: string | null
  mapUrl: string | null
}

export interface Agency extends Office {
  id: string
  /** Mã định danh (QĐ 20/2020/QĐ-TTg); unknown for many. */
  code: string | null
  nameVi: string
  nameEn: string | null
  kind: AgencyKind
  level: Level
  /** Takes dossiers from citizens itself. */
  receives: boolean
  parentId: string | null
  /** Ids of the ancestors and itself, each followed by '/'. */
  path: string
  provinceCode: string | null
  communeCode: string | null
  email: string | null
  hotline: string | null
  validFrom: CivilDate
  /** Last day of its existence. */
  validTo: CivilDate | null
  /** Raised by each change: a form made on an older one is refused. */
  revision: number
}

export interface ReceptionPoint extends Office {
  id: string
  agencyId: string
  nameVi: string
  nameEn: string | null
  address: string
  validFrom: CivilDate
  validTo: CivilDate | null
}

export interface Competence {
  id: string
  agencyId: string
  level: Level
  provinceCode: string | null
  communeCode: string | null
  procedureCode: string | null
  ground: string
  validFrom: CivilDate
  validTo: CivilDate | null
}

export interface Succession {
  predecessorId: string
  successorId: string
  effectiveOn: CivilDate
  ground: string
}

export interface StaffPost {
  postId: string
  staffId: string
  agencyId: string
  agencyPath: string
  agencyName: string
  title: string
  duties: Duty[]
  validFrom: CivilDate
  validTo: CivilDate | null
}

export interface Absence {
  id: string
  staffId: string
  substituteStaffId: string
  from: CivilDate
  to: CivilDate
  reason: AbsenceReason
}
