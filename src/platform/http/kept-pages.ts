import { createHash } from 'node:crypto'
import { compress, type Encoding } from './compress.ts'

interface Kept {
  status: number
  etag: string
  bodies: Map<Encoding, Buffer>
  plain: Buffer
  size: number
}

const MAX_BYTES = 48 * 1024 * 1024

/** Anonymous pages, rendered once per version of the data they show and kept compressed; the least recently used go first. */
export function createKeptPages(version: () => string) {
  let of = version()
  let bytes = 0
  const pages = new Map<string, Kept>()

  function drop(key: string, kept: Kept) {
    pages.delete(key)
    bytes -= kept.size
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
      const kept: Kept = { status, etag, bodies: new Map(), plain, size: plain.length * 2 }
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
      const body = await compress(kept.plain, encoding, true)
      kept.bodies.set(encoding, body)
      return body
    },
  }
}
export type KeptPages = ReturnType<typeof createKeptPages>
