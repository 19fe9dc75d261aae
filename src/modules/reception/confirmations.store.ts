import type { Insertable, Selectable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { statement } from '../../platform/statement.ts'
import type { Write } from '../../platform/together.ts'
import type { ReceptionTables } from './tables.ts'

export type ConfirmationRow = Selectable<ReceptionTables['reception.confirmation']>

/** A new code asks anew: what was confirmed before is no longer. */
export async function askedAnew(tx: Tx, row: Insertable<ReceptionTables['reception.confirmation']>): Promise<void> {
  const { draft_id: _, ...rest } = row
  await writing<ReceptionTables>(tx)
    .insertInto('reception.confirmation')
    .values(row)
    .onConflict((conflict) => conflict.column('draft_id').doUpdateSet({ ...rest, confirmed_at: null }))
    .execute()
}

export const selectConfirmation = (reader: Reader, draftId: string): Promise<ConfirmationRow | undefined> =>
  reading<ReceptionTables>(reader).selectFrom('reception.confirmation').selectAll().where('draft_id', '=', draftId).executeTakeFirst()

export const lockConfirmation = (tx: Tx, draftId: string): Promise<ConfirmationRow | undefined> =>
  writing<ReceptionTables>(tx).selectFrom('reception.confirmation').selectAll().where('draft_id', '=', draftId).forUpdate().executeTakeFirst()

export async function markConfirmed(tx: Tx, draftId: string, at: Date): Promise<void> {
  await writing<ReceptionTables>(tx).updateTable('reception.confirmation').set({ confirmed_at: at }).where('draft_id', '=', draftId).execute()
}

/** Nothing is filed for somebody unless they confirmed these very things. */
export const confirmedWrite = (draftId: string, requestHash: Buffer): Write => ({
  statement: statement`select true as counted from reception.confirmation where draft_id = ${draftId} and request_hash = ${requestHash} and confirmed_at is not null`,
  must: { count: 1, what: 'confirmation' },
})
