import type { Actor } from '../../platform/actor.ts'
import { type Clock, civilDateOf } from '../../platform/clock.ts'
import { type Db, inTransaction } from '../../platform/db.ts'
import { type Part, readTogether } from '../../platform/together.ts'
import { postsToActIn } from '../agencies/index.ts'
import { findLiveToken, touchToken } from './access-tokens.store.ts'
import { citizenSessionPart, findStaffSession, touchSession } from './sessions.store.ts'
import { hashToken } from './tokens.ts'
import type { Audience } from './types.ts'

/** What of a request tells who sends it. */
export interface Credentials {
  cookies: Record<string, string | undefined>
  authorization?: string
  /** Address without query: officers' and administrators' pages read the officers' cookie, the API none. */
  path: string
  /** Asked by a page that lies open: not a sign that its reader is there. */
  quiet?: boolean
  /** To be read in the same statement where a citizen's session is looked up. */
  beside?: Readonly<Record<string, Part<unknown>>> | null
}

export interface Resolved {
  actor: Actor
  sessionId: string | null
  /** Where a member of staff with a one-time password must go first. */
  mustVisit: string | null
  /** What was read beside, by the names it was asked under; only where somebody is there. */
  beside?: Readonly<Record<string, unknown>>
}

const NOBODY: Resolved = { actor: { kind: 'anonymous' }, sessionId: null, mustVisit: null }
export const CHANGE_PASSWORD_PATH = '/can-bo/doi-mat-khau'

/** Writing "seen" at each request would make every read a write; a minute's grain is enough for sliding. */
const TOUCH_AFTER_MS = 60_000

/** Cookies are `__Host-` ones where the site is served over https: no other host of the domain can set them. */
export function cookieNames(https: boolean): Record<Audience, string> {
  const prefix = https ? '__Host-' : ''
  return { citizen: `${prefix}dan`, officer: `${prefix}canbo` }
}

const isUnder = (path: string, prefix: string) => path === prefix || path.startsWith(`${prefix}/`)

/** Who is behind a request: one query for a citizen or token, two for staff. */
export function createResolveActor(deps: { db: Db; clock: Clock; cookies: Record<Audience, string> }) {
  const isStale = (seenAt: Date | null, now: Date) => !seenAt || now.getTime() - seenAt.getTime() > TOUCH_AFTER_MS

  async function byToken(authorization: string, now: Date): Promise<Resolved> {
    const token = /^Bearer ([\w-]{20,200})$/i.exec(authorization)?.[1]
    const live = token ? await findLiveToken(deps.db, hashToken(token), now) : null
    if (!live) return NOBODY
    if (isStale(live.usedAt, now)) await inTransaction(deps.db, (tx) => touchToken(tx, live.tokenId, now))
    const { accountId, personId, name, scopes } = live
    return { actor: { kind: 'citizen', accountId, personId, name, via: 'token', scopes }, sessionId: null, mustVisit: null }
  }

  async function citizen(token: string, now: Date, { quiet = false, beside }: Credentials): Promise<Resolved> {
    const { session: live, ...read } = await readTogether(deps.db, { ...beside, session: citizenSessionPart(hashToken(token), now) })
    if (!live) return NOBODY
    if (!quiet && isStale(live.seenAt, now)) await inTransaction(deps.db, (tx) => touchSession(tx, live.sessionId, now))
    const { accountId, personId, name, sessionId } = live
    return { actor: { kind: 'citizen', accountId, personId, name, via: 'session' }, sessionId, mustVisit: null, beside: read }
  }

  async function officer(token: string, now: Date, quiet: boolean): Promise<Resolved> {
    const live = await findStaffSession(deps.db, hashToken(token), now)
    if (!live) return NOBODY
    if (!quiet && isStale(live.seenAt, now)) await inTransaction(deps.db, (tx) => touchSession(tx, live.sessionId, now))
    const { staffId, name, sessionId } = live
    // Until the one-time password is changed nobody acts in any post.
    const posts = live.mustChangePassword ? [] : await postsToActIn(deps.db, staffId, civilDateOf(now))
    return { actor: { kind: 'staff', staffId, name, posts }, sessionId, mustVisit: live.mustChangePassword ? CHANGE_PASSWORD_PATH : null }
  }

  return async (credentials: Credentials): Promise<Resolved> => {
    const now = deps.clock.now()
    const { path, cookies, authorization, quiet = false } = credentials
    if (isUnder(path, '/api')) return authorization ? byToken(authorization, now) : NOBODY
    if (isUnder(path, '/can-bo') || isUnder(path, '/quan-tri')) {
      const token = cookies[deps.cookies.officer]
      return token ? officer(token, now, quiet) : NOBODY
    }
    const token = cookies[deps.cookies.citizen]
    return token ? citizen(token, now, credentials) : NOBODY
  }
}
export type ResolveActor = ReturnType<typeof createResolveActor>
