import type { Sealer } from '../../../platform/seal.ts'
import type { Proven } from './ask-code.ts'

/** What one who has proven the PIN or the phone may go on reading for a while, kept sealed in the browser's cookie. */
export type Pass = { dossierId: string } | { codeId: string; numberIndex: string; phoneIndex: string }

export const PASS_COOKIE = 'tra-cuu'
export const PASS_SECONDS = 900

const CONTEXT = 'dossiers.tracking:pass:cookie'

export const passOfNumber = (proven: Proven): Pass => ({
  codeId: proven.codeId,
  numberIndex: proven.numberIndex.toString('hex'),
  phoneIndex: proven.phoneIndex.toString('hex'),
})

export const sealPass = (sealer: Sealer, pass: Pass, now: Date): string =>
  sealer.sealText(CONTEXT, JSON.stringify({ pass, until: now.getTime() + PASS_SECONDS * 1000 })).toString('base64url')

/** The pass in a cookie; null when there is none, when it is over, or when it was not sealed here. */
export function openPass(sealer: Sealer, cookie: string | undefined, now: Date): Pass | null {
  if (!cookie || cookie.length > 2000) return null
  try {
    const { pass, until } = JSON.parse(sealer.openText(CONTEXT, Buffer.from(cookie, 'base64url'))) as {
      pass: Pass
      until: number
    }
    return until > now.getTime() ? pass : null
  } catch {
    return null
  }
}
