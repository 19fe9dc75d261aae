import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cornersOf, pictureOfPdf } from '../../../tests/support/corners.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { corners, heic } from '../../../tests/support/heic.ts'
import { inTransaction, reading } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { ConvertDeps } from './convert.ts'
import {
  type FilesTables,
  fileAnswer,
  filesJobs,
  listFiles,
  localFileStore,
  openFile,
  openShown,
  type ReceivedFile,
  readAll,
  receiveUpload,
  recordFile,
  recordPrinted,
  receiveBytes,
  removeFile,
  SealedFileError,
  sealFiles,
  shownAs,
  sweepFiles,
} from './index.ts'

let base: TestDatabase
let folder: string
let deps: ConvertDeps
beforeAll(async () => {
  base = await openTestDatabase()
})
afterAll(() => base.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
  deps = { db: base.db, sealer: base.sealer, clock: base.clock, store: localFileStore(folder), scanner: null }
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const AT = new Date('2026-11-23T09:00:00+07:00')
const owner = () => ({ ownerKind: 'draft', ownerId: newId(), at: AT })

async function onDisk(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}
async function received(body: Buffer, filename = 'giay.jpg'): Promise<ReceivedFile> {
  const answer = await receiveUpload(deps)({ stream: Readable.from([body]), filename })
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.received
}
async function recorded(body: Buffer, to = owner(), filename = 'giay.jpg'): Promise<string> {
  const file = await received(body, filename)
  const answer = await inTransaction(deps.db, (tx) => recordFile(tx, deps.sealer, file, to))
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.fileId
}
const view = async (fileId: string) => (await listFiles(deps)(deps.db, { fileIds: [fileId] }))[0]
async function bytesOf(fileId: string): Promise<Buffer> {
  const opened = await openFile(deps)(deps.db, fileId)
  if (!opened.ok) throw new Error(opened.refusal.code)
  return readAll(opened.stream)
}
const convert = () => filesJobs(deps)['files.convert']()

/** Left half red, right half blue, told to be turned by EXIF, with a place in its metadata. */
const sidewaysPhoto = async (width: number, height: number) => {
  const red = await sharp({ create: { width: width / 2, height, channels: 3, background: '#f00' } }).png().toBuffer()
  return sharp({ create: { width, height, channels: 3, background: '#00f' } })
    .composite([{ input: red, left: 0, top: 0 }])
    .withMetadata({ orientation: 6, exif: { IFD3: { GPSLatitude: '10/1 2/1 3/1' }, IFD0: { Model: 'MAY-ANH-CUA-TOI' } } })
    .jpeg()
    .toBuffer()
}
async function pdf(): Promise<Buffer> {
  const document = await PDFDocument.create()
  document.addPage()
  return Buffer.from(await document.save())
}

describe('the row of a file', () => {
  it('keeps the name sealed and gives the same bytes back', async () => {
    const body = await pdf()
    const to = owner()
    const fileId = await recorded(body, to, 'Giấy chứng sinh bé Ánh.pdf')
    const dump = JSON.stringify(await reading<FilesTables>(deps.db).selectFrom('files.file').selectAll().where('file_id', '=', fileId).execute())
    expect(dump).not.toContain('Ánh')
    expect((await bytesOf(fileId)).equals(body)).toBe(true)
    expect(await listFiles(deps)(deps.db, to)).toMatchObject([
      { fileId, filename: 'Giấy chứng sinh bé Ánh.pdf', mediaType: 'application/pdf', size: body.length, state: 'received', scan: 'pending', pdfFileId: fileId },
    ])
  })

  it('is not opened with the bytes of another row', async () => {
    const [one, two] = [await received(await pdf()), await received(await pdf())]
    const swapped = { ...one, blobKey: two.blobKey }
    await inTransaction(deps.db, (tx) => recordFile(tx, deps.sealer, swapped, owner()))
    await expect(bytesOf(one.fileId)).rejects.toThrow(SealedFileError)
  })

  it('answers for an unknown file with a refusal', async () => {
    expect(await openFile(deps)(deps.db, newId())).toMatchObject({ ok: false, refusal: { code: 'file-not-found' } })
  })

  it('is served as an attachment or inline under its own type, past no cache', async () => {
    const opened = await openFile(deps)(deps.db, await recorded(await pdf(), owner(), 'tờ khai.html'))
    if (!opened.ok) throw new Error('refused')
    const answer = fileAnswer(opened)
    expect(answer).toMatchObject({ kind: 'bytes', type: 'application/pdf', filename: 'tờ khai.pdf', inline: false, cache: 'private, no-store' })
    opened.stream.destroy()
  })
})

describe('limits of one owner', () => {
  it('hold when twenty uploads are recorded at once', async () => {
    const body = await pdf()
    const to = { ...owner(), ownerBytes: body.length * 7 + 10 }
    const files = await Promise.all(Array.from({ length: 20 }, () => received(body, 'x.pdf')))
    const answers = await Promise.all(files.map((file) => inTransaction(deps.db, (tx) => recordFile(tx, deps.sealer, file, to))))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(7)
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ refusal: { code: 'files-too-large-together' } })
  })
})

describe('conversion of photos', () => {
  it('makes one upright PDF/A of A4 without metadata, keeps the original, and is done once', async () => {
    const photo = await sidewaysPhoto(4000, 3000)
    const fileId = await recorded(photo)
    await convert()
    await convert()
    const file = await view(fileId)
    expect(file).toMatchObject({ state: 'converted', scan: 'not-scanned', mediaType: 'image/jpeg', picture: { width: 4000, height: 3000 } })
    expect((await bytesOf(fileId)).equals(photo)).toBe(true)
    const made = await bytesOf(file?.pdfFileId ?? '')
    expect(made.includes('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>')).toBe(true)
    expect(made.includes('MAY-ANH-CUA-TOI')).toBe(false)
    const document = await PDFDocument.load(made, { updateMetadata: false })
    expect(document.getPageCount()).toBe(1)
    const { width, height } = document.getPage(0).getSize()
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842])
    const picture = await sharp(await pictureOfPdf(made)).raw().toBuffer({ resolveWithObject: true })
    expect(picture.info).toMatchObject({ width: 2480, height: 3307 })
    const [topRed, bottomBlue] = [picture.data[0] ?? 0, picture.data.at(-1) ?? 0]
    expect(topRed).toBeGreaterThan(200)
    expect(bottomBlue).toBeGreaterThan(200)
    expect(made.length).toBeLessThan(3_000_000)
  })

  it('makes the same rows when two workers convert at once', async () => {
    const to = owner()
    const fileId = await recorded(await sidewaysPhoto(400, 300), to)
    await Promise.all([convert(), convert(), convert()])
    const rows = await reading<FilesTables>(deps.db).selectFrom('files.file').select(['file_id', 'derived_from', 'state']).where('owner_id', '=', to.ownerId).execute()
    expect(rows).toHaveLength(2)
    expect(rows.every((row) => row.state === 'converted')).toBe(true)
    expect(rows.some((row) => row.derived_from === fileId)).toBe(true)
  })

  it('turns a HEIC photo by what it says itself, once, and takes what the camera wrote of it away', async () => {
    const tiles = [['red', 'green'], ['blue', 'yellow']] as const
    const photo = heic({ tiles, size: { width: 128, height: 100 }, turns: 3, exif: Buffer.from('Exif\0\0MAY-ANH-CUA-TOI') })
    const fileId = await recorded(photo, owner(), 'IMG_0042.HEIC')
    expect(await view(fileId)).toMatchObject({ mediaType: 'image/heic', filename: 'IMG_0042.heic', picture: { width: 128, height: 100 } })
    await Promise.all([convert(), convert()])
    const file = await view(fileId)
    expect(file).toMatchObject({ state: 'converted' })
    expect((await bytesOf(fileId)).equals(photo)).toBe(true)
    const made = await bytesOf(file?.pdfFileId ?? '')
    expect(made.includes('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>')).toBe(true)
    expect(made.includes('MAY-ANH-CUA-TOI')).toBe(false)
    expect(await view(file?.pdfFileId ?? '')).toMatchObject({ filename: 'IMG_0042.pdf', mediaType: 'application/pdf' })
    expect(await cornersOf(await pictureOfPdf(made))).toEqual(['100 × 128', 'blue', 'red', 'yellow', 'green'])
  })

  it('shows a HEIC photo as its PDF once that is made, and gives it out as it was sent', async () => {
    const fileId = await recorded(corners(), owner(), 'ảnh.heic')
    const look = async (how = {}) => {
      const opened = await openShown(deps)(deps.db, fileId, how)
      if (!opened.ok) throw new Error(opened.refusal.code)
      const bytes = await readAll(opened.stream)
      return { bytes, answer: fileAnswer(opened, { inline: true }) }
    }
    const said = async () => shownAs((await view(fileId)) as NonNullable<Awaited<ReturnType<typeof view>>>)
    expect(await said()).toBe('not-yet')
    expect((await look()).answer).toMatchObject({ type: 'image/heic', inline: false })
    await convert()
    expect(await said()).toBe('pdf')
    const shown = await look()
    expect(shown.answer).toMatchObject({ type: 'application/pdf', filename: 'ảnh.pdf', inline: true })
    expect(shown.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const original = await look({ asSent: true })
    expect(original.answer).toMatchObject({ type: 'image/heic', filename: 'ảnh.heic', inline: false })
    expect(original.bytes.equals(corners())).toBe(true)
  })

  it('refuses a HEIC photo whose end is missing, and shows it no more', async () => {
    const fileId = await recorded(corners().subarray(0, -60), owner(), 'ảnh.heic')
    await convert()
    expect(await view(fileId)).toMatchObject({ state: 'refused', refusal: 'damaged' })
    expect(await openShown(deps)(deps.db, fileId)).toMatchObject({ ok: false, refusal: { code: 'file-damaged', params: { name: 'ảnh.heic' } } })
  })

  it('leaves a PDF as it is', async () => {
    const fileId = await recorded(await pdf())
    await convert()
    expect(await view(fileId)).toMatchObject({ state: 'converted', pdfFileId: fileId })
  })

  it('refuses a photo whose second half is missing, and serves it no more', async () => {
    const photo = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 120, sigma: 40 } } }).jpeg().toBuffer()
    const fileId = await recorded(photo.subarray(0, photo.length / 2), owner(), 'ảnh.jpg')
    await convert()
    expect(await view(fileId)).toMatchObject({ state: 'refused', refusal: 'damaged' })
    expect(await openFile(deps)(deps.db, fileId)).toMatchObject({ ok: false, refusal: { code: 'file-damaged', params: { name: 'ảnh.jpg' } } })
    expect(await inTransaction(deps.db, (tx) => sealFiles(tx, deps.sealer, [fileId], owner()))).toMatchObject({ ok: false })
  })

  it('one bad file does not stop the others', async () => {
    const [bad, good] = [await received(await pdf()), await recorded(await pdf())]
    await inTransaction(deps.db, (tx) => recordFile(tx, deps.sealer, { ...bad, mediaType: 'image/png', blobKey: '0'.repeat(64) }, owner()))
    await expect(convert()).rejects.toThrow('1 files')
    expect(await view(good)).toMatchObject({ state: 'converted' })
    await inTransaction(deps.db, (tx) => removeFile(tx, bad.fileId))
  })
})

describe('scanning', () => {
  it('marks what is clean, and refuses what is not', async () => {
    const virus = await pdf().then((body) => Buffer.concat([body, Buffer.from('EICAR startxref')]))
    deps.scanner = { scan: async (stream) => ({ clean: !(await readAll(stream)).includes('EICAR') }) }
    const [clean, bad] = [await recorded(await pdf()), await recorded(virus, owner(), 'x.pdf')]
    await convert()
    expect(await view(clean)).toMatchObject({ state: 'converted', scan: 'clean' })
    expect(await view(bad)).toMatchObject({ state: 'refused', scan: 'infected', refusal: 'infected' })
    expect(await openFile(deps)(deps.db, bad)).toMatchObject({ ok: false, refusal: { code: 'file-unsafe' } })
  })

  it('waits for a scanner that is away, however long', async () => {
    const fileId = await recorded(await pdf())
    deps.scanner = { scan: () => Promise.reject(new Error('away')) }
    for (let time = 0; time < 8; time++) await expect(convert()).rejects.toThrow()
    expect(await view(fileId)).toMatchObject({ state: 'received' })
    deps.scanner = { scan: async () => ({ clean: true }) }
    await convert()
    expect(await view(fileId)).toMatchObject({ state: 'converted' })
  })
})

describe('files of a submitted record', () => {
  const dossier = () => ({ ownerKind: 'dossier', ownerId: newId(), agencyId: newId(), provinceCode: '92', at: AT })

  it('move with their PDF, are sealed, and can not be removed', async () => {
    const fileId = await recorded(await sidewaysPhoto(400, 300))
    await convert()
    const to = dossier()
    expect(await inTransaction(deps.db, (tx) => sealFiles(tx, deps.sealer, [fileId], to))).toEqual({ ok: true })
    const rows = await reading<FilesTables>(deps.db).selectFrom('files.file').selectAll().where('owner_id', '=', to.ownerId).execute()
    expect(rows.map((row) => [row.state, row.agency_id, row.province_code])).toEqual(Array(2).fill(['sealed', to.agencyId, '92']))
    expect(await inTransaction(deps.db, (tx) => removeFile(tx, fileId))).toMatchObject({ refusal: { code: 'file-sealed' } })
  })

  it('are still converted when submission came first', async () => {
    const fileId = await recorded(await sidewaysPhoto(400, 300))
    const to = dossier()
    await inTransaction(deps.db, (tx) => sealFiles(tx, deps.sealer, [fileId], to))
    expect(await view(fileId)).toMatchObject({ state: 'received', sealedAt: AT })
    await convert()
    const file = await view(fileId)
    expect(file).toMatchObject({ state: 'sealed', ownerId: to.ownerId })
    expect(await view(file?.pdfFileId ?? '')).toMatchObject({ state: 'sealed', ownerId: to.ownerId })
  })

  it('printed documents are final at once', async () => {
    const file = await receiveBytes(deps)(await pdf(), 'Giấy tiếp nhận.pdf')
    await inTransaction(deps.db, (tx) => recordPrinted(tx, deps.sealer, file, dossier()))
    expect(await view(file.fileId)).toMatchObject({ state: 'sealed', filename: 'Giấy tiếp nhận.pdf' })
  })
})

describe('the sweep', () => {
  it('removes bytes without a row and drafts of broken uploads, once they are old, and nothing else', async () => {
    const kept = await received(await pdf())
    await inTransaction(deps.db, (tx) => recordFile(tx, deps.sealer, kept, owner()))
    const orphan = await received(await pdf())
    const removed = await recorded(await pdf())
    await inTransaction(deps.db, (tx) => removeFile(tx, removed))
    expect(await sweepFiles(deps)()).toEqual({ removed: 0 })
    const longAgo = new Date('2020-01-01')
    await utimes(join(folder, orphan.blobKey.slice(0, 2), orphan.blobKey), longAgo, longAgo)
    expect(await sweepFiles(deps)()).toEqual({ removed: 1 })
    expect(await sweepFiles(deps)(0)).toEqual({ removed: 1 })
    expect(await onDisk()).toEqual([kept.blobKey])
    expect((await bytesOf(kept.fileId)).length).toBe(kept.size)
  })

  it('leaves no bytes of an act that failed', async () => {
    const file = await received(await pdf())
    const failed = inTransaction(deps.db, async (tx) => {
      await recordFile(tx, deps.sealer, file, owner())
      throw new Error('the act failed')
    })
    await expect(failed).rejects.toThrow('the act failed')
    expect(await view(file.fileId)).toBeUndefined()
    await sweepFiles(deps)(0)
    expect(await onDisk()).toEqual([])
  })
})
