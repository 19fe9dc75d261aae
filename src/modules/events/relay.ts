import type { Clock } from '../../platform/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db.ts'
import { type EventRow, lockUndispatched, markDispatched } from './store.ts'

/** What a job that follows an event is told: ids only, never personal data. */
export interface FollowUp {
  job: string
  data: { eventId: string; type: string; at: string; stream: { kind: string; id: string } }
}

export interface RelayDeps {
  db: Db
  clock: Clock
  /** Jobs that follow an event of this type, in order. */
  follows: (type: string) => readonly string[]
  /** Writes the jobs in the same transaction in which their events are marked. */
  writeJobs: (tx: Tx, jobs: readonly FollowUp[]) => Promise<void>
}

const BATCH = 200

/** Turns events nobody followed up into jobs: one batch, one transaction, so a job exists exactly when its event does. */
export function createRelay(deps: RelayDeps) {
  return {
    /** @returns how many events were dispatched. */
    async dispatch(): Promise<number> {
      return inTransaction(deps.db, async (tx) => {
        const events = await lockUndispatched(tx, BATCH)
        if (events.length === 0) return 0
        await deps.writeJobs(tx, events.flatMap((event) => followUps(event, deps.follows)))
        await markDispatched(tx, events, deps.clock.now())
        return events.length
      })
    },
  }
}
export type Relay = ReturnType<typeof createRelay>

function followUps(event: EventRow, follows: RelayDeps['follows']): FollowUp[] {
  return follows(event.type).map((job) => ({
    job,
    data: { eventId: event.event_id, type: event.type, at: event.at.toISOString(), stream: { kind: event.stream_kind, id: event.stream_id } },
  }))
}
