import type { Clock } from '../../platform/clock.ts'
import { type Db, inTransaction } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import { type ThrottlePolicy, waitAfter } from './rules/throttle.ts'
import { block, countAttempt, forgetAttempts, uncountAttempt } from './throttle.store.ts'

export interface Limit {
  name: string
  policy: ThrottlePolicy
}

/** Attempts are counted before they are judged, so that a hundred sent at once don't slip through together. */
export function createThrottle(deps: { db: Db; clock: Clock; sealer: Sealer }) {
  const keyOf = (limit: Limit) => deps.sealer.blindIndex('throttle', limit.name)
  return {
    /** @returns seconds to wait when one of the limits is reached; 0 when the attempt may go on (it is counted then). */
    async attempt(limits: readonly Limit[]): Promise<number> {
      const at = deps.clock.now()
      // Always in the same order: two attempts under the same keys wait for each other instead of deadlocking.
      const ordered = [...limits].sort((a, b) => (a.name < b.name ? -1 : 1))
      return inTransaction(deps.db, async (tx) => {
        let wait = 0
        for (const limit of ordered) {
          const key = keyOf(limit)
          const { attempts, blockedUntil } = await countAttempt(tx, key, at, limit.policy.memorySeconds)
          if (blockedUntil) wait = Math.max(wait, Math.ceil((blockedUntil.getTime() - at.getTime()) / 1000))
          // The block that this attempt earns holds from the next one on.
          const earned = blockedUntil ? 0 : waitAfter(attempts + 1, limit.policy)
          if (earned > 0) await block(tx, key, new Date(at.getTime() + earned * 1000))
        }
        return wait
      })
    },
    async forget(limits: readonly Limit[]): Promise<void> {
      await inTransaction(deps.db, (tx) => forgetAttempts(tx, limits.map(keyOf)))
    },
    /** The attempt was not judged after all (the service was too busy). */
    async takeBack(limits: readonly Limit[]): Promise<void> {
      await inTransaction(deps.db, (tx) => uncountAttempt(tx, limits.map(keyOf)))
    },
  }
}
export type Throttle = ReturnType<typeof createThrottle>
