import { createCipheriv, createDecipheriv, type CipherGCM, createSecretKey, type KeyObject } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'

/*
 * A stored file is: magic(4) | chunks, each ciphertext(≤ 64 KiB) | tag(16), AES-256-GCM under a key that belongs to this
 * file alone. The nonce is 0(7) | chunk number(4) | last(1): chunks can't be reordered, dropped or added, and a cut file
 * doesn't open. The file's id is authenticated with every chunk, so a blob can't be put under another row.
 */
const MAGIC = Buffer.from('MCF1')
const CHUNK = 64 * 1024
const TAG = 16

/** A stored file that was cut, changed, or belongs to another row. */
export class SealedFileError extends Error {
  override name = 'SealedFileError'
}

function nonce(counter: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt32BE(counter, 7)
  bytes[11] = last ? 1 : 0
  return bytes
}

/**
 * Holds bytes back until more than `size` have come, so that the last piece is known to be the last. They are handed on as
 * they came: a copy of each would have the whole heap collected twice as often.
 */
class Cutter {
  #waiting: Buffer[] = []
  #length = 0
  readonly #size: number

  constructor(size: number) {
    this.#size = size
  }
  add(chunk: Buffer): void {
    this.#waiting.push(chunk)
    this.#length += chunk.length
  }
  /** The next piece that is surely not the last, in the parts it came in; null when none is there yet. */
  next(): Buffer[] | null {
    if (this.#length <= this.#size) return null
    const taken: Buffer[] = []
    let missing = this.#size
    while (missing > 0) {
      const first = this.#waiting.shift() ?? Buffer.alloc(0)
      if (first.length > missing) this.#waiting.unshift(first.subarray(missing))
      taken.push(first.subarray(0, missing))
      missing -= Math.min(missing, first.length)
    }
    this.#length -= this.#size
    return taken
  }
  /** What is left once all has come. */
  last(): Buffer[] {
    return this.#waiting
  }
}

/** Seals a file's bytes as they come; what each call gives is written out in this order. */
export interface PieceSealer {
  add(chunk: Buffer): Buffer[]
  end(): Buffer[]
}

export function sealInPieces(key: Buffer, fileId: string): PieceSealer {
  const secret = createSecretKey(key)
  const aad = Buffer.concat([MAGIC, Buffer.from(fileId)])
  const cutter = new Cutter(CHUNK)
  let counter = 0
  let out: Buffer[] = [MAGIC]
  const seal = (parts: readonly Buffer[], last: boolean) => {
    const cipher: CipherGCM = createCipheriv('aes-256-gcm', secret, nonce(counter++, last))
    cipher.setAAD(aad)
    for (const part of parts) out.push(cipher.update(part))
    cipher.final()
    out.push(cipher.getAuthTag())
  }
  const take = () => {
    const taken = out
    out = []
    return taken
  }
  return {
    add(chunk) {
      cutter.add(chunk)
      for (let piece = cutter.next(); piece; piece = cutter.next()) seal(piece, false)
      return take()
    },
    end() {
      seal(cutter.last(), true)
      return take()
    },
  }
}

class OpenStream extends Transform {
  readonly #key: KeyObject
  readonly #aad: Buffer
  readonly #cutter = new Cutter(CHUNK + TAG)
  #counter = 0
  #seen = 0

  constructor(key: Buffer, fileId: string) {
    super()
    this.#key = createSecretKey(key)
    this.#aad = Buffer.concat([MAGIC, Buffer.from(fileId)])
  }
  /** The magic is cut off before the bytes are divided into chunks. */
  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    const part = chunk.subarray(0, Math.max(0, MAGIC.length - this.#seen))
    if (!part.equals(MAGIC.subarray(this.#seen, this.#seen + part.length))) {
      done(new SealedFileError('Not a sealed file.'))
      return
    }
    this.#seen += part.length
    this.#cutter.add(chunk.subarray(part.length))
    this.#passing(done, () => {
      for (let piece = this.#cutter.next(); piece; piece = this.#cutter.next()) this.#piece(piece, false)
    })
  }
  override _flush(done: TransformCallback): void {
    this.#passing(done, () => this.#piece(this.#cutter.last(), true))
  }
  #passing(done: TransformCallback, work: () => void): void {
    try {
      work()
      done()
    } catch (error) {
      done(error as Error)
    }
  }
  #piece(parts: readonly Buffer[], last: boolean): void {
    const bytes = Buffer.concat(parts)
    if (bytes.length < TAG) throw new SealedFileError('The sealed file is cut.')
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce(this.#counter++, last))
    decipher.setAAD(this.#aad)
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG))
    const opened = decipher.update(bytes.subarray(0, bytes.length - TAG))
    try {
      decipher.final()
    } catch {
      throw new SealedFileError('The sealed file was changed, cut, or belongs to another row.')
    }
    this.push(opened)
  }
}

/** Decrypts what flows through; errors with SealedFileError before any byte of a bad chunk is passed on. */
export const openStream = (key: Buffer, fileId: string): Transform => new OpenStream(key, fileId)
