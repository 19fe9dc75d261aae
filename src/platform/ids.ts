import { randomBytes, randomInt } from 'node:crypto'
import { v7 } from 'uuid'
import { systemClock } from './clock.ts'
import { fewRandomBytes } from './random.ts'

const ID_BYTES = 16
let lastMs = 0
let serial = 0

/** UUIDv7: sorts by the time it was made, also within a millisecond of one process and when the clock is set back. */
export function newId(): string {
  const random = fewRandomBytes(ID_BYTES)
  const now = systemClock.now().getTime()
  if (now > lastMs) {
    lastMs = now
    // Half of the room above stays free for the ids of the same millisecond.
    serial = random.readUInt32BE(0) >>> 1
  } else if (++serial > 0xff_ff_ff_ff) {
    lastMs++
    serial = 0
  }
  return v7({ random, msecs: lastMs, seq: serial })
}

/** Random text for tokens, base64url. */
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString('base64url')

/** Random decimal digits, for one-time codes and PINs. */
export function randomDigits(count: number): string {
  let digits = ''
  for (let i = 0; i < count; i++) digits += String(randomInt(10))
  return digits
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i
export const isId = (text: string): boolean => UUID.test(text)
