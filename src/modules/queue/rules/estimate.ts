/** What was measured of serving: over some hours, added up. */
export interface Served {
  served: number
  serveSeconds: number
}

/** Fewer than this say little of how long one takes. */
const ENOUGH = 5
const STEP_MINUTES = 5
/** Beyond it nothing is promised but that it is long. */
export const LONGEST_MINUTES = 240

/** Seconds that one person takes: today's mean where enough were served, else that of the days before, else the default. */
export function secondsEach(today: Served, before: Served, defaultMinutes: number): number {
  const found = [today, before].find((one) => one.served >= ENOUGH)
  return found ? found.serveSeconds / found.served : defaultMinutes * 60
}

/**
 * Minutes until one is called, rounded up to five so that it isn't taken for a promise; null while no counter is open.
 * With `ahead` people before one and `open` counters, one's turn comes when the last of them has begun.
 */
export function minutesToWait(at: { ahead: number; open: number; secondsEach: number }): number | null {
  if (at.open < 1) return null
  const minutes = (at.ahead * at.secondsEach) / at.open / 60
  return Math.min(LONGEST_MINUTES, Math.ceil(minutes / STEP_MINUTES) * STEP_MINUTES)
}
