import { type Db, inTransaction } from '../../platform/db.ts'
import type { FileStore } from './file-store.ts'
import { findKnownBlobs, tryLockBytes } from './store.ts'

/** No upload and no act takes this long, so older bytes without a row never get one. */
const GRACE_MINUTES = 24 * 60
const BATCH = 500

/** Removes bytes that no row names (uploads never recorded, files taken back) and drafts of broken uploads; not while a backup takes them. */
export function sweepFiles(deps: { db: Db; store: FileStore }) {
  return (graceMinutes = GRACE_MINUTES): Promise<{ removed: number }> =>
    inTransaction(deps.db, async (tx) => ((await tryLockBytes(tx)) ? sweep(deps, graceMinutes) : { removed: 0 }))
}

async function sweep(deps: { db: Db; store: FileStore }, graceMinutes: number): Promise<{ removed: number }> {
  let removed = await deps.store.clearUnfinished(graceMinutes)
  let batch: string[] = []
  const sweepBatch = async () => {
    if (batch.length === 0) return
    const known = await findKnownBlobs(deps.db, batch)
    for (const key of batch.filter((candidate) => !known.has(candidate))) {
      await deps.store.remove(key)
      removed++
    }
    batch = []
  }
  for await (const key of deps.store.olderThan(graceMinutes)) {
    batch.push(key)
    if (batch.length >= BATCH) await sweepBatch()
  }
  await sweepBatch()
  return { removed }
}
