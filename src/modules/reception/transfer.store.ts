import type { Selectable } from 'kysely'
import { type Tx, writing } from '../../platform/db.ts'
import { statement } from '../../platform/statement.ts'
import { type Part, writtenPart } from '../../platform/together.ts'
import type { ReceptionTables } from './tables.ts'

export type TransferRow = Selectable<ReceptionTables['reception.transfer']>

/** @returns false when it was sent before. */
export async function insertTransfer(tx: Tx, row: Omit<TransferRow, 'received_at' | 'received_by' | 'received_by_name'>): Promise<boolean> {
  const kept = await writing<ReceptionTables>(tx).insertInto('reception.transfer').values(row).onConflict((conflict) => conflict.doNothing()).returning('dossier_id').executeTakeFirst()
  return kept !== undefined
}

export async function markReceived(tx: Tx, dossierId: string, by: { at: Date; key: string; name: string }): Promise<void> {
  await writing<ReceptionTables>(tx)
    .updateTable('reception.transfer')
    .set({ received_at: by.at, received_by: by.key, received_by_name: by.name })
    .where('dossier_id', '=', dossierId)
    .where('received_at', 'is', null)
    .execute()
}

export interface TransferLine extends TransferRow {
  code: string
  procedure_name: string
  submitter_name: string
}

const KINDS = { sent_at: 'instant', due_at: 'instant', received_at: 'instant' } as const

/** On their way to these agencies, what is to be received first on top. */
export const toReceivePart = (agencyIds: readonly string[], limit: number): Part<TransferLine[]> =>
  writtenPart<TransferLine, TransferLine[]>(
    statement`
    select line.*, code, procedure_name, submitter_name
    from unnest(${agencyIds}::uuid[]) as place (agency_id)
    cross join lateral (select * from reception.transfer where to_agency_id = place.agency_id and received_at is null order by due_at, dossier_id limit ${limit}) as line
    join dossiers.inbox as inbox on inbox.id = line.dossier_id
    order by line.due_at, line.dossier_id
    limit ${limit}`,
    KINDS,
    (rows) => rows,
  )

/** Sent from these agencies, the latest first. */
export const sentPart = (agencyIds: readonly string[], limit: number): Part<TransferLine[]> =>
  writtenPart<TransferLine, TransferLine[]>(
    statement`
    select line.*, code, procedure_name, submitter_name
    from unnest(${agencyIds}::uuid[]) as place (agency_id)
    cross join lateral (select * from reception.transfer where from_agency_id = place.agency_id order by sent_at desc, dossier_id limit ${limit}) as line
    join dossiers.inbox as inbox on inbox.id = line.dossier_id
    order by line.sent_at desc, line.dossier_id
    limit ${limit}`,
    KINDS,
    (rows) => rows,
  )
