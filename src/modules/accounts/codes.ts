import { timingSafeEqual } from 'node:crypto'
import type { Actor } from '../../platform/actor.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import { newId, randomDigits } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { Lang } from '../../platform/words.ts'
import type { AppendEvent } from '../events/index.ts'
import { countTry, endCodes, insertCode, lockNewestCode, lockSentSince } from './codes.store.ts'
import { ACCOUNT_EVENTS } from './events.ts'
import { CODE_POLICY, maySend, mayTry, readCode, wrongTry } from './rules/one-time-code.ts'
import type { ChannelKind, CodePurpose } from './types.ts'

export interface CodeDeps {
  clock: Clock
  sealer: Sealer
  appendEvent: AppendEvent
}

export interface CodeFor {
  purpose: CodePurpose
  /** Registration, channel or reset that the code proves. */
  subjectId: string
  /** Stream of the account or registration it belongs to. */
  streamId: string
  channelKind: ChannelKind
  destination: string
  lang: Lang
  actor: Actor
  /** False for a decoy: all looks the same, but no message leaves. */
  deliver: boolean
}

export const codeContext = (codeId: string, column: 'code_sealed' | 'destination_sealed'): string =>
  `accounts.one_time_code:${codeId}:${column}`

const hashCode = (sealer: Sealer, codeId: string, code: string) => sealer.blindIndex('one-time-code', `${codeId}:${code}`)

/** Makes a code and has it sent: the newest code of a channel is the only one that counts. */
export function issueCode(deps: CodeDeps) {
  return async (tx: Tx, asked: CodeFor): Promise<Decided> => {
    const at = deps.clock.now()
    const destinationIndex = deps.sealer.blindIndex(asked.channelKind, asked.destination)
    const sentAt = await lockSentSince(tx, destinationIndex, new Date(at.getTime() - 3600_000))
    const allowed = maySend(sentAt, at)
    if (!allowed.ok) return allowed
    await endCodes(tx, asked, at)
    const id = newId()
    const code = randomDigits(CODE_POLICY.digits)
    await insertCode(tx, {
      id,
      purpose: asked.purpose,
      subject_id: asked.subjectId,
      channel_kind: asked.channelKind,
      destination_sealed: asked.deliver ? deps.sealer.sealText(codeContext(id, 'destination_sealed'), asked.destination) : null,
      destination_index: destinationIndex,
      code_sealed: asked.deliver ? deps.sealer.sealText(codeContext(id, 'code_sealed'), code) : null,
      code_hash: hashCode(deps.sealer, id, code),
      lang: asked.lang,
      tries: 0,
      made_at: at,
      expires_at: new Date(at.getTime() + CODE_POLICY.lifeMinutes * 60_000),
      ended_at: null,
    })
    if (asked.deliver) {
      await deps.appendEvent(tx, {
        stream: { kind: 'account', id: asked.streamId },
        type: ACCOUNT_EVENTS.codeRequested,
        version: 1,
        actor: asked.actor,
        payload: { codeId: id, purpose: asked.purpose, channel: asked.channelKind },
        at,
      })
    }
    return { ok: true }
  }
}

/** Tries a code. A wrong try stays counted: the caller commits, whatever the answer. */
export function tryCode(deps: Pick<CodeDeps, 'clock' | 'sealer'>) {
  return async (tx: Tx, tried: { purpose: CodePurpose; subjectId: string; channelKind: ChannelKind; code: string }): Promise<Decided> => {
    const at = deps.clock.now()
    const row = await lockNewestCode(tx, tried.purpose, tried.subjectId, tried.channelKind)
    const allowed = mayTry(row && { tries: row.tries, expiresAt: row.expires_at, endedAt: row.ended_at }, at)
    if (!row || !allowed.ok) return allowed
    if (timingSafeEqual(row.code_hash, hashCode(deps.sealer, row.id, readCode(tried.code)))) {
      await endCodes(tx, tried, at)
      return { ok: true }
    }
    await countTry(tx, row.id)
    return wrongTry(row.tries + 1)
  }
}
