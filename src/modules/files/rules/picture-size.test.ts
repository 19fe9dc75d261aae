import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
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
