import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { tiffOf } from './tiff.ts'

const picture = fc
  .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 200 }), samples: fc.constantFrom(3 as const, 4 as const), padding: fc.nat(9) })
  .chain((shape) => {
    const stride = shape.width * shape.samples + shape.padding
    return fc.uint8Array({ minLength: stride * shape.height, maxLength: stride * shape.height }).map((rows) => ({ ...shape, stride, rows, profile: null }))
  })

describe('a decoded picture as TIFF', () => {
  it('is read back point by point, rows without their padding', async () => {
    await fc.assert(
      fc.asyncProperty(picture, async (pixels) => {
        const { data, info } = await sharp(tiffOf(pixels)).raw().toBuffer({ resolveWithObject: true })
        expect(info).toMatchObject({ width: pixels.width, height: pixels.height, channels: pixels.samples })
        const row = pixels.width * pixels.samples
        const rows = Array.from({ length: pixels.height }, (_, y) => pixels.rows.subarray(y * pixels.stride, y * pixels.stride + row))
        expect(data.equals(Buffer.concat(rows))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps the profile of its colours', async () => {
    const { icc } = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } }).withIccProfile('p3').png().toBuffer().then((png) => sharp(png).metadata())
    const file = tiffOf({ width: 2, height: 1, samples: 3, stride: 6, rows: new Uint8Array([255, 0, 0, 0, 255, 0]), profile: icc ?? null })
    const kept = await sharp(file).metadata()
    expect(icc?.length).toBeGreaterThan(100)
    expect(kept.icc?.equals(icc ?? Buffer.alloc(0))).toBe(true)
    expect(kept.orientation).toBe(1)
  })
})
