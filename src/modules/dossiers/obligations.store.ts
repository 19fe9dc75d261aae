import type { Insertable, Updateable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { DossiersTables } from './tables.ts'

export async function insertObligation(tx: Tx, row: Insertable<DossiersTables['dossiers.obligation']>): Promise<void> {
  await writing<DossiersTables>(tx).insertInto('dossiers.obligation').values(row).execute()
}

export async function meetObligationRow(tx: Tx, id: string, met: Updateable<DossiersTables['dossiers.obligation']>): Promise<void> {
  await writing<DossiersTables>(tx).updateTable('dossiers.obligation').set(met).where('id', '=', id).execute()
}

export const obligationRows = (reader: Reader, dossierId: string) =>
  reading<DossiersTables>(reader).selectFrom('dossiers.obligation').selectAll().where('dossier_id', '=', dossierId).orderBy('asked_at').orderBy('id')
