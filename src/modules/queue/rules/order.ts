/** Where a number stands in the order of a day. */
export interface Place {
  orderAt: Date
  id: string
}

export const isBefore = (one: Place, other: Place): boolean =>
  one.orderAt.getTime() === other.orderAt.getTime() ? one.id < other.id : one.orderAt < other.orderAt

/** Those with priority or a booked time; all others. */
export type Lane = 'favoured' | 'plain'

/**
 * Which lane a counter calls from next. Nobody with priority waits longer than without it: who came first goes first. Beyond
 * that, one call of `every` is for priority as long as somebody with priority waits; between two such calls ordinary numbers
 * go on in their order, so that neither lane stands still. 1: priority always first.
 *
 * How often is our own choice: no text on the order of calls at a one-stop office was found; it is a dated parameter.
 */
export function laneOf(at: { favoured: Place | null; plain: Place | null; plainSince: number; every: number }): Lane | null {
  const { favoured, plain } = at
  if (!favoured || !plain) return favoured ? 'favoured' : plain ? 'plain' : null
  if (isBefore(favoured, plain)) return 'favoured'
  return at.plainSince + 1 >= Math.max(1, at.every) ? 'favoured' : 'plain'
}

/** Ordinary calls since the last one with priority, after another call. */
export const countedOn = (lane: Lane, plainSince: number): number => (lane === 'favoured' ? 0 : Math.min(plainSince + 1, 1000))
