import type { Clock } from '../platform/clock.ts'
import { civilDateOf } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import { createJobs, type JobHandlers } from '../platform/jobs.ts'
import { takeTurn } from '../platform/lease.store.ts'
import { createRelay, makePartitions } from '../modules/events/index.ts'
import { HEAVY_JOBS, REACTIONS } from '../reactions.ts'
import { SCHEDULE } from '../schedule.ts'

export interface WorkDeps {
  db: Db
  clock: Clock
  handlers: JobHandlers
  onError: (error: unknown, job: string | null) => void
}

const RELAY_EVERY_MS = 250
const SCHEDULE_EVERY_MS = 2000
const MONTHS_AHEAD = 6

/** The worker: events become jobs, jobs are done, recurring jobs take their turns. */
export async function startWork(deps: WorkDeps) {
  const { db, clock, onError } = deps
  const jobs = await createJobs({ url: db.url, heavy: HEAVY_JOBS, onError })
  const handlers: JobHandlers = {
    ...deps.handlers,
    'events.partitions': async () => makePartitions(db, `${civilDateOf(clock.now()).slice(0, 7)}-01`, MONTHS_AHEAD),
  }
  await jobs.work(handlers)
  const relay = createRelay({
    db,
    clock,
    follows: (type) => REACTIONS[type] ?? [],
    writeJobs: (tx, followUps) => jobs.write(tx, followUps.map((one) => ({ data: { job: one.job, ...one.data } }))),
  })
  const relaying = every(RELAY_EVERY_MS, async () => {
    while ((await relay.dispatch()) > 0);
  })
  const scheduling = every(SCHEDULE_EVERY_MS, async () => {
    for (const { job, everySeconds } of SCHEDULE) {
      const handler = handlers[job]
      if (handler && (await takeTurn(db, job, everySeconds))) await handler({ job }).catch((error: unknown) => onError(error, job))
    }
  })

  /** Runs the work again and again, never twice at once; a failure is told and tried again at the next turn. */
  function every(ms: number, work: () => Promise<void>) {
    let stopped = false
    let running: Promise<void> = Promise.resolve()
    let timer: NodeJS.Timeout
    const turn = () => {
      running = work()
        .catch((error: unknown) => onError(error, null))
        .then(() => {
          if (!stopped) timer = setTimeout(turn, ms)
        })
    }
    timer = setTimeout(turn, 0)
    return async () => {
      stopped = true
      clearTimeout(timer)
      await running
    }
  }

  return {
    running: () => jobs.working,
    async stop(timeoutMs: number): Promise<void> {
      await Promise.all([relaying(), scheduling()])
      await jobs.stop(timeoutMs)
    },
  }
}
export type Work = Awaited<ReturnType<typeof startWork>>
