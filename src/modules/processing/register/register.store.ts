import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../../platform/db.ts'
import type { ProcessingTables } from '../tables.ts'

export type RegisterRow = Selectable<ProcessingTables['processing.register_entry']>

export async function insertEntry(tx: Tx, row: Insertable<ProcessingTables['processing.register_entry']>): Promise<void> {
  await writing<ProcessingTables>(tx).insertInto('processing.register_entry').values(row).execute()
}

/** What happens to the dossier afterwards, beside its line. */
export async function noteInRegister(tx: Tx, dossierId: string, change: Updateable<ProcessingTables['processing.register_entry']>): Promise<void> {
  await writing<ProcessingTables>(tx).updateTable('processing.register_entry').set(change).where('dossier_id', '=', dossierId).execute()
}

export interface RegisterQuery {
  agencyId: string
  /** [from, until) of the acceptance. */
  from: Date
  until: Date
  after: { receivedAt: Date; number: number } | null
  limit: number
}

/** Lines of one office's book in the order of their numbers; keyset pages. */
export function selectEntries(reader: Reader, { agencyId, from, until, after, limit }: RegisterQuery): Promise<RegisterRow[]> {
  let query = reading<ProcessingTables>(reader)
    .selectFrom('processing.register_entry')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('received_at', '>=', from)
    .where('received_at', '<', until)
    .orderBy('received_at')
    .orderBy('number')
    .limit(limit)
  if (after) query = query.where(sql<boolean>`(received_at, number) > (${after.receivedAt}, ${after.number})`)
  return query.execute()
}

export async function findEntry(reader: Reader, dossierId: string): Promise<RegisterRow | null> {
  return (await reading<ProcessingTables>(reader).selectFrom('processing.register_entry').selectAll().where('dossier_id', '=', dossierId).executeTakeFirst()) ?? null
}
