import { inTransaction } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import { type AccountRow, findAccount, lockAccount, replacePasswordHash, selectAccountsByLoginName } from './accounts.store.ts'
import { orBusy } from './busy.ts'
import type { AccountActDeps, SessionPolicy } from './deps.ts'
import { HashingOverloaded } from './hashing.ts'
import { type OpenedSession, openSession } from './open-session.ts'
import { refuse } from './refusals.ts'
import { type LoginName, readLoginName } from './rules/login-name.ts'
import { PER_ADDRESS, PER_NAME, PER_NAME_AND_ADDRESS } from './rules/throttle.ts'
import type { Limit } from './throttle.ts'
import type { Origin } from './types.ts'

export interface LoginRequest {
  loginName: string
  password: string
  origin: Origin
  /** Session token that the browser brought along. */
  previousToken: string | null
}

type Deps = Pick<AccountActDeps, 'db' | 'clock' | 'sealer' | 'hasher' | 'throttle'> & { sessions: SessionPolicy }

/** Limits of one attempt; a name that nobody has is slowed down like any other. */
export function limitsOfLogin(audience: string, name: string, ip: string): Limit[] {
  return [
    { name: `login:${audience}:${name}:${ip}`, policy: PER_NAME_AND_ADDRESS },
    { name: `login:${audience}:${name}`, policy: PER_NAME },
    { name: `login:${audience}:@${ip}`, policy: PER_ADDRESS },
  ]
}

/**
 * Judges a password under limits that are counted first. Success forgets the failures of this name; being too busy takes
 * the attempt back.
 * @param judge the one whose password it is, or null
 */
export async function judged<T>(deps: Pick<Deps, 'throttle' | 'hasher'>, limits: Limit[], judge: () => Promise<T | null>): Promise<Decided<{ who: T }>> {
  // In a flood the refusal must cost less than what it refuses: the database is not asked.
  if (deps.hasher.isFull()) throw new HashingOverloaded('Too many passwords are being checked.')
  const wait = await deps.throttle.attempt(limits)
  if (wait > 0) return refuse('login-slowed', { seconds: wait })
  try {
    const who = await judge()
    if (who === null) return refuse('login-failed')
    // Of the address only this attempt is taken back: one good login does not wash away an address's guesses.
    await deps.throttle.forget(limits.slice(0, 2))
    await deps.throttle.takeBack(limits.slice(2))
    return { ok: true, who }
  } catch (error) {
    if (error instanceof HashingOverloaded) await deps.throttle.takeBack(limits)
    throw error
  }
}

/** Login of a citizen by tên truy cập, identity number, verified phone or verified e-mail, and password. */
export function logIn(deps: Deps) {
  async function findOnly(name: LoginName | null): Promise<AccountRow | null> {
    const found = name ? await selectAccountsByLoginName(deps.db, deps.sealer, name) : []
    return found.length === 1 ? (found[0] ?? null) : null
  }

  /** A session for one whose password was right; null when another password or status stands there by now. */
  async function begin(request: LoginRequest, account: AccountRow): Promise<OpenedSession | null> {
    const fresh = deps.hasher.isOutdated(account.password_hash) ? await deps.hasher.hash(request.password) : null
    return inTransaction(deps.db, async (tx): Promise<OpenedSession | null> => {
      // A password changed in this very moment has ended all sessions: none may begin with the old one after that.
      const now = await lockAccount(tx, account.id)
      if (now?.status !== 'active' || now.password_hash !== account.password_hash) return null
      if (fresh) await replacePasswordHash(tx, account.id, fresh)
      const { origin, previousToken } = request
      return openSession(tx, { sealer: deps.sealer, policy: deps.sessions }, { owner: { accountId: account.id }, origin, previousToken, at: deps.clock.now() })
    })
  }

  /** The same password hashed anew by another of one's log-ins is still the password. */
  async function beginAgain(request: LoginRequest, account: AccountRow): Promise<OpenedSession | null> {
    const now = await findAccount(deps.db, account.id)
    return now && (await deps.hasher.verify(now.password_hash, request.password)) ? begin(request, now) : null
  }

  return (request: LoginRequest): Promise<Decided<{ session: OpenedSession }>> =>
    orBusy(async (): Promise<Decided<{ session: OpenedSession }>> => {
      const name = readLoginName(request.loginName)
      const limits = limitsOfLogin('citizen', name ? `${name.kind}:${name.value}` : 'unreadable', request.origin.ip)
      const verdict = await judged(deps, limits, async () => {
        const account = await findOnly(name)
        return (await deps.hasher.verify(account?.password_hash ?? null, request.password)) ? account : null
      })
      if (!verdict.ok) return verdict
      const session = (await begin(request, verdict.who)) ?? (await beginAgain(request, verdict.who))
      return session ? { ok: true, session } : refuse('login-failed')
    })
}
