import type { Clock } from '../../../platform/clock.ts'
import { type Db, inTransaction } from '../../../platform/db.ts'
import type { JobHandlers } from '../../../platform/jobs.ts'
import type { Sealer } from '../../../platform/seal.ts'
import type { Lang } from '../../../platform/words.ts'
import type { GetEvent } from '../../events/index.ts'
import { type CodeMessage, messagesContext, TRACKING_CODE_REQUESTED } from './ask-code.ts'
import { deleteTrackingCodesBefore, forgetMessages, selectTrackingCode } from './tracking.store.ts'

/** Sends one code by SMS; the same key is the same message. */
export type SendTrackingCode = (message: { phone: string; code: string; lang: Lang; key: string; expiresAt: Date }) => Promise<void>

export interface TrackingJobsDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  getEvent: GetEvent
  sendTrackingCode: SendTrackingCode
}

const DAY_MS = 86_400_000

/** 'tracking.send-code' follows an event; 'tracking.sweep' runs by schedule. */
export function trackingJobs(deps: TrackingJobsDeps): JobHandlers {
  return {
    'tracking.send-code': async (data) => {
      if (!data.eventId) return
      const { codeId } = (await deps.getEvent(deps.db, data.eventId, data.at)).payload as { codeId: string }
      const row = await selectTrackingCode(deps.db, codeId)
      // Sent already, used, or too late to be of use.
      if (!row?.messages || row.ended_at || row.expires_at <= deps.clock.now()) return
      const messages = JSON.parse(deps.sealer.openText(messagesContext(codeId), row.messages)) as CodeMessage[]
      for (const [at, message] of messages.entries())
        await deps.sendTrackingCode({ ...message, lang: row.lang, key: `tracking-code:${codeId}:${at}`, expiresAt: row.expires_at })
      await inTransaction(deps.db, (tx) => forgetMessages(tx, codeId))
    },
    'tracking.sweep': async () => {
      const before = new Date(deps.clock.now().getTime() - DAY_MS)
      await inTransaction(deps.db, (tx) => deleteTrackingCodesBefore(tx, before))
    },
  }
}

/** Which job follows which of tracking's events; `reactions.ts` takes them over. */
export const TRACKING_REACTIONS = { [TRACKING_CODE_REQUESTED]: ['tracking.send-code'] } as const
