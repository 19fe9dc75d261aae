import { extractText, getDocumentProxy } from 'unpdf'

/** All text of a PDF, pages joined, with runs of white space (and the marks that allow a line break) made one blank. */
export async function pdfText(pdf: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
  return text.normalize('NFC').replace(/\u200B/g, '').replace(/\s+/g, ' ').trim()
}
