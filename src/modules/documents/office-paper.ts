import { actorKey, type Actor } from '../../platform/actor.ts'
import type { Reader, Tx } from '../../platform/db.ts'
import { findOfficePaper, writeOfficePaper } from './store.ts'

/** On which paper an office prints. @see TT 01/2018/TT-VPCP (slips A5, book A4), whose sizes are kept as the default */
export interface OfficePaper {
  slips: 'a4' | 'a5'
  book: 'a4' | 'a3'
}

export const DEFAULT_PAPER: OfficePaper = { slips: 'a5', book: 'a4' }

export async function paperOf(reader: Reader, agencyId: string): Promise<OfficePaper> {
  const row = await findOfficePaper(reader, agencyId)
  return row ? { slips: row.slips, book: row.book } : DEFAULT_PAPER
}

export const choosePaper = (tx: Tx, agencyId: string, paper: OfficePaper, by: { actor: Actor; at: Date }): Promise<void> =>
  writeOfficePaper(tx, { agency_id: agencyId, ...paper, set_at: by.at, set_by: actorKey(by.actor) })
