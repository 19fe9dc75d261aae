/** A span of work within a day, in minutes after midnight: [start, end). */
interface Session {
  start: number
  end: number
}

/** Beginnings of the slots of a day, in minutes after midnight: as many whole ones as fit into each session. */
export function slotsOf(sessions: readonly Session[], minutes: number): number[] {
  const found: number[] = []
  for (const { start, end } of sessions) for (let at = start; at + minutes <= end; at += minutes) found.push(at)
  return found
}

const MINUTE_MS = 60_000

export type CheckIn = 'now' | 'too-early' | 'too-late'

/** Whether one who booked may draw a number now. */
export function checkInAt(startsAt: Date, now: Date, { early, late }: { early: number; late: number }): CheckIn {
  const minutes = (now.getTime() - startsAt.getTime()) / MINUTE_MS
  if (minutes < -early) return 'too-early'
  return minutes > late ? 'too-late' : 'now'
}

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
export const CODE_LENGTH = 8

/** A code of letters and digits that are not taken for each other. */
export const codeOf = (bytes: Uint8Array): string => [...bytes.subarray(0, CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')

/** As typed or read by a scanner. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '').slice(0, 20)
