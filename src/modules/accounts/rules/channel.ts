import type { ChannelKind } from '../types.ts'

/** A Vietnamese mobile number as ten digits (0912345678), or null: only such a number takes a message. */
export function readPhone(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s.\-–()]/g, '')
  const national = digits.replace(/^(?:\+84|0084|84)(?=\d{9}$)/, '0')
  return /^0[35789]\d{8}$/.test(national) ? national : null
}

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/

/** An e-mail address in lower case, or null. */
export function readEmail(typed: string): string | null {
  const address = typed.normalize('NFKC').trim().toLowerCase()
  const at = address.lastIndexOf('@')
  if (at < 1 || at > 64 || address.length > 254) return null
  return LOCAL.test(address.slice(0, at)) && DOMAIN.test(address.slice(at + 1)) ? address : null
}

export const readChannel = (kind: ChannelKind, typed: string): string | null => (kind === 'phone' ? readPhone(typed) : readEmail(typed))

/** 09•• ••• 678 and m•••@example.vn: enough to recognise, too little to use. */
export function maskChannel(kind: ChannelKind, value: string): string {
  if (kind === 'phone') return `${value.slice(0, 2)}•• ••• ${value.slice(-3)}`
  const at = value.lastIndexOf('@')
  return `${value.slice(0, 1)}•••${value.slice(at)}`
}
