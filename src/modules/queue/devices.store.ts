import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { QueueTables } from './tables.ts'

export type DeviceRow = QueueTables['queue.device']

export const findDevice = async (reader: Reader, tokenHash: Buffer): Promise<DeviceRow | null> =>
  (await reading<QueueTables>(reader).selectFrom('queue.device').selectAll().where('token_hash', '=', tokenHash).where('revoked_at', 'is', null).executeTakeFirst()) ?? null

export const devicesOf = (reader: Reader, agencyId: string): Promise<DeviceRow[]> =>
  reading<QueueTables>(reader).selectFrom('queue.device').selectAll().where('agency_id', '=', agencyId).where('revoked_at', 'is', null).orderBy('made_at').limit(200).execute()

export async function insertDevice(tx: Tx, row: DeviceRow): Promise<void> {
  await writing<QueueTables>(tx).insertInto('queue.device').values(row).onConflict((conflict) => conflict.doNothing()).execute()
}

export async function revokeDevice(tx: Tx, agencyId: string, id: string, at: Date, by: string): Promise<boolean> {
  const done = await writing<QueueTables>(tx).updateTable('queue.device').set({ revoked_at: at, revoked_by: by }).where('id', '=', id).where('agency_id', '=', agencyId).where('revoked_at', 'is', null).executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** One open call a machine: pressing again changes nothing. */
export async function insertHelpCall(tx: Tx, row: { id: string; agency_id: string; device_id: string; device_name: string; at: Date }): Promise<boolean> {
  const done = await writing<QueueTables>(tx)
    .insertInto('queue.help_call')
    .values({ ...row, answered_at: null, answered_by: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}

export const openHelpCalls = (reader: Reader, agencyId: string) =>
  reading<QueueTables>(reader).selectFrom('queue.help_call').selectAll().where('agency_id', '=', agencyId).where('answered_at', 'is', null).orderBy('at').limit(20).execute()

export async function answerHelpCall(tx: Tx, agencyId: string, id: string, at: Date, by: string): Promise<boolean> {
  const done = await writing<QueueTables>(tx).updateTable('queue.help_call').set({ answered_at: at, answered_by: by }).where('id', '=', id).where('agency_id', '=', agencyId).where('answered_at', 'is', null).executeTakeFirst()
  return done.numUpdatedRows > 0n
}
