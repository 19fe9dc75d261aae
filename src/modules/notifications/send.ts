import type { Clock } from '../../platform/clock.ts'
import { type Db, inTransaction } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import { type Content, contentContext, recipientContext } from './notify.ts'
import { afterFailure, isDue, isTooLate, LEASE_MS, oldestWaiting } from './rules/attempts.ts'
import { endAttempt, lockHeadOfLane, type MessageRow, updateMessage } from './store.ts'
import type { SendAnswer, SendMail, SendSms } from './types.ts'

export interface SendDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  sendMail: SendMail
  sendSms: SendSms
}

/*
 *   queued ──claim──► sending ──► sent
 *                       │  ▲
 *                       │  └─ claim again: at next_at after `failed`, after the lease when nobody recorded an end
 *                       ├──► failed
 *                       └──► given-up (refused for good, expired, or tried for three days)
 *
 * The claim is committed before the counterparty is called, so an attempt that a crash cut off is known to be in doubt and
 * is repeated under the same reference. Only the head of a lane can be claimed: what is behind it waits.
 */

/**
 * Sends the messages of one lane in order, until nothing of it is due or one could not be sent.
 * @param hear is told every answer; false ends it.
 */
export async function drainLane(deps: SendDeps, lane: Buffer, hear: (answer: SendAnswer) => boolean): Promise<void> {
  for (;;) {
    const message = await claim(deps, lane)
    if (!message) return
    const answer = await handOver(deps, message)
    const goOn = hear(answer)
    await recordEnd(deps, message, answer)
    if (!goOn || (!answer.ok && !answer.permanent)) return
  }
}

function claim({ db, clock }: SendDeps, lane: Buffer): Promise<MessageRow | null> {
  return inTransaction(db, async (tx) => {
    for (;;) {
      const now = clock.now()
      const row = await lockHeadOfLane(tx, lane, oldestWaiting(now))
      if (!row || !isDue(row.next_at, now)) return null
      if (isTooLate(row.expires_at, now) || !row.content || !row.recipient) {
        await updateMessage(tx, row, { state: 'given-up', problem: 'expired' })
        continue
      }
      const attempts = row.attempts + 1
      await updateMessage(tx, row, { state: 'sending', attempts, next_at: new Date(now.getTime() + LEASE_MS) })
      return { ...row, attempts }
    }
  })
}

function handOver(deps: SendDeps, row: MessageRow): Promise<SendAnswer> {
  const to = deps.sealer.openText(recipientContext(row.id), row.recipient as Buffer)
  const content = JSON.parse(deps.sealer.openText(contentContext(row.id), row.content as Buffer)) as Content
  if (row.channel === 'email') return deps.sendMail({ reference: row.reference, to, ...content })
  return deps.sendSms({ reference: row.reference, to, text: content.text })
}

async function recordEnd({ db, clock }: SendDeps, row: MessageRow, answer: SendAnswer): Promise<void> {
  const now = clock.now()
  await inTransaction(db, async (tx) => {
    if (answer.ok) {
      await endAttempt(tx, row, { state: 'sent', sent_at: now, receipt: answer.receipt, problem: null })
      return
    }
    const next = afterFailure({ attempts: row.attempts, madeAt: row.made_at, expiresAt: row.expires_at }, answer.permanent, now, Math.random())
    const problem = `${answer.problem} ${answer.code}`.slice(0, 100)
    await endAttempt(tx, row, { state: next.state, problem, ...(next.state === 'failed' ? { next_at: next.nextAt } : {}) })
  })
}
