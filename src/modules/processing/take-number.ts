import { civilDateOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import { nextBookEntry, nextNumber, numberText } from '../documents/index.ts'
import type { DossierRow } from '../dossiers/index.ts'
import type { CasePackage } from './ports.ts'

/** The number of a result: from the book, or from a series of its own where the package has no book; written as the package says. */
export async function takeNumber(tx: Tx, row: Pick<DossierRow, 'agency_id'>, { hasBook, series, pattern }: CasePackage['result'], at: Date): Promise<{ number: number; volume: number | null; numberText: string; volumeText: string }> {
  const on = civilDateOf(at)
  const year = Number(on.slice(0, 4))
  const taken = hasBook
    ? await nextBookEntry(tx, { book: series, agencyId: row.agency_id, year, on })
    : { number: await nextNumber(tx, { series, agencyId: row.agency_id, year }), volume: null, volumeText: '' }
  return { ...taken, numberText: numberText(pattern, { number: taken.number, year }) }
}
