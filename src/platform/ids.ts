import { randomBytes, randomInt } from 'node:crypto'
import { v7 } from 'uuid'

/** UUIDv7: sorts by the time it was made. */
export const newId = (): string => v7()

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
