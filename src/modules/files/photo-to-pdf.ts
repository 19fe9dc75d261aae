import { PDFDocument, PDFHexString, PDFName } from 'pdf-lib'
import { isoInVietnam } from '../../platform/clock.ts'
import { uprightJpeg } from './upright-jpeg.ts'

/** What the PDF says of itself. */
export interface MadeOf {
  title: string
  at: Date
  id: string
}

const A4 = { short: 595.28, long: 841.89 }
/** Most pixels that A4 takes at 300 dots per inch. */
const AT_300_DPI = { short: 2480, long: 3508 }
/** A small picture isn't stretched below 150 dots per inch. */
const POINTS_PER_PIXEL_AT_150_DPI = 72 / 150

/** At most 300 dpi on A4. */
const onA4 = ({ width, height }: { width: number; height: number }) =>
  width > height ? { width: AT_300_DPI.long, height: AT_300_DPI.short } : { width: AT_300_DPI.short, height: AT_300_DPI.long }

/**
 * One A4 page (PDF/A-2b) that shows the picture as large as it fits, but not coarser than 150 dpi.
 * @throws UnreadablePictureError when the picture is damaged.
 */
export async function photoToPdf(picture: Buffer, made: MadeOf): Promise<Buffer> {
  const { jpeg, width, height, profile } = await uprightJpeg(picture, ({ autoOrient }) => onA4(autoOrient))
  const document = await PDFDocument.create({ updateMetadata: false })
  const wide = width > height
  const [pageWidth, pageHeight] = wide ? [A4.long, A4.short] : [A4.short, A4.long]
  const page = document.addPage([pageWidth, pageHeight])
  const scale = Math.min(pageWidth / width, pageHeight / height, POINTS_PER_PIXEL_AT_150_DPI)
  const size = { width: width * scale, height: height * scale }
  page.drawImage(await document.embedJpg(jpeg), {
    ...size,
    x: (pageWidth - size.width) / 2,
    y: (pageHeight - size.height) / 2,
  })
  markAsPdfA(document, { ...made, profile })
  return Buffer.from(await document.save({ useObjectStreams: false, updateFieldAppearances: false }))
}

/** What ISO 19005-2 asks of pages with pictures: XMP metadata, an output intent, a file identifier, no Info dictionary. */
export function markAsPdfA(document: PDFDocument, made: MadeOf & { profile: Buffer }): void {
  const { context, catalog } = document
  const metadata = context.stream(Buffer.from(xmp(made.title, made.at)), { Type: 'Metadata', Subtype: 'XML' })
  catalog.set(PDFName.of('Metadata'), context.register(metadata))
  const profile = context.register(context.flateStream(made.profile, { N: 3 }))
  const intent = context.obj({ Type: 'OutputIntent', S: 'GTS_PDFA1' })
  intent.set(PDFName.of('OutputConditionIdentifier'), PDFHexString.fromText('sRGB'))
  intent.set(PDFName.of('DestOutputProfile'), profile)
  catalog.set(PDFName.of('OutputIntents'), context.obj([intent]))
  catalog.set(PDFName.of('Lang'), PDFHexString.fromText('vi-VN'))
  const identifier = PDFHexString.of(made.id.replaceAll('-', ''))
  context.trailerInfo.ID = context.obj([identifier, identifier])
  context.trailerInfo.Info = undefined
}

const escapeXml = (text: string) => text.replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`)

const xmp = (title: string, at: Date) => `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>${isoInVietnam(at)}</xmp:CreateDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
