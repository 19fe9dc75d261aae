import { createHash } from 'node:crypto'
import { compress, decompress, type Encoding } from './compress.ts'

interface Kept {
  key: string
  status: number
  etag: string
  bodies: Map<Encoding, Buffer>
  /** Let go once there is the dense body, a fifth as large, which browsers ask for. */
  plain: Buffer | null
  size: number
}

const MAX_BYTES = 24 * 1024 * 1024

/** Anonymous pages, rendered once per version of the data they show and kept compressed; the least recently used go first. */
export function createKeptPages(version: () => string) {
  let of = version()
  let bytes = 0
  const pages = new Map<string, Kept>()

  function drop(key: string, kept: Kept) {
    pages.delete(key)
    bytes -= kept.size
  }
  function weigh(kept: Kept) {
    let size = kept.plain?.length ?? 0
    for (const body of kept.bodies.values()) size += body.length
    if (pages.get(kept.key) === kept) bytes += size - kept.size
    kept.size = size
  }
  return {
    find(key: string): Kept | undefined {
      const now = version()
      if (now !== of) {
        pages.clear()
        bytes = 0
        of = now
      }
      const kept = pages.get(key)
      if (kept) {
        pages.delete(key)
        pages.set(key, kept)
      }
      return kept
    },
    /** What a page that is rendered now is rendered from. */
    version: (): string => of,
    /** A page whose data changed while it was rendered is sent and not kept: it may show either. */
    keep(key: string, { status, html, from }: { status: number; html: string; from: string }): Kept {
      const plain = Buffer.from(html)
      const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
      const kept: Kept = { key, status, etag, bodies: new Map(), plain, size: plain.length }
      if (version() !== from) return kept
      const before = pages.get(key)
      if (before) drop(key, before)
      pages.set(key, kept)
      bytes += kept.size
      for (const [oldest, value] of pages) {
        if (bytes <= MAX_BYTES || oldest === key) break
        drop(oldest, value)
      }
      return kept
    },
    async bodyOf(kept: Kept, encoding: Encoding): Promise<Buffer> {
      const ready = kept.bodies.get(encoding)
      if (ready) return ready
      const plain = kept.plain ?? (await decompress(kept.bodies.get('br') ?? Buffer.alloc(0)))
      if (encoding === 'identity') return plain
      const body = await compress(plain, encoding, true)
      kept.bodies.set(encoding, body)
      if (encoding === 'br') kept.plain = null
      weigh(kept)
      return body
    },
  }
}
export type KeptPages = ReturnType<typeof createKeptPages>
