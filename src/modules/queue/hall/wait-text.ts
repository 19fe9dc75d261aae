import { counted } from '../line-now.ts'
import { LONGEST_MINUTES } from '../rules/estimate.ts'
import type { queueWords } from '../words.ts'

/** How many are before one, and about how long that takes. */
export function waitText(words: ReturnType<typeof queueWords>, ahead: number, minutes: number | null): string[] {
  const before = ahead === 0 ? words.nobodyAhead : words.ahead(counted(ahead))
  if (minutes === null) return [before, words.noCounter]
  if (minutes >= LONGEST_MINUTES) return [before, words.long(LONGEST_MINUTES)]
  return [before, minutes === 0 ? words.soon : words.about(minutes)]
}
