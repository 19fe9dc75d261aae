import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encode, encodingFor, keptEncodingFor } from './compress.ts'

const UNCOMPRESSED = { zstd: zstdDecompressSync, br: brotliDecompressSync, gzip: gunzipSync, identity: (body: Buffer) => body }

/** Shorter than is compressed, such that fit the desk, such that don't, and such whose bytes are too many to compress here. */
const text = fc.tuple(fc.constantFrom('a', 'ắ', 'Ờ đ', '€uro', '🙂'), fc.constantFrom(1, 30, 5_000, 60_000, 90_000, 250_000)).map(([piece, times]) => piece.repeat(times))
const asked = fc.constantFrom('gzip, deflate, br, zstd', 'br', 'gzip', 'gzip;q=0', undefined)

it('texts that are sent at the same moment each arrive as they are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, asked), { minLength: 1, maxLength: 4 }), async (all) => {
      const sent = await Promise.all(all.map(([one, accept]) => encode(one, accept)))
      for (const [index, { body, encoding }] of sent.entries()) expect(UNCOMPRESSED[encoding](body).toString() === all[index]?.[0]).toBe(true)
    }),
    { numRuns: 60 },
  )
})

it.each([
  ['gzip, deflate, br, zstd', 'zstd', 'br'],
  ['gzip, deflate, br', 'br', 'br'],
  ['br;q=0, gzip;q=0.5, ZSTD;q=0', 'gzip', 'gzip'],
  ['zstd', 'zstd', 'identity'],
  ['deflate', 'identity', 'identity'],
  [undefined, 'identity', 'identity'],
])('who takes %s gets %s, of kept pages %s', (accept, once, kept) => {
  expect([encodingFor(accept), keptEncodingFor(accept)]).toEqual([once, kept])
})
