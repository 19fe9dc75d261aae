import { extractText, getDocumentProxy } from 'unpdf'

/** All text of a PDF, pages joined, with runs of white space (and the marks that allow a line break) made one blank. */
export async function pdfText(pdf: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
  return text.normalize('NFC').replace(/\u200B/g, '').replace(/\s+/g, ' ').trim()
}

/** Pieces of text that reach beyond the edges of their page. */
export async function textOffPage(pdf: Buffer): Promise<string[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const off: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view
    for (const item of (await page.getTextContent()).items) {
      if (!('str' in item)) continue
      const [x, y] = [item.transform[4], item.transform[5]]
      if (x < left || x + item.width > right || y < bottom || y + item.height > top) off.push(item.str)
    }
  }
  return off
}
