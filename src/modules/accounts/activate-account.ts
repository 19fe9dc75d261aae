import type { Actor } from '../../platform/actor.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { findAccountOfPerson, insertAccount, insertChannel, isUsernameTaken, markChannelVerified, selectChannels } from './accounts.store.ts'
import { issueCode, tryCode } from './codes.ts'
import type { AccountActDeps } from './deps.ts'
import { ACCOUNT_EVENTS } from './events.ts'
import { findPersonIdByNumber, forgetVerification, insertConsent, insertPerson, lockIdentityNumber, updatePerson } from './people.store.ts'
import { refuse } from './refusals.ts'
import { lockRegistration, markActivated, type Registration } from './registrations.store.ts'
import { maskChannel } from './rules/channel.ts'
import { hashToken } from './tokens.ts'
import { CHANNEL_KINDS, type ChannelKind } from './types.ts'

type Deps = Pick<AccountActDeps, 'db' | 'clock' | 'sealer' | 'appendEvent'>

/** What the page of a registration may show to whoever holds its address. */
export interface RegistrationView {
  activated: boolean
  channels: { kind: ChannelKind; masked: string; verified: boolean }[]
}

async function findLive(tx: Tx, deps: Deps, token: string): Promise<Registration | null> {
  const registration = await lockRegistration(tx, deps.sealer, hashToken(token))
  return registration && registration.expiresAt.getTime() > deps.clock.now().getTime() ? registration : null
}

/** Channels of a registration: as typed before activation, as kept on the account after it. */
async function channelsOf(tx: Tx, deps: Deps, registration: Registration): Promise<{ kind: ChannelKind; value: string; verified: boolean; id: string | null }[]> {
  if (registration.accountId) {
    const channels = await selectChannels(tx, deps.sealer, registration.accountId)
    return channels.map((channel) => ({ kind: channel.kind, value: channel.value, verified: channel.verifiedAt !== null, id: channel.id }))
  }
  const { content } = registration
  if (!content) return []
  return CHANNEL_KINDS.flatMap((kind) => {
    const value = content.registrant[kind]
    return value ? [{ kind, value, verified: false, id: null }] : []
  })
}

export function viewRegistration(deps: Deps) {
  return (token: string): Promise<Decided<{ view: RegistrationView }>> =>
    inTransaction(deps.db, async (tx): Promise<Decided<{ view: RegistrationView }>> => {
      const registration = await findLive(tx, deps, token)
      if (!registration) return refuse('registration-expired')
      const channels = await channelsOf(tx, deps, registration)
      const shown = channels.map(({ kind, value, verified }) => ({ kind, masked: maskChannel(kind, value), verified }))
      return { ok: true, view: { activated: registration.accountId !== null, channels: shown } }
    })
}

/** Makes the person and the account; only the channel whose code came back is verified. */
async function open(tx: Tx, deps: Deps, registration: Registration, verified: ChannelKind): Promise<Decided<{ accountId: string }>> {
  const { content, passwordHash } = registration
  if (!content || !passwordHash || registration.duplicate) return refuse('activation-refused')
  const { registrant } = content
  await lockIdentityNumber(tx, deps.sealer, registrant.identityNumber)
  const known = await findPersonIdByNumber(tx, deps.sealer, registrant.identityNumber)
  if (known && (await findAccountOfPerson(tx, known))) return refuse('activation-refused')
  const at = deps.clock.now()
  const personId = known ?? newId()
  const accountId = newId()
  // The name may have gone to another while the code was on its way: the account then starts without one.
  const username = registrant.username && !(await isUsernameTaken(tx, deps.sealer, registrant.username)) ? registrant.username : null
  if (known) {
    await updatePerson(tx, deps.sealer, { ...registrant, id: known, at })
    await forgetVerification(tx, known)
  } else await insertPerson(tx, deps.sealer, { ...registrant, id: personId, at })
  await insertAccount(tx, deps.sealer, { id: accountId, personId, username, passwordHash, lang: content.lang, registeredAt: registration.registeredAt, at })
  await insertConsent(tx, { personId, purpose: 'terms', textVersion: content.termsVersion, at: registration.registeredAt })
  for (const kind of CHANNEL_KINDS) {
    const value = registrant[kind]
    if (value) await insertChannel(tx, deps.sealer, { accountId, kind, value, verifiedAt: kind === verified ? at : null, at })
  }
  await markActivated(tx, registration.id, accountId)
  return { ok: true, accountId }
}

/** Takes the code of one channel: the first to come activates the account, the other only verifies its own channel. */
export function activateAccount(deps: Deps) {
  const attempt = tryCode(deps)
  return (actor: Actor, input: { token: string; channelKind: ChannelKind; code: string }): Promise<Decided<{ accountId: string }>> =>
    inTransaction(deps.db, async (tx): Promise<Decided<{ accountId: string }>> => {
      const registration = await findLive(tx, deps, input.token)
      if (!registration) return refuse('registration-expired')
      const tried = await attempt(tx, { purpose: 'registration', subjectId: registration.id, channelKind: input.channelKind, code: input.code })
      if (!tried.ok) return tried
      const at = deps.clock.now()
      const event = { version: 1, actor, at, payload: { channel: input.channelKind } }
      if (!registration.accountId) {
        const opened = await open(tx, deps, registration, input.channelKind)
        if (opened.ok) {
          await deps.appendEvent(tx, { ...event, stream: { kind: 'account', id: opened.accountId }, type: ACCOUNT_EVENTS.activated })
        }
        return opened
      }
      const waiting = (await channelsOf(tx, deps, registration)).find((channel) => channel.kind === input.channelKind && !channel.verified)
      if (waiting?.id) {
        await markChannelVerified(tx, waiting.id, at)
        await deps.appendEvent(tx, { ...event, stream: { kind: 'account', id: registration.accountId }, type: ACCOUNT_EVENTS.channelVerified })
      }
      return { ok: true, accountId: registration.accountId }
    })
}

/** Sends a new code to a channel of the registration. */
export function resendRegistrationCode(deps: Deps) {
  const issue = issueCode(deps)
  return (actor: Actor, input: { token: string; channelKind: ChannelKind }): Promise<Decided> =>
    inTransaction(deps.db, async (tx): Promise<Decided> => {
      const registration = await findLive(tx, deps, input.token)
      if (!registration) return refuse('registration-expired')
      const channel = (await channelsOf(tx, deps, registration)).find((row) => row.kind === input.channelKind && !row.verified)
      if (!channel) return refuse('channel-unknown')
      return issue(tx, {
        purpose: 'registration',
        subjectId: registration.id,
        streamId: registration.accountId ?? registration.id,
        channelKind: channel.kind,
        destination: channel.value,
        lang: registration.content?.lang ?? 'vi',
        actor,
        deliver: !registration.duplicate,
      })
    })
}
