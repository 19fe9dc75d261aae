import { timingSafeEqual } from 'node:crypto'
import { inTransaction } from '../../../platform/db.ts'
import { isId, newId, randomDigits } from '../../../platform/ids.ts'
import type { Decided } from '../../../platform/result.ts'
import type { Lang } from '../../../platform/words.ts'
import type { Limit } from '../../accounts/index.ts'
import { selectByNumber } from '../store.ts'
import type { TrackingDeps } from './deps.ts'
import type { Looker } from './look-up.ts'
import { refuse } from './refusals.ts'
import { phonesToAsk, readDigits, readNumber, TRACKING_CODE } from './rules/tracking-code.ts'
import { countTrackingTry, endTrackingCode, insertTrackingCode, lockTrackingCode } from './tracking.store.ts'

export const TRACKING_CODE_REQUESTED = 'tracking.code-requested'

const PER_NUMBER = { free: 3, firstWaitSeconds: 300, maxWaitSeconds: 3600, memorySeconds: 3600 }
const PER_ADDRESS = { free: 15, firstWaitSeconds: 60, maxWaitSeconds: 1800, memorySeconds: 3600 }
const NEWEST = 20

/** A phone that a code goes to, and what it opens. */
export interface Target {
  phoneIndex: string
  hash: string
}
export interface CodeMessage {
  phone: string
  code: string
}

export const targetsContext = (id: string) => `dossiers.tracking_code:${id}:targets`
export const messagesContext = (id: string) => `dossiers.tracking_code:${id}:messages`

export interface Proven {
  codeId: string
  numberIndex: Buffer
  phoneIndex: Buffer
}

export type AskCodeDeps = Pick<TrackingDeps, 'db' | 'clock' | 'sealer' | 'append' | 'record' | 'throttle'>

/**
 * Look-up by identity number: a code goes to each phone on the dossiers and opens those of that phone. Whether the number
 * is found changes nothing that the asker can see; messages leave by a job.
 */
export function createAskCode(deps: AskCodeDeps) {
  const { db, clock, sealer } = deps
  const hashOf = (id: string, code: string) => sealer.blindIndex('tracking-code', `${id}:${code}`)

  async function ask(typed: string, looker: Looker, lang: Lang): Promise<Decided<{ codeId: string }>> {
    const number = readNumber(typed)
    if (!number) return refuse('tracking-number-malformed')
    const limits: Limit[] = [
      { name: `tracking-number:${number}`, policy: PER_NUMBER },
      { name: `tracking-number:address:${looker.ip}`, policy: PER_ADDRESS },
    ]
    const seconds = await deps.throttle.attempt(limits)
    if (seconds > 0) return refuse('tracking-number-limit', { minutes: Math.ceil(seconds / 60), seconds })

    const id = newId()
    const at = clock.now()
    const numberIndex = sealer.blindIndex('identity-number', number)
    const targets: Target[] = []
    const messages: CodeMessage[] = []
    for (const row of phonesToAsk(await selectByNumber(db, numberIndex, NEWEST))) {
      const { phone } = deps.record.contactOf(row)
      if (!phone || !row.phone_index) continue
      const code = randomDigits(TRACKING_CODE.digits)
      targets.push({ phoneIndex: row.phone_index.toString('hex'), hash: hashOf(id, code).toString('hex') })
      messages.push({ phone, code })
    }
    await inTransaction(db, async (tx) => {
      await insertTrackingCode(tx, {
        id,
        number_index: numberIndex,
        targets: sealer.sealText(targetsContext(id), JSON.stringify(targets)),
        messages: sealer.sealText(messagesContext(id), JSON.stringify(messages)),
        lang,
        made_at: at,
        expires_at: new Date(at.getTime() + TRACKING_CODE.lifeMinutes * 60_000),
      })
      const stream = { kind: 'tracking', id }
      await deps.append(tx, {
        stream,
        type: TRACKING_CODE_REQUESTED,
        version: 1,
        actor: looker.actor,
        payload: { codeId: id },
        at,
      })
    })
    return { ok: true, codeId: id }
  }

  /** Tries a code; a wrong try stays counted. A right one ends it. */
  async function attempt(codeId: string, typed: string): Promise<Decided<{ proven: Proven }>> {
    if (!isId(codeId)) return refuse('tracking-code-ended')
    return inTransaction(db, async (tx): Promise<Decided<{ proven: Proven }>> => {
      const at = clock.now()
      const row = await lockTrackingCode(tx, codeId)
      if (!row || row.ended_at || row.expires_at <= at || row.tries >= TRACKING_CODE.maxTries)
        return refuse('tracking-code-ended')
      const given = hashOf(codeId, readDigits(typed))
      const targets = JSON.parse(sealer.openText(targetsContext(codeId), row.targets)) as Target[]
      const met = targets.filter((target) => timingSafeEqual(Buffer.from(target.hash, 'hex'), given))[0]
      if (met) {
        await endTrackingCode(tx, codeId, at)
        return {
          ok: true,
          proven: { codeId, numberIndex: row.number_index, phoneIndex: Buffer.from(met.phoneIndex, 'hex') },
        }
      }
      await countTrackingTry(tx, codeId)
      const left = TRACKING_CODE.maxTries - row.tries - 1
      return left > 0 ? refuse('tracking-code-wrong', { left }) : refuse('tracking-code-ended')
    })
  }

  return { ask, attempt }
}
export type AskCode = ReturnType<typeof createAskCode>
