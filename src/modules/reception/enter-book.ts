import { civilDateOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import type { DossierRow } from '../dossiers/index.ts'
import { insertAttestations } from './book.store.ts'

export interface BookEntered {
  row: DossierRow
  book: string
  at: Date
  papers: readonly { title: string; pages: number | null; copies: number | null; volume: number; number: number }[]
  signer: { name: string; title: string }
  enteredBy: string
}

/** Registers of certification that a counter keeps, by the series their numbers come from. @see NĐ 23/2015/NĐ-CP art. 13 */
export const BOOKS = {
  'chung-thuc-ban-sao': 'Sổ chứng thực bản sao từ bản chính',
  'chung-thuc-chu-ky': 'Sổ chứng thực chữ ký, điểm chỉ',
} as const
export type Book = keyof typeof BOOKS

export const isBook = (text: string): text is Book => Object.hasOwn(BOOKS, text)

/** A line of the register for each paper, in the transaction that takes their numbers. */
export function enterBook(tx: Tx, { row, book, at, papers, signer, enteredBy }: BookEntered): Promise<void> {
  const day = civilDateOf(at)
  return insertAttestations(
    tx,
    papers.map((paper) => ({
      agency_id: row.agency_id,
      book,
      year: Number(day.slice(0, 4)),
      number: paper.number,
      volume: paper.volume,
      province_code: row.province_code,
      day,
      at,
      dossier_id: row.id,
      requester_name: row.submitter_name,
      title: paper.title,
      pages: paper.pages,
      copies: paper.copies,
      signer_name: signer.name,
      signer_title: signer.title,
      entered_by_name: enteredBy,
    })),
  )
}
