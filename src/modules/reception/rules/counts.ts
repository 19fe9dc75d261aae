/** How many of a component lie on the counter, by kind. */
export interface PaperCounts {
  originals: number
  certified: number
  copies: number
}

export const MOST_PAPERS = 99

export const isHandedIn = (counts: PaperCounts | undefined): boolean => counts !== undefined && counts.originals + counts.certified + counts.copies > 0

/** A count as typed; null for what is none. */
export function readCount(typed: string): number | null {
  const text = typed.trim()
  if (text === '') return 0
  return /^\d{1,2}$/.test(text) ? Number(text) : null
}
