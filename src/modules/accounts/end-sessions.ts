import type { Actor } from '../../platform/actor.ts'
import { inTransaction } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import type { AccountActDeps } from './deps.ts'
import { ACCOUNT_EVENTS } from './events.ts'
import { refuse } from './refusals.ts'
import { endSessionByToken, endSessionsOf } from './sessions.store.ts'
import { hashToken } from './tokens.ts'
import type { Audience } from './types.ts'

type Deps = Pick<AccountActDeps, 'db' | 'clock' | 'appendEvent'>

/** Ends the session of a token; a token that is unknown or ended is no fault. */
export function logOut(deps: Pick<Deps, 'db' | 'clock'>) {
  return async (audience: Audience, token: string): Promise<void> => {
    await inTransaction(deps.db, (tx) => endSessionByToken(tx, hashToken(token), audience, 'logout', deps.clock.now()))
  }
}

/** Ends one session of the actor's own, or all but the present one. */
export function endOwnSessions(deps: Deps) {
  return (actor: Actor, which: { only: string } | { except: string | null }): Promise<Decided<{ ended: number }>> =>
    inTransaction(deps.db, async (tx): Promise<Decided<{ ended: number }>> => {
      if (actor.kind !== 'citizen' && actor.kind !== 'staff') return refuse('login-required')
      const owner = actor.kind === 'citizen' ? { accountId: actor.accountId } : { staffId: actor.staffId }
      const at = deps.clock.now()
      const ended = await endSessionsOf(tx, owner, which, 'owner', at)
      if (ended === 0 && 'only' in which) return refuse('session-not-found')
      const stream = actor.kind === 'citizen' ? { kind: 'account', id: actor.accountId } : { kind: 'staff', id: actor.staffId }
      await deps.appendEvent(tx, { stream, type: ACCOUNT_EVENTS.sessionsEnded, version: 1, actor, payload: { ended }, at })
      return { ok: true, ended }
    })
}
