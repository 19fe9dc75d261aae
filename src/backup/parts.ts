import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { type Readable, Transform, type TransformCallback, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { altered } from './refusals.ts'

/** A file of the backup as it lies there. */
export interface Part {
  bytes: number
  sha256: string
  /** Bytes before they were compressed. */
  clear: number
}

/** Counts and hashes what flows through. */
export class Meter extends Transform {
  bytes = 0
  readonly #hash: Hash = createHash('sha256')
  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.bytes += chunk.length
    this.#hash.update(chunk)
    done(null, chunk)
  }
  digest(): string {
    return this.#hash.digest('hex')
  }
}

/** The data is mostly sealed: more pressing takes time and gains little. */
const GZIP = { level: 1 }

export async function writePart(path: string, source: Readable, signal: AbortSignal): Promise<Part> {
  const clear = new Meter()
  const kept = new Meter()
  await pipeline(source, clear, createGzip(GZIP), kept, createWriteStream(path, { flush: true, mode: 0o600, flags: 'wx' }), { signal })
  return { bytes: kept.bytes, sha256: kept.digest(), clear: clear.bytes }
}

/** @throws BackupRefused when the file is not the one that was written. */
export async function checkPart(path: string, name: string, part: Part, signal: AbortSignal): Promise<void> {
  const meter = new Meter()
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  await pipeline(createReadStream(path), meter, nowhere, { signal }).catch((error: unknown) => {
    signal.throwIfAborted()
    throw altered(name, error)
  })
  if (meter.bytes !== part.bytes || meter.digest() !== part.sha256) throw altered(name)
}

/** What was written into a part, as it was given. */
export async function readPart(path: string, use: (source: AsyncIterable<Buffer>) => Promise<void>, signal: AbortSignal): Promise<void> {
  await pipeline(createReadStream(path), createGunzip(), use, { signal })
}
