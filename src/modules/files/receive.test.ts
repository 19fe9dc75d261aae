import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { deflateSync } from 'node:zlib'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { corners, heic } from '../../../tests/support/heic.ts'
import { sentenceOf } from '../../platform/problems.ts'
import { createSealer } from '../../platform/seal.ts'
import { localFileStore } from './local-file-store.ts'
import { keyContext, receiveUpload } from './receive.ts'
import { openStream } from './sealed-stream.ts'

const sealer = createSealer({ dataKeys: [{ id: 1, key: randomBytes(32) }], currentId: 1, indexKey: randomBytes(32) })
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const MB = 1024 * 1024
const send = (body: Buffer | Readable, filename: string, declaredType = 'application/pdf') => {
  const stream = Buffer.isBuffer(body) ? Readable.from(pieces(body)) : body
  return receiveUpload({ sealer, store: localFileStore(folder) })({ stream, filename, declaredType })
}
function* pieces(body: Buffer) {
  for (let at = 0; at < body.length; at += 64 * 1024) yield body.subarray(at, at + 64 * 1024)
}
async function everyFile(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}
async function pdf(): Promise<Buffer> {
  const document = await PDFDocument.create()
  document.addPage().drawText('Giay chung sinh')
  return Buffer.from(await document.save())
}
const picture = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: '#246' } })

function pngOf(width: number, height: number, rows: Buffer): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

describe('an upload that is taken', () => {
  it('is on disk, encrypted, under a key that is not its id, before the answer', async () => {
    const bytes = await pdf()
    const answer = await send(bytes, 'Giấy chứng sinh.PDF')
    if (!answer.ok) throw new Error(answer.refusal.code)
    const { received } = answer
    expect(received).toMatchObject({ mediaType: 'application/pdf', size: bytes.length, filename: 'Giấy chứng sinh.pdf', picture: null })
    expect(await everyFile()).toEqual([received.blobKey])
    expect(received.blobKey).not.toContain(received.fileId.replaceAll('-', ''))
    const clear = await (await localFileStore(folder).get(received.blobKey))
      .pipe(openStream(sealer.open(keyContext(received.fileId), received.sealedKey), received.fileId))
      .toArray()
    expect(Buffer.concat(clear).equals(bytes)).toBe(true)
  })

  it('is what its bytes say, whatever its name and declared type', async () => {
    const jpeg = await picture().jpeg().toBuffer()
    const answer = await send(jpeg, 'anh.html', 'text/html')
    expect(answer).toMatchObject({ ok: true, received: { mediaType: 'image/jpeg', filename: 'anh.jpg', picture: { width: 60, height: 40 } } })
  })

  it('may be a HEIC photo, under whatever name', async () => {
    expect(await send(corners(), 'IMG_0042.JPG', 'image/jpeg')).toMatchObject({ ok: true, received: { mediaType: 'image/heic', filename: 'IMG_0042.heic', picture: { width: 96, height: 64 } } })
    const other = heic({ tiles: [['red'], ['blue']], brand: 'mif1', mediaFirst: true, gap: 2 * MB })
    expect(await send(other, 'anh.heic')).toMatchObject({ ok: true, received: { mediaType: 'image/heif', filename: 'anh.heif', picture: { width: 64, height: 128 } } })
  })

  it('may come with 4 MB of camera data before its frame', async () => {
    const jpeg = await picture().jpeg().toBuffer()
    const filler = Buffer.alloc(65_537)
    filler.writeUInt16BE(0xffe2, 0)
    filler.writeUInt16BE(65_535, 2)
    const answer = await send(Buffer.concat([jpeg.subarray(0, 2), ...Array(64).fill(filler), jpeg.subarray(2)]), 'a.jpg')
    expect(answer).toMatchObject({ ok: true, received: { picture: { width: 60, height: 40 } } })
  })

  it('comes whole when two are sent at once', async () => {
    const bodies = [await pdf(), await picture().png().toBuffer()]
    const answers = await Promise.all(bodies.map((body, at) => send(body, `${at}`)))
    expect(answers.map((answer) => answer.ok && answer.received.size)).toEqual(bodies.map((body) => body.length))
    expect(await everyFile()).toHaveLength(2)
  })
})

describe('an upload that is refused leaves nothing on disk', () => {
  const zipBomb = Buffer.concat([Buffer.from('PK\x03\x04\x14\x00\x00\x00\x08\x00'), randomBytes(20), deflateSync(Buffer.alloc(MB))])
  const cases: [string, () => Promise<Buffer> | Buffer, string, string][] = [
    ['an HTML page named .pdf', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'to-khai.pdf', 'file-type-not-accepted'],
    ['an HTML page with a PDF further down', async () => Buffer.concat([Buffer.from('<html><script></script>'), await pdf()]), 'x.pdf', 'file-type-not-accepted'],
    ['an SVG named .png', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'x.png', 'file-type-not-accepted'],
    ['a zip bomb named .pdf', () => zipBomb, 'x.pdf', 'file-type-not-accepted'],
    ['a program', () => Buffer.concat([Buffer.from('MZ'), randomBytes(5000)]), 'x.pdf', 'file-type-not-accepted'],
    ['a GIF', () => picture().gif().toBuffer(), 'x.png', 'file-type-not-accepted'],
    ['an AVIF', () => picture().avif({ effort: 0 }).toBuffer(), 'x.heic', 'file-type-not-accepted'],
    ['an AVIF that says it is a HEIC photo', async () => Buffer.concat([corners().subarray(0, 28), (await picture().avif({ effort: 0 }).toBuffer()).subarray(32)]), 'x.heic', 'file-damaged'],
    ['a film', () => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom\0\0\0\0isommp42'), randomBytes(5000)]), 'x.heic', 'file-type-not-accepted'],
    ['a HEIC photo of 30,000 × 30,000', () => heic({ tiles: [['red']], named: { width: 30_000, height: 30_000 } }), 'x.heic', 'picture-too-large'],
    ['a HEIC photo cut in its description', () => corners().subarray(0, 200), 'x.heic', 'file-damaged'],
    ['a HEIC photo without a description', () => Buffer.concat([corners().subarray(0, 28), Buffer.from([0, 0, 0, 0]), Buffer.from('mdat'), randomBytes(9000)]), 'x.heic', 'file-damaged'],
    ['plain text', () => Buffer.from('Xin chào'), 'x.pdf', 'file-type-not-accepted'],
    ['0 bytes', () => Buffer.alloc(0), 'x.pdf', 'file-empty'],
    ['50 MB', async () => Buffer.concat([await pdf(), Buffer.alloc(50 * MB)]), 'x.pdf', 'file-too-large'],
    ['one byte too many', async () => Buffer.concat([await pdf(), Buffer.alloc(20 * MB)]), 'x.pdf', 'file-too-large'],
    ['a PDF cut in half', async () => (await pdf()).subarray(0, 400), 'x.pdf', 'file-damaged'],
    ['a JPEG that ends before its frame', async () => (await picture().jpeg().toBuffer()).subarray(0, 100), 'x.jpg', 'file-damaged'],
    ['a picture of 30,000 × 30,000', () => pngOf(30_000, 30_000, Buffer.alloc(MB)), 'x.png', 'picture-too-large'],
    ['a picture of 100,000 × 1', () => pngOf(100_000, 1, Buffer.alloc(100_001)), 'x.png', 'picture-too-large'],
    ['a picture of no height', () => pngOf(10, 0, Buffer.alloc(0)), 'x.png', 'file-damaged'],
  ]
  it.each(cases)('%s', async (_what, body, filename, code) => {
    const answer = await send(await body(), filename)
    expect(answer).toMatchObject({ ok: false, refusal: { code } })
    expect(await everyFile()).toEqual([])
    if (!answer.ok) expect(sentenceOf(answer.refusal, 'vi')).not.toMatch(/[{}]/)
  })

  it('a cut connection', async () => {
    const body = await pdf()
    const stream = Readable.from(
      (async function* () {
        yield body.subarray(0, body.length - 10)
        throw new Error('aborted')
      })(),
    )
    expect(await send(stream, 'x.pdf')).toMatchObject({ ok: false, refusal: { code: 'upload-cut' } })
    expect(await everyFile()).toEqual([])
  })

  it('a connection that goes silent and is closed', async () => {
    const stream = new Readable({ read: () => undefined })
    stream.push(randomBytes(5000))
    setTimeout(() => stream.destroy(), 30)
    expect(await send(stream, 'x.pdf')).toMatchObject({ ok: false })
    expect(await everyFile()).toEqual([])
  })

  it('a part that the web layer cut off at its own limit', async () => {
    const stream = Object.assign(Readable.from([await pdf()]), { truncated: true })
    expect(await send(stream, 'x.pdf')).toMatchObject({ ok: false, refusal: { code: 'file-too-large' } })
    expect(await everyFile()).toEqual([])
  })

  it('reads the rest away, so that the parts after it come', async () => {
    const stream = Readable.from(pieces(Buffer.alloc(3 * MB, 'x')))
    expect(await send(stream, 'x.pdf')).toMatchObject({ ok: false })
    await expect.poll(() => stream.readableEnded).toBe(true)
  })

  it('a store that fails is a fault, not the sender’s doing', async () => {
    const store = { ...localFileStore(folder), put: () => Promise.reject(new Error('ENOSPC')) }
    const stream = Readable.from([await pdf()])
    await expect(receiveUpload({ sealer, store })({ stream, filename: 'x.pdf' })).rejects.toThrow('ENOSPC')
  })
})
