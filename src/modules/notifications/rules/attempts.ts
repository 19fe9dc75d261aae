/** How a message is tried again, and when it is given up. */
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 10 * 60_000
const GIVE_UP_AFTER_MS = 3 * 86_400_000
/** An attempt whose end nobody recorded is in doubt after this: it is repeated under the same reference. */
export const LEASE_MS = 60_000

export interface Tried {
  /** Counting the attempt just made. */
  attempts: number
  madeAt: Date
  expiresAt: Date | null
}

export type NextStep = { state: 'failed'; nextAt: Date } | { state: 'given-up' }

/**
 * What follows a failed attempt: 5 s, 10 s, 20 s … 10 minutes apart for three days; a permanent refusal ends it at once.
 * `chance` (0 to 1) shortens the wait by up to a quarter, so that what failed together does not come back together.
 */
export function afterFailure(tried: Tried, permanent: boolean, now: Date, chance: number): NextStep {
  if (permanent) return { state: 'given-up' }
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tried.attempts - 1, 20)) * (1 - chance / 4)
  const nextAt = new Date(now.getTime() + wait)
  const end = Math.min(tried.madeAt.getTime() + GIVE_UP_AFTER_MS, tried.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY)
  return nextAt.getTime() > end ? { state: 'given-up' } : { state: 'failed', nextAt }
}

/** The latest `next_at` that the rules above can make at `now`; a later one was set before the clock was put back. */
export const latestWait = (now: Date): Date => new Date(now.getTime() + Math.max(LONGEST_WAIT_MS, LEASE_MS))

/** How long the text of a message is kept; the record that it was sent stays. */
export const KEPT_DAYS = 90

/** Nothing made before this waits to be sent: its text is forgotten, and it was given up with it. */
export const oldestWaiting = (now: Date): Date => new Date(now.getTime() - (KEPT_DAYS + 10) * 86_400_000)

/** A message whose turn it is. */
export const isDue = (nextAt: Date, now: Date): boolean => nextAt <= now || nextAt > latestWait(now)

export const isTooLate = (expiresAt: Date | null, now: Date): boolean => expiresAt !== null && expiresAt <= now
