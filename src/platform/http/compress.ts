import { brotliCompress, brotliCompressSync, brotliDecompress, constants, gzip, gzipSync, zstdCompress, zstdCompressSync } from 'node:zlib'
import { promisify } from 'node:util'

const brotli = promisify(brotliCompress)
const gz = promisify(gzip)
const zstd = promisify(zstdCompress)

/** The body that was compressed as `br`. */
export const decompress = promisify(brotliDecompress) as (body: Buffer) => Promise<Buffer>

export type Encoding = 'zstd' | 'br' | 'gzip' | 'identity'

/** What is made for one visitor is compressed as fast as it goes, what is kept as densely as it goes. */
const ONCE = ['zstd', 'br', 'gzip'] as const
const KEPT = ['br', 'gzip'] as const

/** The best encoding that the client takes; `q=0` is a no. */
export function encodingFor(accept: string | undefined, best: readonly Encoding[] = ONCE): Encoding {
  const offered = new Map(
    (accept ?? '').split(',').map((part) => {
      const [name = '', ...params] = part.trim().toLowerCase().split(';')
      return [name, !params.some((param) => /^\s*q=0(\.0*)?$/.test(param))] as const
    }),
  )
  return best.find((one) => offered.get(one)) ?? 'identity'
}

/** That in which a kept page is sent. */
export const keptEncodingFor = (accept: string | undefined): Encoding => encodingFor(accept, KEPT)

/** Below this many bytes compressing costs more than it saves. */
const WORTH_COMPRESSING = 200

/**
 * A page made for one visitor is compressed as fast as it goes: a tenth more bytes for a third of the time. A large form says the
 * same lists again and again: there some time more takes a fifth off what goes over a weak line. Zstandard takes half of Brotli's
 * time for as many bytes, of a large form a third for 8 % more.
 */
const QUALITY = { once: { zstd: 4, br: 3, gzip: 3 }, large: { zstd: 5, br: 5, gzip: 5 }, kept: { zstd: 19, br: 9, gzip: 9 } }
const LARGE_BYTES = 64 * 1024

/** Up to here compressing takes less than handing it to another thread and back would. */
const HERE_BYTES = 192 * 1024

/** Its tables are made anew for every page: no larger than the page needs. */
const windowFor = (bytes: number): number => Math.min(22, Math.max(16, Math.ceil(Math.log2(bytes + 1))))

/** UTF-8 takes at most so many bytes for a unit of a string. */
const BYTES_A_UNIT = 3
/** Texts are written here one after the other: the bytes are needed only until they are compressed. */
const desk = Buffer.allocUnsafeSlow(HERE_BYTES * BYTES_A_UNIT)

/** What is sent of a text: compressed as the client takes it, unless that costs more than it saves. */
export async function encode(text: string, accept: string | undefined): Promise<{ body: Buffer; encoding: Encoding }> {
  const isAtDesk = text.length <= HERE_BYTES
  const plain = isAtDesk ? desk.subarray(0, desk.write(text)) : Buffer.from(text)
  const encoding = plain.length < WORTH_COMPRESSING ? 'identity' : encodingFor(accept)
  // What isn't compressed here and now leaves the desk: the next text is written over it.
  const lasting = isAtDesk && (encoding === 'identity' || plain.length > HERE_BYTES) ? Buffer.from(plain) : plain
  return { body: await compress(lasting, encoding), encoding }
}

/** `kept` pages are compressed once and served often, so they get the slow, dense setting. */
export async function compress(body: Buffer, encoding: Encoding, kept = false): Promise<Buffer> {
  const quality = kept ? QUALITY.kept : body.length > LARGE_BYTES ? QUALITY.large : QUALITY.once
  const here = !kept && body.length <= HERE_BYTES
  if (encoding === 'zstd') {
    const options = { pledgedSrcSize: body.length, params: { [constants.ZSTD_c_compressionLevel]: quality.zstd } }
    return here ? zstdCompressSync(body, options) : zstd(body, options)
  }
  if (encoding === 'br') {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: quality.br,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      [constants.BROTLI_PARAM_LGWIN]: windowFor(body.length),
    }
    return here ? brotliCompressSync(body, { params }) : brotli(body, { params })
  }
  if (encoding === 'gzip') return here ? gzipSync(body, { level: quality.gzip }) : gz(body, { level: quality.gzip })
  return body
}
