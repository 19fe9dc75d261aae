import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { fewRandomBytes } from './random.ts'

/** Encrypts what identifies a person before it reaches SQL or disk, and opens it again. */
export interface Sealer {
  seal(context: string, bytes: Buffer): Buffer
  open(context: string, sealed: Buffer): Buffer
  sealText(context: string, text: string): Buffer
  openText(context: string, sealed: Buffer): string
  /** Keyed fingerprint for look-up by equality; the same value gives the same bytes within one kind only. */
  blindIndex(kind: string, normalised: string): Buffer
}

/** One data key in the clear, in memory only. `current` ones seal; older ones only open. */
export interface DataKey {
  id: number
  key: Buffer
}

const VERSION = 1
const NONCE = 12
const TAG = 16
const HEADER = 1 + 4

/** A sealed value that was moved to another row, cut or changed, or whose key is gone. */
export class SealError extends Error {
  override name = 'SealError'
}

/**
 * AES-256-GCM; a sealed value is version(1) | key id(4, big endian) | nonce(12) | ciphertext | tag(16), and the context
 * (`schema.table:id:column`) is authenticated with it, so that a value can't be moved to another row.
 * @throws SealError on opening a value that is not whole, not of this context, or of an unknown key.
 */
export function createSealer(keys: { dataKeys: readonly DataKey[]; currentId: number; indexKey: Buffer }): Sealer {
  // Made once: a key given as bytes is made into one of these at each use.
  const byId = new Map(keys.dataKeys.map((dataKey) => [dataKey.id, createSecretKey(dataKey.key)]))
  const indexKey = createSecretKey(keys.indexKey)
  const current = byId.get(keys.currentId)
  if (!current) throw new SealError(`The current data key ${keys.currentId} is missing.`)
  const sealer: Sealer = {
    seal(context, bytes) {
      const header = Buffer.alloc(HEADER)
      header[0] = VERSION
      header.writeUInt32BE(keys.currentId, 1)
      const nonce = fewRandomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', current, nonce)
      cipher.setAAD(Buffer.concat([header, Buffer.from(context)]))
      return Buffer.concat([header, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    },
    open(context, sealed) {
      if (sealed.length < HEADER + NONCE + TAG || sealed[0] !== VERSION) throw new SealError('Not a sealed value.')
      const header = sealed.subarray(0, HEADER)
      const key = byId.get(header.readUInt32BE(1))
      if (!key) throw new SealError(`The data key ${header.readUInt32BE(1)} is unknown.`)
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(HEADER, HEADER + NONCE))
      decipher.setAAD(Buffer.concat([header, Buffer.from(context)]))
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(HEADER + NONCE, sealed.length - TAG)), decipher.final()])
      } catch {
        throw new SealError('The sealed value was changed or belongs to another row.')
      }
    },
    sealText: (context, text) => sealer.seal(context, Buffer.from(text, 'utf8')),
    openText: (context, sealed) => sealer.open(context, sealed).toString('utf8'),
    blindIndex: (kind, normalised) => createHmac('sha256', indexKey).update(`${kind}\0${normalised}`).digest(),
  }
  return sealer
}

const WRAP_CONTEXT = 'platform.data_key'

/** Wraps a data key under a master key (the envelope): nonce | ciphertext | tag. */
export function wrapKey(master: Buffer, dataKey: Buffer): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', master, nonce)
  cipher.setAAD(Buffer.from(WRAP_CONTEXT))
  return Buffer.concat([nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()])
}

/** @throws SealError when the master key is not the one it was wrapped with. */
export function unwrapKey(master: Buffer, wrapped: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', master, wrapped.subarray(0, NONCE))
  decipher.setAAD(Buffer.from(WRAP_CONTEXT))
  decipher.setAuthTag(wrapped.subarray(wrapped.length - TAG))
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(NONCE, wrapped.length - TAG)), decipher.final()])
  } catch {
    throw new SealError('The master key does not open this data key.')
  }
}

export const newDataKey = (): Buffer => randomBytes(32)
