import type { Readable } from 'node:stream'

/** Where encrypted bytes are kept: a local folder, or object storage. Keys are safe path segments. */
export interface FileStore {
  /** Returns only when the bytes are durable under the key; a source that fails leaves nothing behind. They come in lists of pieces. */
  put(key: string, source: AsyncIterable<readonly Buffer[]>): Promise<void>
  /** @throws MissingBlobError when nothing stands under the key. */
  get(key: string): Promise<Readable>
  /** Removing what isn't there is no fault. */
  remove(key: string): Promise<void>
  /** Keys whose bytes were stored at least `minutes` ago. */
  olderThan(minutes: number): AsyncIterable<string>
  /** Removes what unfinished uploads left behind at least `minutes` ago; returns how many. */
  clearUnfinished(minutes: number): Promise<number>
}

export class MissingBlobError extends Error {
  override name = 'MissingBlobError'
}
