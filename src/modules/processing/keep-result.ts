import { civilDateOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { PackageData } from '../documents/index.ts'
import type { DossierRow } from '../dossiers/index.ts'
import { printedContext } from './result-paper.ts'
import { insertResult } from './store.ts'

export interface IssuedResult {
  documentId: string
  /** What was printed, which is kept sealed. */
  printed: PackageData
  /** Book, volume and number under which it stands; no book where its numbers come from a series of their own. */
  book: string | null
  volume: number | null
  number: number
  signedBy: string
  signedByName: string
  /** Of a correction: the paper it stands for, and what it says (sealed). */
  replaces?: string
  content?: Buffer
}

/** The row of a result that was issued now, in the transaction of its act. */
export async function keepResult(tx: Tx, sealer: Sealer, row: Pick<DossierRow, 'id' | 'agency_id' | 'province_code'>, at: Date, issued: IssuedResult): Promise<void> {
  await insertResult(tx, {
    dossier_id: row.id,
    document_id: issued.documentId,
    book: issued.book,
    volume: issued.volume,
    number: issued.number,
    year: Number(civilDateOf(at).slice(0, 4)),
    printed: sealer.sealText(printedContext(row.id), JSON.stringify(issued.printed)),
    signed_by: issued.signedBy,
    signed_by_name: issued.signedByName,
    issued_at: at,
    agency_id: row.agency_id,
    province_code: row.province_code,
    ...(issued.replaces ? { replaces: issued.replaces } : {}),
    ...(issued.content ? { content: issued.content } : {}),
  })
}
