import { formatDateTime } from '../../platform/clock.ts'
import type { Reader, Tx } from '../../platform/db.ts'
import { mapped, type Part } from '../../platform/together.ts'
import { openFile, readAll } from '../files/index.ts'
import type { DocumentsDeps, DocumentView } from './issue.ts'
import { markPdf } from './mark-pdf.ts'
import { insertReprint, lockDocument, reprintRows, reprintsOfOwner } from './store.ts'
import type { ReprintTable } from './tables.ts'

/** A paper printed again: which copy it is, when and by whom. */
export interface Reprint {
  documentId: string
  copy: number
  at: Date
  byName: string
}

/** Counts one more copy of a paper, in the transaction of its act; null where there is no such paper. */
export function createReprint() {
  return async (tx: Tx, documentId: string, by: { key: string; name: string; at: Date }): Promise<number | null> => {
    if (!(await lockDocument(tx, documentId))) return null
    const copy = (await reprintRows(tx, documentId)).length + 1
    await insertReprint(tx, { document_id: documentId, copy, at: by.at, printed_by: by.key, printed_by_name: by.name })
    return copy
  }
}

const viewOf = (row: ReprintTable): Reprint => ({ documentId: row.document_id, copy: row.copy, at: row.at, byName: row.printed_by_name })

/** Copies of a record's papers, in the order in which they were printed. */
export const reprintsPart = (reader: Reader, ownerKind: string, ownerId: string): Part<Reprint[]> => mapped(reprintsOfOwner(reader, ownerKind, ownerId), (rows) => rows.map(viewOf))

/**
 * The copy as a PDF: every page as it was printed, number and text unchanged, with a line above that says which copy it is. Null where there is
 * no such copy, or the paper can't be opened.
 */
export function reprintedPdf(deps: DocumentsDeps) {
  return async (reader: Reader, document: Pick<DocumentView, 'documentId' | 'fileId'>, copy: number): Promise<Buffer | null> => {
    const found = (await reprintRows(reader, document.documentId)).map(viewOf).find((one) => one.copy === copy)
    const opened = found ? await openFile(deps)(reader, document.fileId) : null
    if (!found || !opened?.ok) return null
    const mark = `BẢN IN LẠI lần ${found.copy}, lúc ${formatDateTime(found.at)}, người in: ${found.byName}`
    return markPdf(deps, await readAll(opened.stream), { file: 'in-lai.typ', mark, at: found.at })
  }
}
