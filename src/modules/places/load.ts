import type { Clock } from '../../platform/clock.ts'
import { type Db, inTransaction } from '../../platform/db.ts'
import { readShippedPlaces, shippedPlacesHash } from './shipped.ts'
import { findLoadHash, lockLoad, replacePlaces, saveLoad } from './store.ts'

export interface PlacesLoad {
  /** False when the tables already hold these data. */
  changed: boolean
  counts: Record<string, number>
}

/** Brings the tables to the shipped data (`folder` is data/places): one transaction, nothing to do when they are the same. */
export async function loadPlaces(db: Db, { folder, clock }: { folder: string; clock: Clock }): Promise<PlacesLoad> {
  const hash = await shippedPlacesHash(folder)
  if ((await findLoadHash(db)) === hash) return { changed: false, counts: {} }
  const places = await readShippedPlaces(folder)
  const counts = Object.fromEntries(Object.entries(places).map(([name, rows]) => [name, (rows as unknown[]).length]))
  return inTransaction(db, async (tx) => {
    await lockLoad(tx)
    if ((await findLoadHash(tx)) === hash) return { changed: false, counts: {} }
    await replacePlaces(tx, places, clock.now())
    await saveLoad(tx, hash, counts, clock.now())
    return { changed: true, counts }
  })
}
