import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db.ts'
import type { Sealer } from '../../../platform/seal.ts'
import type { Throttle } from '../../accounts/index.ts'
import type { AppendEvent, LogAccess } from '../../events/index.ts'
import type { DossierRecord } from '../record.ts'
import type { LookPolicy } from './rules/look-guard.ts'

/** The office that decides, as one who looks a dossier up is told. */
export interface TrackingAgency {
  nameVi: string
  nameEn: string | null
  address: string | null
  phone: string | null
  hoursVi: string | null
  hoursEn: string | null
}

/** A step of the dossier's process. */
export interface TrackingStep {
  name: string
  duty: string
  state: 'done' | 'now' | 'paused' | 'next' | 'cancelled'
  openedAt: Date | null
  dueAt: Date | null
  closedAt: Date | null
  /** Who did it or has taken it. */
  officer: string | null
}

export interface TrackingDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  append: AppendEvent
  logAccess: LogAccess
  record: DossierRecord
  throttle: Throttle
  findAgency: (agencyId: string) => Promise<TrackingAgency | null>
  stepsOf: (dossierId: string) => Promise<readonly TrackingStep[]>
  /** Replaces the default limit of look-ups by code. */
  looks?: LookPolicy
}
