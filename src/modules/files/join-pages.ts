import { PDFDocument } from 'pdf-lib'
import type { Metadata } from 'sharp'
import { type MadeOf, markAsPdfA } from './photo-to-pdf.ts'
import { pageOfScan } from './rules/scan-page.ts'
import { UnreadablePictureError } from './unreadable.ts'
import { blankProfile, uprightJpeg } from './upright-jpeg.ts'

export interface PageSource {
  bytes: Buffer
  mediaType: string
}

export interface JoinedPages {
  pdf: Buffer
  pages: number
  /** Dots per inch of the coarsest picture; null where none was joined. */
  coarsest: number | null
  /** Every page is known to be fit for PDF/A. */
  isArchive: boolean
}

const CLAIMS_ARCHIVE = /pdfaid:part\s*(?:=\s*"|>)\s*[1-3]/

/**
 * Scanned pages, in order, as one PDF/A-2b: pictures keep their resolution and the size that the scanner names, pages of PDFs are
 * taken over. A PDF that is no archive by its own word keeps the whole from being called one.
 * @throws UnreadablePictureError when a page is damaged or locked.
 */
export async function joinPages(sources: readonly PageSource[], made: MadeOf): Promise<JoinedPages> {
  const document = await PDFDocument.create({ updateMetadata: false })
  let coarsest: number | null = null
  let isArchive = true
  let profile: Buffer | null = null
  for (const { bytes, mediaType } of sources) {
    if (mediaType === 'application/pdf') {
      isArchive &&= CLAIMS_ARCHIVE.test(bytes.toString('latin1'))
      await copyPages(document, bytes)
      continue
    }
    const scan = await readScan(bytes)
    profile ??= scan.profile
    coarsest = Math.min(coarsest ?? Number.POSITIVE_INFINITY, scan.page.dpi)
    const page = document.addPage([scan.page.width, scan.page.height])
    page.drawImage(await document.embedJpg(scan.jpeg), scan.page.picture)
  }
  if (isArchive) markAsPdfA(document, { ...made, profile: profile ?? (await blankProfile()) })
  return { pdf: Buffer.from(await document.save({ useObjectStreams: false, updateFieldAppearances: false })), pages: document.getPageCount(), coarsest, isArchive }
}

async function copyPages(document: PDFDocument, bytes: Buffer): Promise<void> {
  try {
    const source = await PDFDocument.load(bytes, { updateMetadata: false })
    for (const page of await document.copyPages(source, source.getPageIndices())) document.addPage(page)
  } catch (error) {
    throw new UnreadablePictureError('The PDF can not be taken apart.', { cause: error })
  }
}

const pageOf = ({ autoOrient, density }: Metadata) => pageOfScan(autoOrient, density ?? null)

async function readScan(picture: Buffer) {
  const { jpeg, profile, source } = await uprightJpeg(picture, (metadata) => pageOf(metadata).pixels)
  return { jpeg, profile, page: pageOf(source) }
}
