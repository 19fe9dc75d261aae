import type { Actor } from '../../platform/actor.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { newId, randomToken } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { Lang } from '../../platform/words.ts'
import { revokeTokensOf } from './access-tokens.store.ts'
import { selectAccountsByLoginName, selectChannels, setPassword } from './accounts.store.ts'
import { orBusy } from './busy.ts'
import { issueCode, tryCode } from './codes.ts'
import type { AccountActDeps } from './deps.ts'
import { ACCOUNT_EVENTS } from './events.ts'
import { refuse } from './refusals.ts'
import { countResetTry, insertReset, lockReset, markResetUsed, type ResetRow } from './resets.store.ts'
import { readLoginName } from './rules/login-name.ts'
import { CODE_POLICY } from './rules/one-time-code.ts'
import { faultOfPassword } from './rules/password.ts'
import { PER_ADDRESS, PER_RESET } from './rules/throttle.ts'
import { endSessionsOf } from './sessions.store.ts'
import { hashToken } from './tokens.ts'
import type { ChannelKind, Fault } from './types.ts'

type Deps = Pick<AccountActDeps, 'db' | 'clock' | 'sealer' | 'appendEvent' | 'hasher' | 'throttle'>

/** Asks for a code to the verified channels of whoever has this login name; the answer is the same when nobody has. */
export function requestPasswordReset(deps: Deps) {
  const issue = issueCode(deps)
  return async (actor: Actor, input: { loginName: string; ip: string; lang: Lang }): Promise<Decided<{ token: string }>> => {
    const name = readLoginName(input.loginName)
    const wait = await deps.throttle.attempt([
      { name: `reset:${name ? `${name.kind}:${name.value}` : 'unreadable'}`, policy: PER_RESET },
      { name: `reset:@${input.ip}`, policy: PER_ADDRESS },
    ])
    if (wait > 0) return refuse('reset-slowed', { seconds: wait })
    const token = randomToken()
    await inTransaction(deps.db, async (tx) => {
      const at = deps.clock.now()
      const found = name ? await selectAccountsByLoginName(tx, deps.sealer, name) : []
      const account = found.length === 1 ? found[0] : undefined
      const id = newId()
      const expiresAt = new Date(at.getTime() + CODE_POLICY.lifeMinutes * 60_000)
      await insertReset(tx, { id, token_hash: hashToken(token), account_id: account?.id ?? null, tries: 0, asked_at: at, expires_at: expiresAt, used_at: null })
      if (!account) return
      for (const channel of await selectChannels(tx, deps.sealer, account.id)) {
        if (!channel.verifiedAt) continue
        const about = { subjectId: id, streamId: account.id, channelKind: channel.kind, destination: channel.value }
        await issue(tx, { purpose: 'password-reset', ...about, lang: input.lang, actor, deliver: true })
      }
    })
    return { ok: true, token }
  }
}

export type PasswordSet = Decided & { faults?: Fault[] }

export interface PasswordReset {
  token: string
  channelKind: ChannelKind
  code: string
  password: string
  passwordAgain: string
}

/** Sets a new password by the code of one channel; every session and token of the account ends with the old one. */
export function resetPassword(deps: Deps) {
  const attempt = tryCode(deps)

  async function isProved(tx: Tx, reset: ResetRow, input: PasswordReset): Promise<boolean> {
    await countResetTry(tx, reset.id)
    const tried = await attempt(tx, { purpose: 'password-reset', subjectId: reset.id, channelKind: input.channelKind, code: input.code })
    return tried.ok
  }

  async function write(tx: Tx, actor: Actor, input: PasswordReset, passwordHash: string): Promise<Decided> {
    const at = deps.clock.now()
    const reset = await lockReset(tx, hashToken(input.token))
    if (!reset || reset.used_at || reset.expires_at.getTime() <= at.getTime()) return refuse('reset-expired')
    if (reset.tries >= CODE_POLICY.maxTries) return refuse('reset-expired')
    // One answer for a wrong code, an expired one and a name that nobody has.
    if (!(await isProved(tx, reset, input)) || !reset.account_id) return refuse('reset-code-wrong')
    await markResetUsed(tx, reset.id, at)
    await setPassword(tx, reset.account_id, passwordHash, at)
    await endSessionsOf(tx, { accountId: reset.account_id }, {}, 'password', at)
    await revokeTokensOf(tx, reset.account_id, at)
    await deps.appendEvent(tx, {
      stream: { kind: 'account', id: reset.account_id },
      type: ACCOUNT_EVENTS.passwordChanged,
      version: 1,
      actor,
      payload: { by: 'code', channel: input.channelKind },
      at,
    })
    return { ok: true }
  }

  return (actor: Actor, input: PasswordReset): Promise<PasswordSet> =>
    orBusy(async (): Promise<PasswordSet> => {
      const faults = faultsOfNewPassword(input.password, input.passwordAgain, [])
      if (faults.length > 0) return { ...refuse('password-not-good'), faults }
      const passwordHash = await deps.hasher.hash(input.password)
      return inTransaction(deps.db, (tx) => write(tx, actor, input, passwordHash))
    })
}

export function faultsOfNewPassword(password: string, again: string, ownData: readonly string[], min?: number): Fault[] {
  const fault = faultOfPassword(password, ownData, min)
  const faults: Fault[] = fault ? [{ field: 'password', code: fault }] : []
  if (password !== again) faults.push({ field: 'passwordAgain', code: 'differs' })
  return faults
}
