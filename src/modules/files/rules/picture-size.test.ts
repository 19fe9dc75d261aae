import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { box, corners, heic } from '../../../../tests/support/heic.ts'
import { heicReader } from './heic-size.ts'
import { jpegReader, type PictureReader, pngReader } from './picture-size.ts'

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#888' }, limitInputPixels: false })

function feed(reader: PictureReader, bytes: Buffer, pieces: readonly number[]) {
  let at = 0
  for (const length of [...pieces, bytes.length]) {
    const found = reader.take(bytes.subarray(at, at + length))
    if (found !== 'more') return found
    at += length
  }
  return 'more' as const
}

/** An APP1 segment, as a camera writes its thumbnail or depth map. */
function segment(length: number): Buffer {
  const bytes = Buffer.alloc(length + 2, 0xff)
  bytes.writeUInt16BE(0xffe1, 0)
  bytes.writeUInt16BE(length, 2)
  return bytes
}

describe('width and height from the header', () => {
  it('reads what encoders write', async () => {
    for (const [width, height] of [[1, 1], [640, 480], [3000, 20]] as const) {
      expect(feed(pngReader(), await blank(width, height).png().toBuffer(), [])).toEqual({ width, height })
      expect(feed(jpegReader(), await blank(width, height).jpeg().toBuffer(), [])).toEqual({ width, height })
      expect(feed(jpegReader(), await blank(width, height).jpeg({ progressive: true }).toBuffer(), [])).toEqual({ width, height })
    }
  })

  it('reads the same however the bytes are divided', async () => {
    const jpeg = await blank(321, 123).withExif({ IFD0: { Copyright: 'x'.repeat(3000) } }).jpeg().toBuffer()
    const png = await blank(321, 123).png().toBuffer()
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 60 }), (pieces) => {
        expect(feed(jpegReader(), jpeg, pieces)).toEqual({ width: 321, height: 123 })
        expect(feed(pngReader(), png, pieces)).toEqual({ width: 321, height: 123 })
      }),
    )
  })

  it('skips segments of any length before the frame', async () => {
    const jpeg = await blank(40, 30).jpeg().toBuffer()
    const padded = Buffer.concat([jpeg.subarray(0, 2), ...Array.from({ length: 60 }, () => segment(65_535)), jpeg.subarray(2)])
    expect(feed(jpegReader(), padded, [5, 70_000, 1, 2_000_000])).toEqual({ width: 40, height: 30 })
  })

  it('says of a bomb how large it would be', () => {
    const bomb = Buffer.alloc(33)
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]).copy(bomb)
    bomb.write('IHDR', 12)
    bomb.writeUInt32BE(30_000, 16)
    bomb.writeUInt32BE(30_000, 20)
    expect(pngReader().take(bomb)).toEqual({ width: 30_000, height: 30_000 })
  })

  it('calls everything else broken, and never throws', () => {
    expect(jpegReader().take(Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 0]))).toBe('broken')
    expect(jpegReader().take(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 0, 0, 0, 0, 0]))).toBe('broken')
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void jpegReader().take(Buffer.from(bytes))))
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void pngReader().take(Buffer.from(bytes))))
  })
})

describe('width and height of a HEIC photo, from its boxes', () => {
  const u32 = (...values: number[]) => Buffer.concat(values.map((value) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value])))
  const ftyp = box('ftyp', Buffer.from('heic'), u32(0), Buffer.from('mif1heic'))
  const ispe = (width: number, height: number) => box('ispe', u32(0, width, height))
  const hvcC = box('hvcC', Buffer.alloc(23))
  const meta = (...properties: Buffer[]) => box('meta', u32(0), box('hdlr', Buffer.alloc(24)), box('iprp', box('ipco', ...properties)))
  const sized = (size: number, type: string, long?: bigint) => {
    const bytes = Buffer.concat([u32(size), Buffer.from(type), Buffer.alloc(long === undefined ? 0 : 8)])
    if (long !== undefined) bytes.writeBigUInt64BE(long, 8)
    return bytes
  }
  const tiles = [['red', 'green'], ['blue', 'yellow'], ['red', 'red']] as const

  it('reads what encoders write, tiled or not, wherever the boxes stand', () => {
    expect(feed(heicReader(), corners(), [])).toEqual({ width: 96, height: 64 })
    expect(feed(heicReader(), heic({ tiles }), [])).toEqual({ width: 128, height: 192 })
    expect(feed(heicReader(), heic({ tiles, size: { width: 120, height: 150 }, turns: 1, brand: 'mif1' }), [])).toEqual({ width: 120, height: 150 })
    expect(feed(heicReader(), heic({ tiles, mediaFirst: true, gap: 3_000_000 }), [5, 70_000, 1, 2_000_000])).toEqual({ width: 128, height: 192 })
    const long = Buffer.concat([ftyp, sized(1, 'mdat', 1016n), Buffer.alloc(1000), meta(hvcC, ispe(3024, 4032))])
    expect(feed(heicReader(), long, [])).toEqual({ width: 3024, height: 4032 })
  })

  it('reads the same however the bytes are divided', () => {
    const photo = heic({ tiles, mediaFirst: true, gap: 300, profile: Buffer.alloc(2000) })
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 60 }), (pieces) => {
        expect(feed(heicReader(), photo, pieces)).toEqual({ width: 128, height: 192 })
      }),
    )
  })

  it('says of a bomb how large it would be, even where it names a small size first', () => {
    expect(feed(heicReader(), heic({ tiles, named: { width: 30_000, height: 30_000 } }), [])).toEqual({ width: 30_000, height: 30_000 })
    expect(feed(heicReader(), Buffer.concat([ftyp, meta(hvcC, ispe(4_294_967_295, 4_294_967_295), ispe(64, 64))]), [])).toEqual({ width: 4_294_967_295, height: 4_294_967_295 })
  })

  it.each<[string, Buffer]>([
    ['a box shorter than its own header', Buffer.concat([ftyp, sized(7, 'free'), Buffer.alloc(40)])],
    ['a long box shorter than its own header', Buffer.concat([ftyp, sized(1, 'free', 15n), Buffer.alloc(40)])],
    ['a description without an end', Buffer.concat([ftyp, sized(0, 'meta'), Buffer.alloc(40)])],
    ['a description of 2^63 bytes', Buffer.concat([ftyp, sized(1, 'meta', 2n ** 63n), Buffer.alloc(40)])],
    ['a description of half a megabyte', Buffer.concat([ftyp, sized(600_000, 'meta'), Buffer.alloc(40)])],
    ['a box that is longer than the one around it', Buffer.concat([ftyp, box('meta', u32(0), sized(90, 'iprp'), Buffer.alloc(20))])],
    ['a box that stands in itself', Buffer.concat([ftyp, box('meta', u32(0), sized(0, 'iprp'), sized(0, 'ipco'), sized(0, 'ispe'))])],
    ['an empty description', Buffer.concat([ftyp, box('meta'), Buffer.alloc(40)])],
    ['no size', Buffer.concat([ftyp, meta(hvcC)])],
    ['a size cut short', Buffer.concat([ftyp, meta(hvcC, box('ispe', u32(0, 640)))])],
    ['no height', Buffer.concat([ftyp, meta(hvcC, ispe(640, 480), ispe(640, 0))])],
    ['another codec', Buffer.concat([ftyp, meta(box('av1C', Buffer.alloc(4)), ispe(640, 480))])],
  ])('calls %s broken', (_what, bytes) => {
    expect(feed(heicReader(), bytes, [])).toBe('broken')
    expect(feed(heicReader(), bytes, Array(200).fill(1))).toBe('broken')
  })

  it('waits for ever for a description that never comes, without holding what it passes', () => {
    for (const start of [sized(0, 'mdat'), sized(1, 'mdat', 2n ** 63n)]) {
      const reader = heicReader()
      expect(reader.take(Buffer.concat([ftyp, start]))).toBe('more')
      for (let piece = 0; piece < 500; piece++) expect(reader.take(Buffer.alloc(65_536))).toBe('more')
    }
    const empty = Buffer.concat(Array(8192).fill(sized(8, 'free')))
    const reader = heicReader()
    for (let piece = 0; piece < 100; piece++) expect(reader.take(empty)).toBe('more')
  })

  it('never throws, whatever is changed in a photo', () => {
    const photo = heic({ tiles, turns: 1, exif: Buffer.from('Exif\0\0') })
    const change = fc.record({ at: fc.nat(photo.length - 1), to: fc.nat(255) })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), fc.nat(photo.length), (changes, end) => {
        const bytes = Buffer.from(photo)
        for (const { at, to } of changes) bytes[at] = to
        const found = feed(heicReader(), bytes.subarray(0, end), [40, 200])
        if (typeof found === 'object') expect(found.width * found.height).toBeGreaterThan(0)
      }),
      { numRuns: 2000 },
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void heicReader().take(Buffer.from(bytes))))
  })
})
