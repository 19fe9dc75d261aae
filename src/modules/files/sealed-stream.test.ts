import { randomBytes } from 'node:crypto'
import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, it } from 'vitest'
import { openStream, SealedFileError, sealInPieces } from './sealed-stream.ts'

const KB = 1024
const key = randomBytes(32)

function cut(bytes: Buffer, piece = 10_000): Buffer[] {
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += piece) pieces.push(bytes.subarray(at, at + piece))
  return pieces
}
async function through(transform: Transform, bytes: Buffer, piece?: number): Promise<Buffer> {
  const out: Buffer[] = []
  transform.on('data', (chunk: Buffer) => out.push(chunk))
  await pipeline(Readable.from(cut(bytes, piece)), transform)
  return Buffer.concat(out)
}
async function seal(bytes: Buffer, piece?: number): Promise<Buffer> {
  const sealer = sealInPieces(key, 'file-1')
  return Buffer.concat([...cut(bytes, piece).flatMap((part) => sealer.add(part)), ...sealer.end()])
}
const open = (bytes: Buffer, piece?: number, id = 'file-1', with_ = key) => through(openStream(with_, id), bytes, piece)

describe('the sealed form of a file', () => {
  it.each([0, 1, 64 * KB - 1, 64 * KB, 64 * KB + 1, 128 * KB, 300_001])('opens to the same %i bytes, however cut in transit', async (size) => {
    const clear = randomBytes(size)
    for (const piece of [1 + size / 3, 3, 65_552, 1_000_000].filter((length) => size < 70_000 || length > 3)) {
      const sealed = await seal(clear, Math.ceil(piece))
      expect((await open(sealed, Math.ceil(piece))).equals(clear)).toBe(true)
    }
  })

  it('shows nothing of the clear text', async () => {
    const sealed = await seal(Buffer.from('Nguyễn Thị Ánh'.repeat(1000)))
    expect(sealed.includes('Nguyễn')).toBe(false)
  })

  it('does not open when changed, cut, lengthened, reordered, of another row or key', async () => {
    const sealed = await seal(randomBytes(200 * KB))
    const chunk = 64 * KB + 16
    const changed = Buffer.from(sealed)
    changed[100_000] = (changed[100_000] as number) ^ 1
    const swapped = Buffer.concat([
      sealed.subarray(0, 4),
      sealed.subarray(4 + chunk, 4 + 2 * chunk),
      sealed.subarray(4, 4 + chunk),
      sealed.subarray(4 + 2 * chunk),
    ])
    const bad = [
      changed,
      swapped,
      sealed.subarray(0, 4 + chunk),
      sealed.subarray(0, 4 + 2 * chunk),
      sealed.subarray(0, sealed.length - 1),
      sealed.subarray(0, 4),
      Buffer.concat([sealed, Buffer.from('x')]),
      Buffer.from('not sealed at all'),
    ]
    for (const bytes of bad) await expect(open(bytes)).rejects.toThrow(SealedFileError)
    await expect(open(sealed, 10_000, 'file-2')).rejects.toThrow(SealedFileError)
    await expect(open(sealed, 10_000, 'file-1', randomBytes(32))).rejects.toThrow(SealedFileError)
  })
})
