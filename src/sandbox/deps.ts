import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { Sealer } from '../platform/seal.ts'
import type { ClockShift } from './clock-shift.ts'

export interface SandboxDeps {
  db: Db
  sealer: Sealer
  clock: Clock
  /** Drives the demo's clock; null where the clock is not to be driven. */
  clockShift: ClockShift | null
}
