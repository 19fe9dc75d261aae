import { type CivilDate, civilDateOf, formatDate, instantOf } from '../../../platform/clock.ts'
import { parseCivilDate } from '../../../platform/day-number.ts'
import type { Decided } from '../../../platform/result.ts'
import { refuse } from '../refusals.ts'

const LONGEST_AHEAD_YEARS = 2

/** The instant from which a day counts: today means now. */
export function beginningOf(date: CivilDate, at: Date): Decided<{ validFrom: Date }> {
  const today = civilDateOf(at)
  const last = `${Number(today.slice(0, 4)) + LONGEST_AHEAD_YEARS}-12-31`
  if (parseCivilDate(date) === null) return refuse('process-date', { today: formatDate(today), last: formatDate(last) })
  if (date < today || date > last) return refuse('process-date', { today: formatDate(today), last: formatDate(last) })
  return { ok: true, validFrom: date === today ? at : instantOf(date) }
}
