import type { Sealer } from '../../platform/seal.ts'

const CONTEXT = 'feedback.rating:link:address'
const LONGEST = 600

/** The part of an address that lets its holder rate one dossier until an instant, and nothing else. */
export const ratingToken = (sealer: Sealer, dossierId: string, until: Date): string => sealer.sealText(CONTEXT, JSON.stringify({ dossierId, until: until.getTime() })).toString('base64url')

export const ratingPath = (sealer: Sealer, dossierId: string, until: Date): string => `/danh-gia/ho-so/${ratingToken(sealer, dossierId, until)}`

/** The dossier that a token was made for; null for one that is over or was not made here. */
export function openRatingToken(sealer: Sealer, token: string, now: Date): string | null {
  if (token.length > LONGEST) return null
  try {
    const { dossierId, until } = JSON.parse(sealer.openText(CONTEXT, Buffer.from(token, 'base64url'))) as { dossierId: string; until: number }
    return until > now.getTime() ? dossierId : null
  } catch {
    return null
  }
}
