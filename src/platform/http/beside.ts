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
  /** null where the request names nothing that could be there. */
  parts(params: Readonly<Record<string, string>>, asked: Asked): P | null
}

/** Whose a token is: that it still holds is not said by this. */
export interface TokenOwner {
  accountId: string
  personId: string
}

/** What of a request may tell what is to be read. */
export interface Asked {
  /** As it was sent, not yet judged. */
  body: unknown
  /** Idempotency key by the header, not yet judged. */
  key: string | null
  /** Whose token was sent, where it has come before; null for all else. */
  owner: TokenOwner | null
}

/** What was read beside, handed out once; null where it was not read: this route then asks by itself. */
export function takeBeside<P extends Parts>(r: WebRequest, beside: Beside<P>): Opened<P> | null {
  const { read } = r
  r.read = null
  return read && read.of === (beside as Beside<Parts>) ? (read.value as Opened<P>) : null
}

/** What the route asked for, as it was read beside; the second time, and where it was not, it is read now: an act may have changed it. */
export async function readBeside<P extends Parts>(reader: Reader, r: WebRequest, beside: Beside<P>): Promise<Opened<P> | null> {
  const read = takeBeside(r, beside)
  if (read) return read
  const parts = beside.parts(r.params, { body: r.json, key: r.key, owner: null })
  return parts && readTogether(reader, parts)
}
