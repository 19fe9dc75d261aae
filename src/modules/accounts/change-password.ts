import type { Actor } from '../../platform/actor.ts'
import { inTransaction } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import { findAccount, openUsername, selectChannels, setPassword } from './accounts.store.ts'
import { orBusy } from './busy.ts'
import type { AccountActDeps } from './deps.ts'
import { ACCOUNT_EVENTS } from './events.ts'
import { findPersonRow } from './people.store.ts'
import { refuse } from './refusals.ts'
import { faultsOfNewPassword, type PasswordSet } from './reset-password.ts'
import { PER_NAME_AND_ADDRESS } from './rules/throttle.ts'
import { endSessionsOf } from './sessions.store.ts'

export interface PasswordChange {
  present: string
  password: string
  passwordAgain: string
  /** Session that stays; all others end. */
  sessionId: string | null
}

type Deps = Pick<AccountActDeps, 'db' | 'clock' | 'sealer' | 'appendEvent' | 'hasher' | 'throttle'>

/** Proves the present password once more, slowed down like a login. */
export function confirmPassword(deps: Pick<Deps, 'db' | 'hasher' | 'throttle'>) {
  return async (accountId: string, password: string): Promise<Decided> => {
    const limit = { name: `confirm:${accountId}`, policy: PER_NAME_AND_ADDRESS }
    const wait = await deps.throttle.attempt([limit])
    if (wait > 0) return refuse('login-slowed', { seconds: wait })
    const account = await findAccount(deps.db, accountId)
    if (!(await deps.hasher.verify(account?.password_hash ?? null, password))) return refuse('password-wrong')
    await deps.throttle.forget([limit])
    return { ok: true }
  }
}

/** Changes the own password; other sessions end. */
export function changePassword(deps: Deps) {
  const confirm = confirmPassword(deps)

  async function ownData(accountId: string, personId: string): Promise<string[]> {
    const account = await findAccount(deps.db, accountId)
    const person = await findPersonRow(deps.db, deps.sealer, personId)
    const channels = await selectChannels(deps.db, deps.sealer, accountId)
    const username = account ? openUsername(deps.sealer, account) : null
    return [username, person?.name, person?.identityNumber, ...channels.map((channel) => channel.value.split('@')[0])].filter((text) => typeof text === 'string')
  }

  return (actor: Actor, input: PasswordChange): Promise<PasswordSet> =>
    orBusy(async (): Promise<PasswordSet> => {
      if (actor.kind !== 'citizen' || actor.via !== 'session') return refuse('login-required')
      const confirmed = await confirm(actor.accountId, input.present)
      if (!confirmed.ok) return { ...confirmed, faults: [{ field: 'present', code: 'wrong' }] }
      const faults = faultsOfNewPassword(input.password, input.passwordAgain, await ownData(actor.accountId, actor.personId))
      if (faults.length > 0) return { ...refuse('password-not-good'), faults }
      const passwordHash = await deps.hasher.hash(input.password)
      return inTransaction(deps.db, async (tx): Promise<PasswordSet> => {
        const at = deps.clock.now()
        await setPassword(tx, actor.accountId, passwordHash, at)
        await endSessionsOf(tx, actor, { except: input.sessionId }, 'password', at)
        const stream = { kind: 'account', id: actor.accountId }
        await deps.appendEvent(tx, { stream, type: ACCOUNT_EVENTS.passwordChanged, version: 1, actor, payload: { by: 'password' }, at })
        return { ok: true }
      })
    })
}
