import { type Selectable, sql } from 'kysely'
import type { CivilDate } from '../../platform/clock.ts'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { ReceptionTables } from './tables.ts'

export type AttestationRow = Selectable<ReceptionTables['reception.attestation']>

export async function insertAttestations(tx: Tx, rows: readonly AttestationRow[]): Promise<void> {
  await writing<ReceptionTables>(tx).insertInto('reception.attestation').values([...rows]).execute()
}

/** Lines of a register of one year, or of one of its days, in the order of their numbers after one. */
export function selectAttestations(reader: Reader, of: { agencyId: string; book: string; year: number; day: CivilDate | null; after: number; limit: number }): Promise<AttestationRow[]> {
  let query = reading<ReceptionTables>(reader)
    .selectFrom('reception.attestation')
    .selectAll()
    .select(sql<string>`day::text`.as('day'))
    .where('agency_id', '=', of.agencyId)
    .where('book', '=', of.book)
    .where('number', '>', of.after)
    .orderBy('number')
    .limit(of.limit)
  query = of.day ? query.where('day', '=', of.day) : query.where('year', '=', of.year)
  return query.execute() as Promise<AttestationRow[]>
}
