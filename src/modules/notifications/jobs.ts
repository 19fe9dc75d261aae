import { civilDateOf } from '../../platform/clock.ts'
import { inTransaction } from '../../platform/db.ts'
import type { JobHandlers } from '../../platform/jobs.ts'
import { latestWait } from './rules/attempts.ts'
import { drainLane, type SendDeps } from './send.ts'
import { forgetBefore, makePartitions, selectDueLanes } from './store.ts'
import type { Channel } from './types.ts'

const BATCH = 500
/** A counterparty that failed this often in one sweep is left alone until the next one. */
const AWAY_AFTER = 2
const MONTHS_AHEAD = 3
const SWEEP_JOB = 'notifications.sweep'
const HOUSEKEEPING_JOB = 'notifications.housekeeping'

/**
 * By schedule: `notifications.sweep` (every ten seconds or so) takes what waits for another attempt, is in doubt or was
 * left behind by a crash; `notifications.housekeeping` (every ten minutes) deletes expired texts and makes partitions.
 */
export function notificationsJobs(deps: SendDeps): JobHandlers {
  async function sweep(): Promise<void> {
    const now = deps.clock.now()
    const failures: Record<Channel, number> = { email: 0, sms: 0 }
    for (const { lane, channel } of await selectDueLanes(deps.db, { now, latest: latestWait(now), limit: BATCH })) {
      if (failures[channel] >= AWAY_AFTER) continue
      if ((await drainLane(deps, lane)) === 'away') failures[channel]++
    }
  }
  return {
    [SWEEP_JOB]: sweep,
    [HOUSEKEEPING_JOB]: async () => {
      const now = deps.clock.now()
      await makePartitions(deps.db, civilDateOf(now), MONTHS_AHEAD)
      await inTransaction(deps.db, (tx) => forgetBefore(tx, now))
    },
  }
}
