import { createHash } from 'node:crypto'
import type { Refusal } from '../../platform/result.ts'
import { refuse } from './refusals.ts'
import { type AcceptedType, findAcceptedType, SNIFFED_BYTES } from './rules/accepted-types.ts'
import { inMegabytes, type UploadLimits } from './rules/limits.ts'
import type { PictureReader, PictureSize } from './rules/picture-size.ts'

/** Carries a lawful "no" out of the taking in. */
export class UploadRefused extends Error {
  override name = 'UploadRefused'
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

export interface Inspected {
  mediaType: string
  size: number
  sha256: Buffer
  picture: PictureSize | null
}

const PDF_TAIL = 8 * 1024
const MEGA = 1_000_000

/** Lets accepted bytes through and learns of them what the row needs; throws UploadRefused at the first reason against. */
export class Inspection {
  #name: string
  #limits: UploadLimits
  #hash = createHash('sha256')
  #size = 0
  #head: Buffer[] | null = []
  #tail: Buffer = Buffer.alloc(0)
  #type: AcceptedType | null = null
  #reader: PictureReader | null = null
  #picture: PictureSize | null = null
  #ended = false

  constructor(name: string, limits: UploadLimits) {
    this.#name = name
    this.#limits = limits
  }

  /** Only once all has come and nothing stood against it. */
  get result(): Inspected {
    if (!this.#type || !this.#ended) throw new Error('The upload was not inspected to its end.')
    return { mediaType: this.#type.mediaType, size: this.#size, sha256: this.#hash.digest(), picture: this.#picture }
  }

  /** Takes the next bytes. @returns those that may go on, null while the first are still looked at. */
  async take(chunk: Buffer): Promise<Buffer | null> {
    this.#size += chunk.length
    if (this.#size > this.#limits.bytes) throw this.#no('file-too-large', { limit: inMegabytes(this.#limits.bytes) })
    if (this.#head === null) return this.#pass(chunk)
    this.#head.push(chunk)
    return this.#size >= SNIFFED_BYTES ? this.#sniff() : null
  }

  /** All has come. @returns what was still looked at. */
  async end(): Promise<Buffer | null> {
    if (this.#size === 0) throw this.#no('file-empty')
    const head = this.#head === null ? null : await this.#sniff()
    if (this.#reader) throw this.#no('file-damaged')
    // A PDF ends with the address of its cross-reference table; without it the end was cut off.
    if (this.#type?.mediaType === 'application/pdf' && !this.#tail.includes('startxref')) throw this.#no('file-damaged')
    this.#ended = true
    return head
  }

  async #sniff(): Promise<Buffer> {
    const [first = Buffer.alloc(0), ...others] = this.#head ?? []
    const head = others.length === 0 ? first : Buffer.concat([first, ...others])
    this.#head = null
    this.#type = await findAcceptedType(head.subarray(0, SNIFFED_BYTES))
    if (!this.#type) throw this.#no('file-type-not-accepted')
    this.#reader = this.#type.picture?.() ?? null
    return this.#pass(head)
  }

  #pass(chunk: Buffer): Buffer {
    if (this.#reader) this.#measure(this.#reader.take(chunk))
    this.#tail = chunk.length >= PDF_TAIL ? chunk.subarray(-PDF_TAIL) : Buffer.concat([this.#tail, chunk]).subarray(-PDF_TAIL)
    this.#hash.update(chunk)
    return chunk
  }

  #measure(found: PictureSize | 'more' | 'broken'): void {
    if (found === 'more') return
    if (found === 'broken') throw this.#no('file-damaged')
    const { pixels, side } = this.#limits
    if (found.width * found.height > pixels || Math.max(found.width, found.height) > side) {
      throw this.#no('picture-too-large', { ...found, limit: Math.round(pixels / MEGA) })
    }
    this.#picture = found
    this.#reader = null
  }

  #no(code: Parameters<typeof refuse>[0], params: Record<string, string | number> = {}): UploadRefused {
    return new UploadRefused(refuse(code, { name: this.#name, ...params }).refusal)
  }
}
