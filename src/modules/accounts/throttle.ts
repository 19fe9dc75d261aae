import type { Clock } from '../../platform/clock.ts'
import { type Db, inTransaction } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import { UnmetError, type Write } from '../../platform/together.ts'
import { type ThrottlePolicy, waitAfter } from './rules/throttle.ts'
import { block, countAttempt, countWrite, findBlock, forgetAttempts, LIMIT_REACHED, uncountAttempt } from './throttle.store.ts'

export interface Limit {
  name: string
  policy: ThrottlePolicy
}

interface Counted {
  attempts: number
  blockedUntil: Date | null
}

const after = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)
const waitOf = ({ blockedUntil }: Counted, at: Date): number => (blockedUntil ? Math.max(0, Math.ceil((blockedUntil.getTime() - at.getTime()) / 1000)) : 0)
/** Seconds of block that this attempt earns; it holds from the next one on. */
const earnedBy = ({ attempts, blockedUntil }: Counted, { policy }: Limit): number => (blockedUntil ? 0 : waitAfter(attempts + 1, policy))

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
          const counted = await countAttempt(tx, keyOf(limit), at, limit.policy.memorySeconds)
          wait = Math.max(wait, waitOf(counted, at))
          const earned = earnedBy(counted, limit)
          if (earned > 0) await block(tx, keyOf(limit), after(at, earned))
        }
        return wait
      })
    },
    /** Counts what is done in the statement that does it: only what was done counts, and beyond the limit nothing is (`isReached`). */
    counting: (limit: Limit): Write => countWrite(keyOf(limit), deps.clock.now(), limit.policy),
    isReached: (error: unknown): boolean => error instanceof UnmetError && error.what === LIMIT_REACHED,
    /** Seconds until the limit lets one through again; at least one. */
    async secondsLeft(limit: Limit): Promise<number> {
      const blockedUntil = await findBlock(deps.db, keyOf(limit))
      return Math.max(1, waitOf({ attempts: 0, blockedUntil }, deps.clock.now()))
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
