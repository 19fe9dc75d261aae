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
abstract class Pieces extends Transform {
  #waiting: Buffer[] = []
  #length = 0
  #size: number
  counter = 0

  constructor(size: number) {
    super()
    this.#size = size
  }
  protected abstract piece(parts: readonly Buffer[], last: boolean): void

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#waiting.push(chunk)
    this.#length += chunk.length
    try {
      while (this.#length > this.#size) this.piece(this.#take(), false)
      done()
    } catch (error) {
      done(error as Error)
    }
  }
  /** The first bytes that wait, as many as a piece has. */
  #take(): Buffer[] {
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
  override _flush(done: TransformCallback): void {
    try {
      this.piece(this.#waiting, true)
      done()
    } catch (error) {
      done(error as Error)
    }
  }
}

class SealStream extends Pieces {
  #key: KeyObject
  #aad: Buffer
  constructor(key: Buffer, fileId: string) {
    super(CHUNK)
    this.#key = createSecretKey(key)
    this.#aad = Buffer.concat([MAGIC, Buffer.from(fileId)])
    this.push(MAGIC)
  }
  protected piece(parts: readonly Buffer[], last: boolean): void {
    const cipher: CipherGCM = createCipheriv('aes-256-gcm', this.#key, nonce(this.counter++, last))
    cipher.setAAD(this.#aad)
    for (const part of parts) this.push(cipher.update(part))
    cipher.final()
    this.push(cipher.getAuthTag())
  }
}

class OpenStream extends Pieces {
  #key: KeyObject
  #aad: Buffer
  constructor(key: Buffer, fileId: string) {
    super(CHUNK + TAG)
    this.#key = createSecretKey(key)
    this.#aad = Buffer.concat([MAGIC, Buffer.from(fileId)])
  }
  #seen = 0
  /** The magic is cut off before the bytes are divided into chunks. */
  override _transform(chunk: Buffer, encoding: string, done: TransformCallback): void {
    const part = chunk.subarray(0, Math.max(0, MAGIC.length - this.#seen))
    if (!part.equals(MAGIC.subarray(this.#seen, this.#seen + part.length))) {
      done(new SealedFileError('Not a sealed file.'))
      return
    }
    this.#seen += part.length
    super._transform(chunk.subarray(part.length), encoding, done)
  }
  protected piece(parts: readonly Buffer[], last: boolean): void {
    const bytes = Buffer.concat(parts)
    if (bytes.length < TAG) throw new SealedFileError('The sealed file is cut.')
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce(this.counter++, last))
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

/** Encrypts what flows through. */
export const sealStream = (key: Buffer, fileId: string): Transform => new SealStream(key, fileId)

/** Decrypts what flows through; errors with SealedFileError before any byte of a bad chunk is passed on. */
export const openStream = (key: Buffer, fileId: string): Transform => new OpenStream(key, fileId)
