import type { Reader } from '../db.ts'
import { type Opened, type Part, readTogether } from '../together.ts'
import type { WebRequest } from './request.ts'

export type Parts = Readonly<Record<string, Part<unknown>>>
/** What was read, and for which route's asking. */
export interface Read {
  of: Beside<Parts>
  value: unknown
}

/**
 * What a route reads in the statement that finds out who asks: one trip to the database instead of two. When it is read nobody
 * knows yet whether they may see it: whoever takes it decides on that, and opens nothing sealed before.
 */
export interface Beside<P extends Parts> {
  /** null where the address names nothing that could be there. */
  parts(params: Readonly<Record<string, string>>): P | null
}

/** What the route asked for, as it was read beside; the second time, and where it was not, it is read now: an act may have changed it. */
export async function readBeside<P extends Parts>(reader: Reader, r: WebRequest, beside: Beside<P>): Promise<Opened<P> | null> {
  const { read } = r
  r.read = null
  if (read && read.of === (beside as Beside<Parts>)) return read.value as Opened<P>
  const parts = beside.parts(r.params)
  return parts && readTogether(reader, parts)
}
