import type { Actor } from '../../platform/actor.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import type { Lang } from '../../platform/words.ts'
import { type Channel, endChannels, insertChannel, lockAccount, markChannelVerified, selectChannels } from './accounts.store.ts'
import { orBusy } from './busy.ts'
import { confirmPassword } from './change-password.ts'
import { issueCode, tryCode } from './codes.ts'
import type { AccountActDeps } from './deps.ts'
import { ACCOUNT_EVENTS } from './events.ts'
import { refuse } from './refusals.ts'
import { readChannel } from './rules/channel.ts'
import type { ChannelKind } from './types.ts'

type Deps = Pick<AccountActDeps, 'db' | 'clock' | 'sealer' | 'appendEvent' | 'hasher' | 'throttle'>

const waitingOf = (channels: readonly Channel[], kind: ChannelKind) => channels.find((row) => row.kind === kind && !row.verifiedAt)
const verifiedOf = (channels: readonly Channel[], kind: ChannelKind) => channels.find((row) => row.kind === kind && row.verifiedAt)

function sendTo(deps: Deps) {
  const issue = issueCode(deps)
  // A code proves one row: it can't verify another number that was entered after it was sent.
  return (tx: Tx, actor: Extract<Actor, { kind: 'citizen' }>, channel: { id: string; kind: ChannelKind; value: string }, lang: Lang) => {
    const about = { subjectId: channel.id, streamId: actor.accountId, channelKind: channel.kind, destination: channel.value }
    return issue(tx, { purpose: 'channel', ...about, lang, actor, deliver: true })
  }
}

/** Enters a new phone or e-mail address, proved by password; it replaces the old one when its code comes back. */
export function changeChannel(deps: Deps) {
  const confirm = confirmPassword(deps)
  const send = sendTo(deps)
  return (actor: Actor, input: { kind: ChannelKind; value: string; password: string; lang: Lang }): Promise<Decided> =>
    orBusy(async (): Promise<Decided> => {
      if (actor.kind !== 'citizen' || actor.via !== 'session') return refuse('login-required')
      const value = readChannel(input.kind, input.value)
      if (!value) return refuse('channel-malformed')
      const confirmed = await confirm(actor.accountId, input.password)
      if (!confirmed.ok) return confirmed
      return inTransaction(deps.db, async (tx): Promise<Decided> => {
        const at = deps.clock.now()
        await lockAccount(tx, actor.accountId)
        const channels = await selectChannels(tx, deps.sealer, actor.accountId)
        if (verifiedOf(channels, input.kind)?.value === value) return refuse('channel-unchanged')
        const waiting = waitingOf(channels, input.kind)
        if (waiting?.value === value) return send(tx, actor, waiting, input.lang)
        await endChannels(tx, actor.accountId, input.kind, 'waiting', at)
        const id = await insertChannel(tx, deps.sealer, { accountId: actor.accountId, kind: input.kind, value, verifiedAt: null, at })
        return send(tx, actor, { id, kind: input.kind, value }, input.lang)
      })
    })
}

/** Sends a code to the phone or address that waits for its confirmation. */
export function sendChannelCode(deps: Deps) {
  const send = sendTo(deps)
  return (actor: Actor, input: { kind: ChannelKind; lang: Lang }): Promise<Decided> =>
    inTransaction(deps.db, async (tx): Promise<Decided> => {
      if (actor.kind !== 'citizen' || actor.via !== 'session') return refuse('login-required')
      const waiting = waitingOf(await selectChannels(tx, deps.sealer, actor.accountId), input.kind)
      return waiting ? send(tx, actor, waiting, input.lang) : refuse('channel-unknown')
    })
}

/** Takes the code of the waiting phone or address; what it replaces stays as history and is told. */
export function verifyChannel(deps: Deps) {
  const attempt = tryCode(deps)
  return (actor: Actor, input: { kind: ChannelKind; code: string }): Promise<Decided> =>
    inTransaction(deps.db, async (tx): Promise<Decided> => {
      if (actor.kind !== 'citizen' || actor.via !== 'session') return refuse('login-required')
      await lockAccount(tx, actor.accountId)
      const channels = await selectChannels(tx, deps.sealer, actor.accountId)
      const waiting = waitingOf(channels, input.kind)
      if (!waiting) return refuse('channel-unknown')
      const tried = await attempt(tx, { purpose: 'channel', subjectId: waiting.id, channelKind: input.kind, code: input.code })
      if (!tried.ok) return tried
      const at = deps.clock.now()
      const replaced = verifiedOf(channels, input.kind)
      await endChannels(tx, actor.accountId, input.kind, 'verified', at)
      await markChannelVerified(tx, waiting.id, at)
      await deps.appendEvent(tx, {
        stream: { kind: 'account', id: actor.accountId },
        type: replaced ? ACCOUNT_EVENTS.channelReplaced : ACCOUNT_EVENTS.channelVerified,
        version: 1,
        actor,
        payload: { channel: input.kind, ...(replaced ? { replacedChannelId: replaced.id } : {}) },
        at,
      })
      return { ok: true }
    })
}
