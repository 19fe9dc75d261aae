import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encode } from './compress.ts'

const UNCOMPRESSED = { br: brotliDecompressSync, gzip: gunzipSync, identity: (body: Buffer) => body }

/** Shorter than is compressed, such that fit the desk, such that don't, and such whose bytes are too many to compress here. */
const text = fc.tuple(fc.constantFrom('a', 'ắ', 'Ờ đ', '€uro', '🙂'), fc.constantFrom(1, 30, 5_000, 60_000, 90_000, 250_000)).map(([piece, times]) => piece.repeat(times))
const asked = fc.constantFrom('br', 'gzip', 'gzip;q=0', undefined)

it('texts that are sent at the same moment each arrive as they are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, asked), { minLength: 1, maxLength: 4 }), async (all) => {
      const sent = await Promise.all(all.map(([one, accept]) => encode(one, accept)))
      for (const [index, { body, encoding }] of sent.entries()) expect(UNCOMPRESSED[encoding](body).toString() === all[index]?.[0]).toBe(true)
    }),
    { numRuns: 60 },
  )
})
