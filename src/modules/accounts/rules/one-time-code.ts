import type { Decided } from '../../../platform/result.ts'
import { refuse } from '../refusals.ts'

/** Dated parameters of the deployment may replace these. */
export const CODE_POLICY = {
  digits: 6,
  lifeMinutes: 10,
  maxTries: 5,
  /** Between two codes to the same phone or address. */
  waitSeconds: 60,
  /** Codes to the same phone or address in one hour. */
  maxPerHour: 5,
} as const

const SECOND = 1000
const HOUR = 3600 * SECOND

/** Whether one more code may go to a destination, by when the last ones went. */
export function maySend(sentAt: readonly Date[], now: Date): Decided {
  const recent = sentAt.map((at) => at.getTime()).filter((at) => at > now.getTime() - HOUR)
  if (recent.length >= CODE_POLICY.maxPerHour) {
    return refuse('code-limit', { minutes: Math.ceil((Math.min(...recent) + HOUR - now.getTime()) / 60_000) })
  }
  const ready = Math.max(0, ...recent) + CODE_POLICY.waitSeconds * SECOND
  return ready > now.getTime() ? refuse('code-wait', { seconds: Math.ceil((ready - now.getTime()) / SECOND) }) : { ok: true }
}

/** The digits of a code as typed, spaces and dashes let go. */
export const readCode = (typed: string): string => typed.normalize('NFKC').replace(/[\s\-–]/g, '')

export interface CodeState {
  tries: number
  expiresAt: Date
  endedAt: Date | null
}

/** Whether a code may still be tried, before its digits are looked at. */
export function mayTry(code: CodeState | null, now: Date): Decided {
  if (!code || code.endedAt || code.expiresAt.getTime() <= now.getTime()) return refuse('code-expired')
  return code.tries >= CODE_POLICY.maxTries ? refuse('code-exhausted') : { ok: true }
}

/** What to say after a wrong try, counted already. */
export const wrongTry = (triesNow: number) =>
  triesNow >= CODE_POLICY.maxTries ? refuse('code-exhausted') : refuse('code-wrong', { left: CODE_POLICY.maxTries - triesNow })
