import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { AppendEvent } from '../events/index.ts'
import type { PasswordHasher } from './hashing.ts'
import type { Throttle } from './throttle.ts'

/** What the acts of this module work with; each asks for the part it needs. */
export interface AccountActDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  appendEvent: AppendEvent
  hasher: PasswordHasher
  throttle: Throttle
}

export interface SessionPolicy {
  citizenIdleMinutes: number
  citizenMaxHours: number
  officerIdleMinutes: number
  officerMaxHours: number
}

/** Officers' sessions end after half an hour of idleness; citizens' slide for twelve hours. */
export const DEFAULT_SESSIONS: SessionPolicy = { citizenIdleMinutes: 720, citizenMaxHours: 168, officerIdleMinutes: 30, officerMaxHours: 12 }
