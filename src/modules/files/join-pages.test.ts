import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { joinPages } from './join-pages.ts'
import { pageOfScan } from './rules/scan-page.ts'
import { UnreadablePictureError } from './unreadable.ts'

const MADE = { title: 'Giấy chứng sinh', at: new Date('2026-11-23T02:00:00Z'), id: '01900000-0000-7000-8000-000000000001' }
const sheet = (width: number, height: number, density: number | null) => {
  const picture = sharp({ create: { width, height, channels: 3, background: '#f7f5ee' } }).jpeg({ quality: 70 })
  return (density ? picture.withMetadata({ density }) : picture).toBuffer()
}
const jpeg = async (width: number, height: number, density: number | null = null) => ({ bytes: await sheet(width, height, density), mediaType: 'image/jpeg' })

describe('the page that a scan makes', () => {
  it.each([
    ['A4 at 300 dpi, as the scanner says', { width: 2480, height: 3508 }, 300, { width: 595, height: 842, dpi: 300, kept: 2480 }],
    ['A3 at 300 dpi stays A3', { width: 3508, height: 4961 }, 300, { width: 842, height: 1191, dpi: 300, kept: 3508 }],
    ['a card at 600 dpi', { width: 2022, height: 1275 }, 600, { width: 243, height: 153, dpi: 600, kept: 2022 }],
    ['more than 600 dpi is brought down to it', { width: 9920, height: 14032 }, 1200, { width: 595, height: 842, dpi: 600, kept: 4960 }],
    ['a photo names 72: it fills an A4 sheet', { width: 3024, height: 4032 }, 72, { width: 595, height: 842, dpi: 366, kept: 3024 }],
    ['a photo that lies', { width: 4032, height: 3024 }, null, { width: 842, height: 595, dpi: 366, kept: 4032 }],
    ['a density of no sheet there is', { width: 100, height: 100 }, 300, { width: 595, height: 842, dpi: 12, kept: 100 }],
  ])('%s', (_name, size, density, expected) => {
    const page = pageOfScan(size, density)
    expect({ width: Math.round(page.width), height: Math.round(page.height), dpi: page.dpi, kept: page.pixels.width }).toEqual(expected)
  })
})

describe('several pages become one PDF/A', () => {
  it('in their order, at their size, with every dot kept', async () => {
    const joined = await joinPages([await jpeg(2480, 3508, 300), await jpeg(3508, 2480, 300)], MADE)
    expect(joined).toMatchObject({ pages: 2, coarsest: 300, isArchive: true })
    const document = await PDFDocument.load(joined.pdf, { updateMetadata: false })
    expect(document.getPages().map((page) => [Math.round(page.getWidth()), Math.round(page.getHeight())])).toEqual([[595, 842], [842, 595]])
    expect(joined.pdf.toString('latin1')).toMatch(/pdfaid:part>2</)
    expect(joined.pdf.toString('latin1')).toMatch(/\/Width 2480[\s\S]*\/Width 3508/)
  })

  it('more pages go behind those that stand, and it stays an archive', async () => {
    const first = await joinPages([await jpeg(2480, 3508, 300)], MADE)
    const second = await joinPages([{ bytes: first.pdf, mediaType: 'application/pdf' }, await jpeg(1240, 1754, 150)], MADE)
    expect(second).toMatchObject({ pages: 2, coarsest: 150, isArchive: true })
    expect(second.pdf.toString('latin1').match(/pdfaid:part/g)?.length).toBe(2)
  })

  it("a PDF that isn't an archive is taken over, and nothing is claimed of the whole", async () => {
    const plain = await PDFDocument.create()
    plain.addPage([595, 842])
    const joined = await joinPages([{ bytes: Buffer.from(await plain.save()), mediaType: 'application/pdf' }, await jpeg(2480, 3508, 300)], MADE)
    expect(joined).toMatchObject({ pages: 2, isArchive: false })
    expect(joined.pdf.toString('latin1')).not.toMatch(/pdfaid/)
  })

  it.each(['image/jpeg', 'application/pdf'])('a damaged %s is told', async (mediaType) => {
    const whole = mediaType === 'image/jpeg' ? (await jpeg(800, 900)).bytes : Buffer.from('%PDF-1.7\nnothing of the kind')
    await expect(joinPages([{ bytes: whole.subarray(0, whole.length / 2), mediaType }], MADE)).rejects.toThrow(UnreadablePictureError)
  })
})
