import { type Reader, reading, type Tx, writing } from './db.ts'

interface Tables {
  'platform.loaded': { name: string; fingerprint: string; at: Date }
}

/** Fingerprint of what was last loaded under this name; null before the first time. */
export async function loadedFingerprint(reader: Reader, name: string): Promise<string | null> {
  const row = await reading<Tables>(reader).selectFrom('platform.loaded').select('fingerprint').where('name', '=', name).executeTakeFirst()
  return row?.fingerprint ?? null
}

export async function keepFingerprint(tx: Tx, row: { name: string; fingerprint: string; at: Date }): Promise<void> {
  await writing<Tables>(tx)
    .insertInto('platform.loaded')
    .values(row)
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ fingerprint: row.fingerprint, at: row.at }))
    .execute()
}
