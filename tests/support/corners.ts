import { PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import sharp from 'sharp'

/** What stands in the corners of a picture: its size, then above left and right, below left and right. */
export async function cornersOf(picture: Buffer): Promise<string[]> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const at = (x: number, y: number) => nameOf(data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3))
  const [right, low] = [width - 4, height - 4]
  return [`${width} × ${height}`, at(3, 3), at(right, 3), at(3, low), at(right, low)]
}

function nameOf(point: Uint8Array): string {
  const name = [...point].map((value) => (value > 200 ? 'high' : value < 60 ? 'low' : '?')).join(' ')
  return { 'high low low': 'red', 'low high low': 'green', 'low low high': 'blue', 'high high low': 'yellow' }[name] ?? point.join(',')
}

/** The one picture that a converted page holds. */
export async function pictureOfPdf(pdf: Buffer): Promise<Buffer> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (object instanceof PDFRawStream && object.dict instanceof PDFDict && object.dict.get(PDFName.of('Subtype')) === PDFName.of('Image')) {
      return Buffer.from(object.contents)
    }
  }
  throw new Error('No picture.')
}
