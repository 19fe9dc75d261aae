import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { cornersOf } from '../../../tests/support/corners.ts'
import { type Colour, corners, heic } from '../../../tests/support/heic.ts'
import { heicToTiff } from './heic.ts'
import { UnreadablePictureError } from './unreadable.ts'

const tiles: Colour[][] = [['red', 'green'], ['blue', 'yellow']]
const many = (count: number) => heic({ tiles: Array.from({ length: count }, () => Array<Colour>(count).fill('red')) })

describe('a HEIC photo, decoded', () => {
  it('has its colours where they were, as one picture and in tiles', async () => {
    expect(await cornersOf(await heicToTiff(corners()))).toEqual(['96 × 64', 'red', 'green', 'blue', 'yellow'])
    expect(await cornersOf(await heicToTiff(heic({ tiles })))).toEqual(['128 × 128', 'red', 'green', 'blue', 'yellow'])
  })

  it.each([
    [{ turns: 1 }, ['100 × 120', 'green', 'yellow', 'red', 'blue']],
    [{ turns: 2 }, ['120 × 100', 'yellow', 'blue', 'green', 'red']],
    [{ turns: 3 }, ['100 × 120', 'blue', 'red', 'yellow', 'green']],
    [{ mirrored: true }, ['120 × 100', 'green', 'red', 'yellow', 'blue']],
    [{ turns: 3, mirrored: true }, ['100 × 120', 'red', 'blue', 'green', 'yellow']],
  ])('is upright by %j, whatever the camera data say', async (way, expected) => {
    const { exif } = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer().then((jpeg) => sharp(jpeg).metadata())
    const photo = heic({ tiles, size: { width: 120, height: 100 }, ...way, ...(exif ? { exif } : {}) })
    expect(photo.includes('Exif')).toBe(true)
    expect(await cornersOf(await heicToTiff(photo))).toEqual(expected)
  })

  it('brings the profile of its colours along and nothing else', async () => {
    const { icc } = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } }).withIccProfile('p3').png().toBuffer().then((png) => sharp(png).metadata())
    if (!icc) throw new Error('No profile.')
    const found = await sharp(await heicToTiff(heic({ tiles, profile: icc, exif: Buffer.from('Exif\0\0MM\0*') }))).metadata()
    expect(found.icc?.equals(icc)).toBe(true)
    expect([found.exif, found.xmp, found.iptc]).toEqual([undefined, undefined, undefined])
  })

  it('comes the same when several are asked for at once', async () => {
    const all = await Promise.all([1, 2, 3].map(() => heicToTiff(heic({ tiles }))))
    expect(all.every((one) => one.equals(all[0] as Buffer))).toBe(true)
  })
})

describe('a HEIC photo that can not be decoded', () => {
  const whole = heic({ tiles })
  const blotted = (from: number, to: number, value: number) => Buffer.from(whole).fill(value, whole.length - from, whole.length - to)

  it.each<[string, Buffer]>([
    ['whose end is missing', whole.subarray(0, whole.length - 40)],
    ['whose description is missing', whole.subarray(0, 60)],
    ['with a tile of nothing', blotted(42, 13, 0)],
    ['with a tile of rubbish', blotted(38, 13, 0x55)],
    ['whose tiles do not cover it', heic({ tiles, size: { width: 300, height: 300 } })],
    ['that is larger than it says', heic({ tiles, named: { width: 64, height: 64 } })],
    ['that hides 900 megapixels', heic({ tiles, size: { width: 30_000, height: 30_000 }, named: { width: 64, height: 64 } })],
    ['that is none', Buffer.concat([whole.subarray(0, 24), Buffer.alloc(500, 'x')])],
  ])('%s', async (_what, photo) => {
    await expect(heicToTiff(photo)).rejects.toThrow(UnreadablePictureError)
  })

  it('of more points than are allowed', async () => {
    await expect(heicToTiff(whole, { limits: { pixels: 16_383, side: 1000, bytes: 1, ownerBytes: 1 } })).rejects.toThrow(UnreadablePictureError)
    await expect(heicToTiff(whole, { limits: { pixels: 16_384, side: 127, bytes: 1, ownerBytes: 1 } })).rejects.toThrow(UnreadablePictureError)
    expect(await cornersOf(await heicToTiff(whole, { limits: { pixels: 16_384, side: 128, bytes: 1, ownerBytes: 1 } }))).toContain('red')
  })

  it('within the memory that it may take', async () => {
    await expect(heicToTiff(many(30), { memoryBytes: 16 * 1024 * 1024 })).rejects.toThrow(UnreadablePictureError)
    expect(await cornersOf(await heicToTiff(many(30)))).toContain('1920 × 1920')
  })

  it('in the time that it may take: it is not called damaged, and the next one is decoded', async () => {
    const slow = heicToTiff(many(30), { timeoutMs: 5 })
    const next = heicToTiff(whole)
    await expect(slow).rejects.toThrow('took longer than 5 ms')
    await expect(slow).rejects.not.toThrow(UnreadablePictureError)
    expect(await cornersOf(await next)).toContain('red')
  })

  it('whatever was changed in it: an answer or «unreadable», never a fault', async () => {
    const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const photo = Buffer.from(whole)
        for (const { at, to } of changes) photo[at] = to
        await heicToTiff(photo).catch((error: unknown) => {
          if (!(error instanceof UnreadablePictureError)) throw error
        })
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})
