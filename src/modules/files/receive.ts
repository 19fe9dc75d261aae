import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import { createTurns } from '../../platform/turns.ts'
import type { FileStore } from './file-store.ts'
import { type Inspected, Inspection, UploadRefused } from './inspect.ts'
import { refuse } from './refusals.ts'
import { safeFileName, shownFileName } from './rules/file-name.ts'
import { DEFAULT_LIMITS, inMegabytes, type UploadLimits } from './rules/limits.ts'
import { type PieceSealer, sealInPieces } from './sealed-stream.ts'

export interface FilesDeps {
  sealer: Sealer
  store: FileStore
  limits?: UploadLimits
}

/** Bytes that are durable in the store but belong to no row yet; `recordFile` makes the row. Unrecorded ones are swept. */
export interface ReceivedFile extends Inspected {
  fileId: string
  blobKey: string
  sealedKey: Buffer
  filename: string
}

export interface Upload {
  stream: Readable
  /** As the sender named it. */
  filename: string
  /** As the browser claims; not believed. */
  declaredType?: string
  limits?: Partial<UploadLimits>
}

/** The stream of a multipart part says by this that the web layer cut it off. */
type LimitedStream = Readable & { truncated?: boolean }

/** Takes an upload in: measured, sniffed, encrypted and on disk before it returns; a refused or cut one leaves nothing. */
export function receiveUpload(deps: FilesDeps) {
  return async (upload: Upload): Promise<Decided<{ fileId: string; received: ReceivedFile }>> => {
    const limits = { ...(deps.limits ?? DEFAULT_LIMITS), ...upload.limits }
    const name = shownFileName(upload.filename)
    try {
      const received = await takeIn(deps, arriving(upload.stream), upload.filename, new Inspection(name, limits))
      if ((upload.stream as LimitedStream).truncated) {
        await deps.store.remove(received.blobKey)
        return refuse('file-too-large', { name, limit: inMegabytes(limits.bytes) })
      }
      return { ok: true, fileId: received.fileId, received }
    } catch (error) {
      if (error instanceof UploadRefused) return { ok: false, refusal: error.refusal }
      if (error instanceof SourceCut) return refuse('upload-cut', { name })
      throw error
    } finally {
      // What wasn't read is read away, or the parts after it would never come.
      upload.stream.resume()
    }
  }
}

/** Stores bytes that the program made itself (a slip, a result, a converted photo). */
export function receiveBytes(deps: FilesDeps) {
  return async (bytes: Buffer, filename: string): Promise<ReceivedFile> => {
    const unlimited = { bytes: Number.POSITIVE_INFINITY, ownerBytes: 0, pixels: Number.POSITIVE_INFINITY, side: Number.POSITIVE_INFINITY }
    return takeIn(deps, [bytes], filename, new Inspection(filename, unlimited))
  }
}

async function takeIn(deps: FilesDeps, source: Iterable<Buffer> | AsyncIterable<Buffer>, filename: string, inspection: Inspection): Promise<ReceivedFile> {
  const fileId = newId()
  const key = randomBytes(32)
  const blobKey = deps.sealer.blindIndex('file-blob', fileId).toString('hex')
  try {
    await deps.store.put(blobKey, sealed(source, inspection, sealInPieces(key, fileId)))
  } catch (error) {
    await deps.store.remove(blobKey)
    throw error
  }
  const { result } = inspection
  return {
    ...result,
    fileId,
    blobKey,
    sealedKey: deps.sealer.seal(keyContext(fileId), key),
    filename: safeFileName(filename, result.mediaType),
  }
}

/** What goes to the store: nothing before it was inspected, and no last piece of what was refused. */
async function* sealed(source: Iterable<Buffer> | AsyncIterable<Buffer>, inspection: Inspection, sealer: PieceSealer): AsyncGenerator<Buffer[]> {
  for await (const chunk of source) {
    const clear = await inspection.take(chunk)
    if (clear) yield sealer.add(clear)
  }
  const rest = await inspection.end()
  if (rest) yield sealer.add(rest)
  yield sealer.end()
}

/** All uploads of this process together take one piece at a time: hashing and sealing them leaves room for short requests. */
const turn = createTurns()

class SourceCut extends Error {
  override name = 'SourceCut'
}

/** Reads without owning: the source's own failure is told from the store's, and one that was given up stays open for its rest. */
async function* arriving(source: Readable): AsyncGenerator<Buffer> {
  const chunks = source.iterator({ destroyOnReturn: false })
  try {
    for (;;) {
      const next: IteratorResult<Buffer> = await chunks.next().catch((error: unknown) => {
        throw new SourceCut('The sender stopped.', { cause: error })
      })
      if (next.done) return
      await turn()
      yield next.value
    }
  } finally {
    await chunks.return?.()
  }
}

export const keyContext = (fileId: string): string => `files.file:${fileId}:sealed_key`
export const nameContext = (fileId: string): string => `files.file:${fileId}:name`
