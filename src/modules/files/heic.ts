import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { DEFAULT_LIMITS, type UploadLimits } from './rules/limits.ts'
import { UnreadablePictureError } from './unreadable.ts'

export interface HeicQuestion {
  picture: Uint8Array
  limits: Pick<UploadLimits, 'pixels' | 'side'>
  /** Most memory that the decoder may take. */
  memoryBytes: number
}
export type HeicAnswer = { tiff: Uint8Array<ArrayBuffer> } | { unreadable: string }

const BOUNDS = { limits: DEFAULT_LIMITS, memoryBytes: 768 * 1024 * 1024, timeoutMs: 120_000 }

/** HEIC and HEIF begin with a box of this type; no other picture that is taken in does. */
export const isHeic = (picture: Buffer): boolean => picture.toString('latin1', 4, 8) === 'ftyp'

let last: Promise<unknown> = Promise.resolve()

/**
 * A HEIC photo, upright, as an uncompressed TIFF. Decoded in a thread that ends afterwards: it gives its memory back, and one
 * that takes too long is stopped. One at a time.
 * @throws UnreadablePictureError when it is damaged or too large.
 */
export function heicToTiff(picture: Buffer, bounds: Partial<typeof BOUNDS> = {}): Promise<Buffer> {
  const decoded = last.then(() => decode(picture, { ...BOUNDS, ...bounds }))
  last = decoded.catch(() => undefined)
  return decoded
}

async function decode(picture: Buffer, { limits, memoryBytes, timeoutMs }: typeof BOUNDS): Promise<Buffer> {
  const answer = await askThread({ picture, limits, memoryBytes }, timeoutMs)
  if ('unreadable' in answer) throw new UnreadablePictureError(answer.unreadable)
  return Buffer.from(answer.tiff.buffer)
}

/** Beside this file as source, beside the bundle when built. */
const threadFile = () => ['heic.worker.ts', 'heic.worker.js'].map((name) => join(import.meta.dirname, name)).find(existsSync)

function askThread(question: HeicQuestion, timeoutMs: number): Promise<HeicAnswer> {
  const file = threadFile()
  if (!file) throw new Error('The program heic.worker.js is missing beside the bundle.')
  const thread = new Worker(file, { workerData: question, execArgv: ['--no-warnings'] })
  return new Promise<HeicAnswer>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The picture took longer than ${timeoutMs} ms and was given up.`)), timeoutMs)
    thread.once('message', resolve).once('error', reject)
    thread.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The thread that decodes ended without an answer (${code}).`))
    })
  }).finally(() => thread.terminate())
}
