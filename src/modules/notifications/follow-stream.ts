import { type Db, inTransaction, type Tx } from '../../platform/db.ts'
import type { JobHandler } from '../../platform/jobs.ts'
import type { ReadStream, StoredEvent } from '../events/index.ts'
import type { Notify } from './notify.ts'
import { lockFollowed, setFollowed } from './store.ts'
import type { Deliver, Lane, NoticeInput } from './types.ts'

export interface FollowDeps {
  db: Db
  readStream: ReadStream
  notify: Notify
  deliver: Deliver
  /** What an event of the stream tells whom; an empty list for one that tells nobody. */
  noticesOf: (tx: Tx, event: StoredEvent) => Promise<readonly NoticeInput[]>
}

/**
 * A job that follows events of one kind of stream. Jobs of one stream may run in any order and at once: whichever comes
 * first turns all events not yet followed into messages, in the stream's order, and the later ones find nothing to do.
 */
export function createFollowStream(deps: FollowDeps): JobHandler {
  return async ({ stream }) => {
    if (!stream) return
    const lanes = await inTransaction(deps.db, async (tx) => {
      const touched: Lane[] = []
      const seq = await lockFollowed(tx, stream)
      const fresh = (await deps.readStream(tx, stream)).filter((event) => event.seq > seq)
      for (const event of fresh) {
        for (const notice of await deps.noticesOf(tx, event)) touched.push(...(await deps.notify(tx, notice)))
      }
      const last = fresh.at(-1)
      if (last) await setFollowed(tx, stream, last.seq)
      return touched
    })
    deps.deliver(lanes)
  }
}
