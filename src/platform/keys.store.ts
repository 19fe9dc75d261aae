import { sql } from 'kysely'
import { type Db, inTransaction, reading, writing } from './db.ts'
import { createSealer, type DataKey, newDataKey, type Sealer, unwrapKey, wrapKey } from './seal.ts'

interface Tables {
  'platform.data_key': { id: number; master_key_id: string; wrapped_key: Buffer }
}

/** Master keys by their id; the first one wraps new data keys. The index key is apart, so that data keys can rotate. */
export interface MasterKeys {
  sealKeys: readonly { id: string; key: Buffer }[]
  indexKey: Buffer
}

/**
 * Opens the data keys (making the first one when there is none) and gives the sealer.
 * @throws Error when a data key was wrapped by a master key that the configuration lacks.
 */
export async function openSealer(db: Db, master: MasterKeys): Promise<Sealer> {
  const rows = await inTransaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(20260701)`.execute(writing<Tables>(tx))
    const present = await reading<Tables>(tx).selectFrom('platform.data_key').selectAll().orderBy('id').execute()
    if (present.length > 0) return present
    const first = master.sealKeys[0]
    if (!first) throw new Error('No master key is configured.')
    const row = { id: 1, master_key_id: first.id, wrapped_key: wrapKey(first.key, newDataKey()) }
    await writing<Tables>(tx).insertInto('platform.data_key').values(row).execute()
    return [row]
  })
  return sealerOf(rows, master)
}

/** A data key as it is kept. */
export type WrappedKey = Tables['platform.data_key']

/**
 * The sealer of data keys that were read already.
 * @throws Error when one was wrapped by a master key that `master` lacks.
 */
export function sealerOf(rows: readonly WrappedKey[], master: MasterKeys): Sealer {
  const dataKeys: DataKey[] = rows.map((row) => {
    const key = master.sealKeys.find((candidate) => candidate.id === row.master_key_id)
    if (!key) throw new Error(`The configuration lacks the master key '${row.master_key_id}' that seals this database.`)
    return { id: row.id, key: unwrapKey(key.key, row.wrapped_key) }
  })
  return createSealer({ dataKeys, currentId: Math.max(...dataKeys.map((key) => key.id)), indexKey: master.indexKey })
}
