import { createHash } from 'node:crypto'

/** What of an event the chain commits to. The payload enters only through its salted commitment. */
export interface ChainedEvent {
  eventId: string
  streamKind: string
  streamId: string
  type: string
  version: number
  actor: string
  onBehalfOf: string | null
  actId: string | null
  at: Date
  commitment: Buffer
}

export const FIRST_HASH = Buffer.alloc(32)

/** sha256(salt ‖ payload text): verifiable by whoever is given salt and payload, meaningless without. */
export function commitTo(salt: Buffer, payload: string): Buffer {
  return createHash('sha256').update(salt).update(payload, 'utf8').digest()
}

/** The event's own part of the chain: sha256 over its head in a fixed order, fields parted by a zero byte. */
export function linkOf(event: ChainedEvent): Buffer {
  const head = [
    event.eventId,
    event.streamKind,
    event.streamId,
    event.type,
    String(event.version),
    event.actor,
    event.onBehalfOf ?? '',
    event.actId ?? '',
    event.at.toISOString(),
  ]
  return createHash('sha256').update(head.join('\0')).update('\0').update(event.commitment).digest()
}

/** hash(n) = sha256(hash(n−1) ‖ n as 8 bytes big endian ‖ link(n)); hash(0) is 32 zero bytes. */
export function nextHash(previous: Buffer, seq: number, link: Buffer): Buffer {
  const number = Buffer.alloc(8)
  number.writeBigInt64BE(BigInt(seq))
  return createHash('sha256').update(previous).update(number).update(link).digest()
}
