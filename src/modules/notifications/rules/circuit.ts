/** How many messages one process hands to a counterparty at once, and when one that is away is tried again. */
const MOST_AT_ONCE = 4
const AWAY_AFTER = 2
const FIRST_REST_MS = 5_000
const LONGEST_REST_MS = 60_000

/** What the last answers of a counterparty say of it. */
export interface Circuit {
  /** Failures one after the other, up to now. */
  failures: number
  /** Answers since the last failure. */
  successes: number
  /** Instant, in milliseconds; nobody asks before it. */
  restUntil: number
}

export const UNKNOWN: Circuit = { failures: 0, successes: 0, restUntil: 0 }

/** It answered, whatever it said: one more at a time may be handed to it. */
export const afterAnswer = (circuit: Circuit): Circuit => ({ failures: 0, successes: circuit.successes + 1, restUntil: 0 })

/**
 * It did not do what it was asked and may later. After two in a row it rests: 5 s, 10 s … a minute. `chance` (0 to 1) shortens
 * a rest by up to a quarter, so that several processes do not ask together.
 */
export function afterFailure({ failures }: Circuit, now: Date, chance: number): Circuit {
  const count = failures + 1
  if (count < AWAY_AFTER) return { failures: count, successes: 0, restUntil: 0 }
  const rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.min(count - AWAY_AFTER, 20)) * (1 - chance / 4)
  return { failures: count, successes: 0, restUntil: now.getTime() + rest }
}

/**
 * How many may be handed over at once: none while it rests, one while nobody knows how it is, then one more with every answer.
 * A rest that ends too far ahead was set before the clock was put back, and is over.
 */
export function placesNow({ failures, successes, restUntil }: Circuit, now: Date): number {
  const left = restUntil - now.getTime()
  if (left > 0 && left <= LONGEST_REST_MS) return 0
  return failures > 0 ? 1 : Math.min(MOST_AT_ONCE, 1 + successes)
}
