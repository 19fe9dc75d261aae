import { civilDateOf } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db.ts'
import { type BookEntry, nextBookEntry } from '../../documents/index.ts'
import type { DossierRow } from '../../dossiers/index.ts'
import { valueOn } from '../../parameters/index.ts'
import { REGISTER_CAPACITY } from '../paper-parameters.ts'
import { insertEntry } from './register.store.ts'

export const REGISTER = 'so-theo-doi'

/**
 * Writes an accepted dossier into the book of the office that received it: quyển số, số thứ tự, without gaps. In the act's transaction, before
 * the slip's own number is taken.
 * @see TT 03/2025/TT-VPCP, Mẫu 07
 */
export async function enterInRegister(tx: Tx, row: Pick<DossierRow, 'id' | 'received_at_agency_id' | 'province_code'>, at: Date, sets = 1): Promise<BookEntry> {
  const on = civilDateOf(at)
  const agencyId = row.received_at_agency_id
  const year = Number(on.slice(0, 4))
  const entry = await nextBookEntry(tx, { book: REGISTER, agencyId, year, on, capacity: await valueOn(tx, REGISTER_CAPACITY, agencyId, on) })
  await insertEntry(tx, { dossier_id: row.id, agency_id: agencyId, province_code: row.province_code, year, volume: entry.volume, number: entry.number, sets, received_at: at })
  return entry
}
