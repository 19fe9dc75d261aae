import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

/** Token of a session's forms: a keyed fingerprint of the session, so that nothing more is stored. */
export function csrfToken(sessionKey: KeyObject, sessionId: string): string {
  return createHmac('sha256', sessionKey).update('csrf\0').update(sessionId).digest('base64url')
}

export function csrfMatches(token: string, given: unknown): boolean {
  if (typeof given !== 'string') return false
  const expected = Buffer.from(token)
  const sent = Buffer.from(given)
  return expected.length === sent.length && timingSafeEqual(expected, sent)
}

/** True when a browser says that the request was made by a page of another site. */
export function isForeign(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') return true
  const origin = request.headers.origin
  if (!origin) return false
  if (origin === 'null') return site !== 'same-origin'
  try {
    return new URL(origin).host !== request.host
  } catch {
    return true
  }
}
