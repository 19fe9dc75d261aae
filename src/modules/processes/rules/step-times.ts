/** Upper bound of the first span, in working minutes; each further one is twice as long. */
const FIRST_MINUTES = 15
const LAST_BUCKET = 14

/** The span that so many working minutes fall into: 0 is up to a quarter of an hour, 1 up to half an hour, … */
export function bucketOf(minutes: number): number {
  let bucket = 0
  for (let end = FIRST_MINUTES; minutes > end && bucket < LAST_BUCKET; end *= 2) bucket++
  return bucket
}

export interface TimesOfStep {
  bucket: number
  steps: number
  minutes: number
}

/**
 * The time within which this share of the steps was done, taken from the mean of the span it falls into; null where nothing was done
 * yet, or too little to say.
 */
export function typicalMinutes(times: readonly TimesOfStep[], share = 0.75, least = 5): number | null {
  const all = times.reduce((sum, one) => sum + one.steps, 0)
  if (all < least) return null
  let seen = 0
  for (const one of [...times].sort((a, b) => a.bucket - b.bucket)) {
    seen += one.steps
    if (seen >= all * share) return Math.round(one.minutes / one.steps)
  }
  return null
}
