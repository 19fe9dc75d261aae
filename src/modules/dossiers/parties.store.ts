import type { Selectable } from 'kysely'
import { type Reader, reading } from '../../platform/db.ts'
import { type Part, part } from '../../platform/together.ts'
import type { DossierRow } from './store.ts'
import type { DossiersTables } from './tables.ts'

export type PartyRow = Selectable<DossiersTables['dossiers.party']>

const parties = (reader: Reader, dossierId: string) => reading<DossiersTables>(reader).selectFrom('dossiers.party').selectAll().where('dossier_id', '=', dossierId).orderBy('party')

/** Those whose dossier it is beside the one who submitted it. */
export const selectParties = (reader: Reader, dossierId: string): Promise<PartyRow[]> => parties(reader, dossierId).execute()
export const partiesPart = (reader: Reader, dossierId: string): Part<PartyRow[]> => part(parties(reader, dossierId), { confirmed_at: 'instant' })

export async function isParty(reader: Reader, dossierId: string, accountId: string): Promise<boolean> {
  const row = await parties(reader, dossierId).where('account_id', '=', accountId).executeTakeFirst()
  return row !== undefined
}

/** Dossiers of which an account filled in a part, newest first. */
export const selectOfParty = (reader: Reader, accountId: string, limit: number): Promise<DossierRow[]> =>
  reading<DossiersTables>(reader)
    .selectFrom((from) =>
      // The newest from the index, however many there are.
      from.selectFrom('dossiers.party').select('dossier_id').where('account_id', '=', accountId).orderBy('confirmed_at', 'desc').orderBy('dossier_id').limit(limit).as('p'),
    )
    .innerJoin('dossiers.dossier as d', 'd.id', 'p.dossier_id')
    .selectAll('d')
    .orderBy('d.submitted_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(limit)
    .execute()
