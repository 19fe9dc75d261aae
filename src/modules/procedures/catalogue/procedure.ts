import type { CivilDate } from '../../../platform/clock.ts'
import type { Level, OnlineLevel, ProcedureContent, Service, Source, Status } from './content.ts'
import type { Summary } from './rules/summary.ts'

export interface FieldRef {
  slug: string
  name: string
}

export interface BodyRef {
  slug: string
  name: string
  kind: 'ministry' | 'province' | 'other'
}

/** A procedure as lists show it. */
export interface ProcedureItem {
  code: string
  name: string
  fields: readonly FieldRef[]
  /** Empty where no source says. */
  levels: readonly Level[]
  onlineLevel: OnlineLevel | null
  status: Status
  /** STANDARD, SPECIFIC, STANDARD_INTERNAL as the portal says; null where the source has none. */
  type: string | null
  /** Who published it. */
  body: BodyRef | null
  hasContent: boolean
  summary: Summary
}

/** A procedure with everything that was published of it. */
export interface Procedure extends ProcedureItem {
  agencies: readonly string[]
  audience: readonly string[]
  keywords: readonly string[]
  /** A commune's centre lists it among what it receives. */
  communeReceives: boolean
  source: Source
  /** Date of the list that names it. */
  asOf: CivilDate
  contentAsOf: CivilDate | null
  /** `package`: no source has published it, it is what the package that is filed here says. */
  contentSource: Source | null
  supersededBy: string | null
  version: { id: string; number: number; validFrom: CivilDate } | null
  content: ProcedureContent | null
  services: readonly Service[]
}

export const isPublic = (procedure: { status: Status }): boolean => procedure.status !== 'internal'
