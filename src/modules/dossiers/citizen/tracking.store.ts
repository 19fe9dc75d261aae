import type { Selectable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../../platform/db.ts'
import { type DossierRow, newestOfNumber } from '../store.ts'
import type { DossiersTables } from '../tables.ts'

export type TrackingCodeRow = Selectable<DossiersTables['dossiers.tracking_code']>

const write = (tx: Tx) => writing<DossiersTables>(tx)

export async function insertTrackingCode(tx: Tx, row: Omit<TrackingCodeRow, 'tries' | 'ended_at'>): Promise<void> {
  await write(tx).insertInto('dossiers.tracking_code').values(row).execute()
}

export const selectTrackingCode = (reader: Reader, id: string): Promise<TrackingCodeRow | undefined> =>
  reading<DossiersTables>(reader)
    .selectFrom('dossiers.tracking_code')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()

/** Locks it: tries are counted one after the other. */
export const lockTrackingCode = (tx: Tx, id: string): Promise<TrackingCodeRow | undefined> =>
  write(tx).selectFrom('dossiers.tracking_code').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export async function countTrackingTry(tx: Tx, id: string): Promise<void> {
  await write(tx)
    .updateTable('dossiers.tracking_code')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function endTrackingCode(tx: Tx, id: string, at: Date): Promise<void> {
  await write(tx)
    .updateTable('dossiers.tracking_code')
    .set({ ended_at: at, messages: null })
    .where('id', '=', id)
    .execute()
}

/** What was to be sent is handed over: nobody needs the codes in the clear any more. */
export async function forgetMessages(tx: Tx, id: string): Promise<void> {
  await write(tx).updateTable('dossiers.tracking_code').set({ messages: null }).where('id', '=', id).execute()
}

export async function deleteTrackingCodesBefore(tx: Tx, instant: Date): Promise<void> {
  await write(tx).deleteFrom('dossiers.tracking_code').where('expires_at', '<', instant).execute()
}

/** Dossiers that name this number and this phone, newest first. */
export function selectOfNumberAndPhone(
  reader: Reader,
  numberIndex: Buffer,
  phoneIndex: Buffer,
  limit: number,
): Promise<DossierRow[]> {
  return reading<DossiersTables>(reader)
    .selectFrom('dossiers.dossier')
    .selectAll()
    .where('id', 'in', newestOfNumber(numberIndex, limit, phoneIndex))
    .orderBy('submitted_at', 'desc')
    .limit(limit)
    .execute()
}
