import { civilDateOf } from '../../platform/clock.ts'
import { inTransaction } from '../../platform/db.ts'
import type { JobHandlers } from '../../platform/jobs.ts'
import { latestWait } from './rules/attempts.ts'
import { CHANNELS, type PostRoom } from './post-room.ts'
import type { SendDeps } from './send.ts'
import { forgetBefore, makePartitions, selectDueLanes } from './store.ts'

const BATCH = 500
const MONTHS_AHEAD = 3
const SWEEP_JOB = 'notifications.sweep'
const HOUSEKEEPING_JOB = 'notifications.housekeeping'

/**
 * By schedule: `notifications.sweep` (every ten seconds or so) takes what waits for another attempt, is in doubt or was
 * left behind by a crash to the post room; `notifications.housekeeping` (every ten minutes) deletes expired texts and makes partitions.
 */
export function notificationsJobs(deps: Pick<SendDeps, 'db' | 'clock'> & { postRoom: PostRoom }): JobHandlers {
  async function sweep(): Promise<void> {
    const now = deps.clock.now()
    for (const channel of CHANNELS) {
      if (!deps.postRoom.isOpen(channel)) continue
      const lanes = await selectDueLanes(deps.db, { channel, now, latest: latestWait(now), limit: BATCH })
      deps.postRoom.deliver(lanes.map(({ lane }) => ({ key: lane, channel })))
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
