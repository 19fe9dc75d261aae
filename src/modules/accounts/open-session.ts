import type { Tx } from '../../platform/db.ts'
import { newId, randomToken } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { SessionPolicy } from './deps.ts'
import { endSessionByToken, insertSession } from './sessions.store.ts'
import { hashToken } from './tokens.ts'
import type { Origin } from './types.ts'

export interface SessionFor {
  owner: { accountId: string } | { staffId: string }
  origin: Origin
  /** Token that the browser brought: its session ends, so that no token known before the login lives on. */
  previousToken: string | null
  at: Date
}

export interface OpenedSession {
  token: string
  sessionId: string
  maxAgeSeconds: number
}

/** A new session with a token that nobody knew before; only its hash is stored. */
export async function openSession(tx: Tx, deps: { sealer: Sealer; policy: SessionPolicy }, session: SessionFor): Promise<OpenedSession> {
  const { at, owner, origin } = session
  const audience = 'accountId' in owner ? 'citizen' : 'officer'
  const { policy } = deps
  const hours = audience === 'citizen' ? policy.citizenMaxHours : policy.officerMaxHours
  if (session.previousToken) await endSessionByToken(tx, hashToken(session.previousToken), audience, 'new-login', at)
  const id = newId()
  const token = randomToken()
  await insertSession(tx, {
    id,
    token_hash: hashToken(token),
    audience,
    account_id: 'accountId' in owner ? owner.accountId : null,
    staff_id: 'staffId' in owner ? owner.staffId : null,
    user_agent: origin.userAgent.slice(0, 200) || null,
    address_sealed: origin.ip ? deps.sealer.sealText(`accounts.session:${id}:address_sealed`, origin.ip) : null,
    started_at: at,
    seen_at: at,
    idle_minutes: audience === 'citizen' ? policy.citizenIdleMinutes : policy.officerIdleMinutes,
    expires_at: new Date(at.getTime() + hours * 3600_000),
    ended_at: null,
    ended_by: null,
  })
  return { token, sessionId: id, maxAgeSeconds: hours * 3600 }
}
