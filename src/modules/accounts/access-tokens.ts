import type { Actor } from '../../platform/actor.ts'
import { inTransaction } from '../../platform/db.ts'
import { newId, randomToken } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { insertAccessToken, revokeToken, selectAccessTokens } from './access-tokens.store.ts'
import { lockAccount } from './accounts.store.ts'
import type { AccountActDeps } from './deps.ts'
import { ACCOUNT_EVENTS } from './events.ts'
import { refuse } from './refusals.ts'
import { checkToken, MAX_TOKENS, TOKEN_PREFIX, type TokenForm } from './rules/access-token.ts'
import { hashToken } from './tokens.ts'
import type { Fault } from './types.ts'

type Deps = Pick<AccountActDeps, 'db' | 'clock' | 'appendEvent'>

export type TokenMade = Decided<{ token: string; tokenId: string; expiresAt: Date }> & { faults?: Fault[] }

/** Makes a personal access token: its text is in the answer and nowhere else. A token makes no tokens. */
export function makeAccessToken(deps: Deps) {
  return async (actor: Actor, form: TokenForm): Promise<TokenMade> => {
    if (actor.kind !== 'citizen') return refuse('login-required')
    if (actor.via !== 'session') return refuse('act-needs-session')
    const checked = checkToken(form)
    if (!checked.ok) return { ...refuse('token-form-has-errors'), faults: checked.faults }
    return inTransaction(deps.db, async (tx): Promise<TokenMade> => {
      const at = deps.clock.now()
      await lockAccount(tx, actor.accountId)
      const present = await selectAccessTokens(tx, actor.accountId, at)
      if (present.length >= MAX_TOKENS) return refuse('token-limit', { max: MAX_TOKENS })
      if (present.some((row) => row.name === checked.name)) return { ...refuse('token-name-taken'), faults: [{ field: 'name', code: 'taken' }] }
      const token = `${TOKEN_PREFIX}${randomToken()}`
      const tokenId = newId()
      const expiresAt = new Date(at.getTime() + checked.days * 86_400_000)
      await insertAccessToken(tx, {
        id: tokenId,
        account_id: actor.accountId,
        name: checked.name,
        token_hash: hashToken(token),
        hint: token.slice(-4),
        scopes: checked.scopes,
        made_at: at,
        expires_at: expiresAt,
        used_at: null,
        revoked_at: null,
      })
      await deps.appendEvent(tx, {
        stream: { kind: 'account', id: actor.accountId },
        type: ACCOUNT_EVENTS.tokenMade,
        version: 1,
        actor,
        actId: tokenId,
        payload: { scopes: checked.scopes, days: checked.days },
        at,
      })
      return { ok: true, token, tokenId, expiresAt }
    })
  }
}

/** Revokes a token of the actor's own; it is refused from the next request on. */
export function revokeAccessToken(deps: Deps) {
  return (actor: Actor, tokenId: string): Promise<Decided> =>
    inTransaction(deps.db, async (tx): Promise<Decided> => {
      if (actor.kind !== 'citizen') return refuse('login-required')
      const at = deps.clock.now()
      if (!(await revokeToken(tx, actor.accountId, tokenId, at))) return refuse('token-not-found')
      const stream = { kind: 'account', id: actor.accountId }
      await deps.appendEvent(tx, { stream, type: ACCOUNT_EVENTS.tokenRevoked, version: 1, actor, actId: tokenId, payload: {}, at })
      return { ok: true }
    })
}
