/** So many of the latest fillings are kept. */
export const MOST_FILLINGS = 100
/** Fewer say nothing yet. */
export const LEAST_FILLINGS = 10
/** Our own choice: who took longer went away in between, and tells nothing of how long it takes. */
const LONGEST_MINUTES = 180

/** Minutes from the beginning of a draft to its submission; null for what was not filled in at one sitting. */
export function minutesBetween(begun: Date, submitted: Date): number | null {
  const minutes = (submitted.getTime() - begun.getTime()) / 60_000
  return minutes < 0 || minutes > LONGEST_MINUTES ? null : Math.max(1, Math.round(minutes))
}

/** The latest fillings with the newer ones after them. */
export const withNewer = (before: readonly number[], newer: readonly number[]): number[] => [...before, ...newer].slice(-MOST_FILLINGS)

export interface FillingTime {
  minutes: number
  /** How many fillings say so. */
  fillings: number
}

/** What is told of them: the median, to five minutes where it is long; null while there are too few. */
export function fillingTimeOf(minutes: readonly number[]): FillingTime | null {
  if (minutes.length < LEAST_FILLINGS) return null
  const sorted = [...minutes].sort((a, b) => a - b)
  const middle = ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2
  return { minutes: middle < 20 ? Math.round(middle) : Math.round(middle / 5) * 5, fillings: minutes.length }
}
