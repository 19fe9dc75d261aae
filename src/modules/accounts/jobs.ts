import { civilDateOf, formatDateTime } from '../../platform/clock.ts'
import { inTransaction } from '../../platform/db.ts'
import type { JobData, JobHandler } from '../../platform/jobs.ts'
import type { GetEvent, StoredEvent } from '../events/index.ts'
import { type Channel, findAccount, findChannel, selectChannels } from './accounts.store.ts'
import { codeContext } from './codes.ts'
import { deleteCodesBefore, findCode, forgetSealedCode } from './codes.store.ts'
import type { AccountActDeps } from './deps.ts'
import { messageWords } from './messages.ts'
import { deleteRegistrationsBefore } from './registrations.store.ts'
import { deleteResetsBefore } from './resets.store.ts'
import { deleteSessionsBefore } from './sessions.store.ts'
import { deleteThrottlesBefore } from './throttle.store.ts'
import type { CodePurpose, Notice, SendNotice } from './types.ts'

export interface AccountsJobsDeps extends Pick<AccountActDeps, 'db' | 'clock' | 'sealer'> {
  getEvent: GetEvent
  sendNotice: SendNotice
}

const via = (channel: { kind: 'phone' | 'email'; value: string }) =>
  ({ channel: channel.kind === 'phone' ? 'sms' : 'email', to: channel.value }) as const

/** Rows of codes are kept a day beyond their end, for the limits of one hour and for questions. */
const DAY_MS = 86_400_000
const SESSIONS_KEPT_DAYS = 90

/** What a code's message is about, where that is no account. */
const ABOUT: Partial<Record<CodePurpose, string>> = { registration: 'registration', 'receive-result': 'handing', 'file-for-me': 'reception' }

async function sendCode(deps: AccountsJobsDeps, event: StoredEvent): Promise<void> {
  const { codeId } = event.payload as { codeId: string }
  const row = await findCode(deps.db, codeId)
  // Sent already, replaced by a newer one, or used: nothing is left to send.
  if (!row?.code_sealed || !row.destination_sealed || row.expires_at.getTime() <= deps.clock.now().getTime()) return
  const words = messageWords(row.lang)
  const to = deps.sealer.openText(codeContext(codeId, 'destination_sealed'), row.destination_sealed)
  const code = deps.sealer.openText(codeContext(codeId, 'code_sealed'), row.code_sealed)
  await deps.sendNotice({
    key: `code:${codeId}`,
    ...via({ kind: row.channel_kind, value: to }),
    subject: words.codeSubject,
    text: words.code[row.purpose](code),
    lang: row.lang,
    about: { kind: ABOUT[row.purpose] ?? 'account', id: event.stream.id },
    secretUntil: row.expires_at,
  })
  await inTransaction(deps.db, (tx) => forgetSealedCode(tx, codeId))
}

/** By e-mail where it is verified, else by SMS. */
const preferred = (channels: readonly Channel[]) => {
  const verified = channels.filter((channel) => channel.verifiedAt)
  return verified.find((channel) => channel.kind === 'email') ?? verified[0]
}

type Written = Pick<Notice, 'subject' | 'text'>

async function tellOwner(deps: AccountsJobsDeps, event: StoredEvent, key: string, write: (words: ReturnType<typeof messageWords>) => Written): Promise<void> {
  const account = await findAccount(deps.db, event.stream.id)
  const channel = account ? preferred(await selectChannels(deps.db, deps.sealer, account.id)) : undefined
  if (!account || !channel) return
  await deps.sendNotice({ key, ...via(channel), ...write(messageWords(account.lang)), lang: account.lang, about: { kind: 'account', id: account.id } })
}

async function tellChannelReplaced(deps: AccountsJobsDeps, event: StoredEvent): Promise<void> {
  const { replacedChannelId } = event.payload as { replacedChannelId: string }
  const account = await findAccount(deps.db, event.stream.id)
  const old = await findChannel(deps.db, deps.sealer, replacedChannelId)
  if (!account || !old) return
  const words = messageWords(account.lang)
  const written = { subject: words.channelReplacedSubject, text: words.channelReplaced(formatDateTime(event.at)) }
  await deps.sendNotice({ key: `channel-replaced:${event.eventId}`, ...via(old), ...written, lang: account.lang, about: { kind: 'account', id: account.id } })
}

async function sweep(deps: AccountsJobsDeps): Promise<void> {
  const now = deps.clock.now()
  const dayAgo = new Date(now.getTime() - DAY_MS)
  await inTransaction(deps.db, async (tx) => {
    await deleteRegistrationsBefore(tx, now)
    await deleteCodesBefore(tx, dayAgo)
    await deleteResetsBefore(tx, dayAgo)
    await deleteThrottlesBefore(tx, now)
    await deleteSessionsBefore(tx, new Date(now.getTime() - SESSIONS_KEPT_DAYS * DAY_MS))
  })
}

/** Jobs of this module; `accounts.sweep` runs by schedule, the others follow events (see README). */
export function accountsJobs(deps: AccountsJobsDeps): Record<string, JobHandler> {
  const following = (handle: (event: StoredEvent) => Promise<void>) => async (data: JobData) => {
    if (data.eventId) await handle(await deps.getEvent(deps.db, data.eventId, data.at))
  }
  return {
    'accounts.send-code': following((event) => sendCode(deps, event)),
    // Once a day is enough: nobody shall be able to flood an owner with warnings.
    'accounts.tell-duplicate': following((event) =>
      tellOwner(deps, event, `duplicate:${event.stream.id}:${civilDateOf(event.at)}`, (words) => ({
        subject: words.duplicateSubject,
        text: words.duplicate,
      })),
    ),
    'accounts.tell-password-changed': following((event) =>
      tellOwner(deps, event, `password-changed:${event.eventId}`, (words) => ({
        subject: words.passwordChangedSubject,
        text: words.passwordChanged(formatDateTime(event.at)),
      })),
    ),
    'accounts.tell-channel-replaced': following((event) => tellChannelReplaced(deps, event)),
    'accounts.sweep': () => sweep(deps),
  }
}

/** Which jobs follow which of this module's events; `reactions.ts` takes them over. */
export const ACCOUNT_REACTIONS = {
  'account.code-requested': ['accounts.send-code'],
  'account.duplicate-tried': ['accounts.tell-duplicate'],
  'account.password-changed': ['accounts.tell-password-changed'],
  'account.channel-replaced': ['accounts.tell-channel-replaced'],
} as const
