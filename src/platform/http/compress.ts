import { brotliCompress, constants, gzip } from 'node:zlib'
import { promisify } from 'node:util'

const brotli = promisify(brotliCompress)
const gz = promisify(gzip)

export type Encoding = 'br' | 'gzip' | 'identity'

/** The best encoding that the client takes; `q=0` is a no. */
export function encodingFor(accept: string | undefined): Encoding {
  const offered = new Map(
    (accept ?? '').split(',').map((part) => {
      const [name = '', ...params] = part.trim().toLowerCase().split(';')
      return [name, !params.some((param) => /^\s*q=0(\.0*)?$/.test(param))] as const
    }),
  )
  if (offered.get('br')) return 'br'
  if (offered.get('gzip')) return 'gzip'
  return 'identity'
}

/** `kept` pages are compressed once and served often, so they get the slow, dense setting. */
export async function compress(body: Buffer, encoding: Encoding, kept = false): Promise<Buffer> {
  if (encoding === 'br') {
    return brotli(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: kept ? 9 : 4,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    })
  }
  if (encoding === 'gzip') return gz(body, { level: kept ? 9 : 6 })
  return body
}
