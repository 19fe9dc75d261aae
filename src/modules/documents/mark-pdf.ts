import { PDFDocument } from 'pdf-lib'
import { formatDateTime } from '../../platform/clock.ts'
import type { Reader } from '../../platform/db.ts'
import { openFile, readAll } from '../files/index.ts'
import type { DocumentsDeps, DocumentView } from './issue.ts'

/** Lays a mark over every page of a printed paper; what is printed below it, and what is kept, stays as it is. */
export async function markPdf(deps: DocumentsDeps, pdf: Buffer, { file, mark, at }: { file: string; mark: string; at: Date }): Promise<Buffer> {
  const printed = await PDFDocument.load(pdf, { updateMetadata: false })
  for (const page of printed.getPages()) {
    const { width, height } = page.getSize()
    const set = await deps.typesetter.render({ folder: `${deps.templatesFolder}/marks`, file }, { mark, width, height }, at)
    const [over] = await printed.embedPdf(set.pdf, [0])
    if (over) page.drawPage(over, { x: 0, y: 0 })
  }
  return Buffer.from(await printed.save({ addDefaultPage: false, updateFieldAppearances: false }))
}

/**
 * A paper that another stands in the place of, as it is given out from then on: with the mark that it no longer holds. Its kept bytes, and
 * with them its hash, stay. Null where it can't be opened.
 */
export function withdrawnPdf(deps: DocumentsDeps) {
  return async (reader: Reader, document: Pick<DocumentView, 'fileId'>, replacedAt: Date): Promise<Buffer | null> => {
    const opened = await openFile(deps)(reader, document.fileId)
    if (!opened.ok) return null
    const mark = `ĐÃ THU HỒI, THAY THẾ bằng bản phát hành lúc ${formatDateTime(replacedAt)}. Văn bản này không còn giá trị sử dụng.`
    return markPdf(deps, await readAll(opened.stream), { file: 'thu-hoi.typ', mark, at: replacedAt })
  }
}
export type WithdrawnPdf = ReturnType<typeof withdrawnPdf>
