import type { Clock } from '../../src/platform/clock.ts'
import type { Db } from '../../src/platform/db.ts'
import type { Sealer } from '../../src/platform/seal.ts'

/** Fills the demo's template: catalogue, places, agencies, people. */
export async function loadDemo(_deps: { db: Db; sealer: Sealer; clock: Clock }): Promise<void> {
  return
}
