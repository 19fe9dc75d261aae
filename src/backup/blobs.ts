import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { checkPart, Meter, type Part, writePart } from './parts.ts'
import { altered } from './refusals.ts'

/** Where the list of a backup's files lies: one a line: key, size, SHA-256, in the order of keys. */
const LIST = 'files.list.gz'
const AT_ONCE = 8
const KEY = /^[0-9a-f]{64}$/

export interface FilesPart {
  count: number
  bytes: number
  list: Part
  /** Keys that the database names and whose bytes were not there. */
  missing: string[]
}

interface Blob {
  key: string
  bytes: number
  sha256: string
}

/** Copies the bytes of every key and lists them; what is not there is told, not fatal: a damaged store must not end all backups. */
export async function takeBlobs(keys: string, from: string, backup: string, signal: AbortSignal): Promise<FilesPart> {
  const shelves = new Shelves(join(backup, 'files'))
  const taken = { count: 0, bytes: 0, missing: [] as string[] }
  async function* lines(): AsyncGenerator<string> {
    for await (const some of together(linesOf(keys, signal))) {
      const copied = await Promise.all(some.map((key) => copyBlob(key, from, shelves, signal)))
      for (const [index, blob] of copied.entries()) {
        if (!blob) {
          taken.missing.push(some[index] ?? '')
          continue
        }
        taken.count++
        taken.bytes += blob.bytes
        yield `${blob.key} ${blob.bytes} ${blob.sha256}\n`
      }
    }
  }
  const list = await writePart(join(backup, LIST), Readable.from(lines()).pipe(new PassThrough()), signal)
  await shelves.sync()
  return { ...taken, list }
}

/** Copies every listed file and compares it with what was taken. @throws BackupRefused for the first that differs. */
export async function giveBlobs(backup: string, part: FilesPart, to: string, signal: AbortSignal): Promise<void> {
  const shelves = new Shelves(to)
  for await (const some of listed(backup, signal)) {
    await Promise.all(
      some.map(async (blob) => {
        const copied = await copyBlob(blob.key, join(backup, 'files'), shelves, signal)
        if (copied?.bytes !== blob.bytes || copied.sha256 !== blob.sha256) throw altered(`files/${blob.key}`)
      }),
    )
  }
  await shelves.sync()
  if (part.count > 0) return
  await mkdir(to, { recursive: true, mode: 0o700 })
}

/** Reads every listed file and compares it. @throws BackupRefused for the first that differs. */
export async function checkBlobs(backup: string, signal: AbortSignal): Promise<void> {
  for await (const some of listed(backup, signal)) {
    await Promise.all(some.map(({ key, bytes, sha256 }) => checkPart(join(backup, 'files', key.slice(0, 2), key), `files/${key}`, { bytes, sha256, clear: bytes }, signal)))
  }
}

export const checkList = (backup: string, part: FilesPart, signal: AbortSignal): Promise<void> => checkPart(join(backup, LIST), LIST, part.list, signal)

async function* listed(backup: string, signal: AbortSignal): AsyncGenerator<Blob[]> {
  for await (const some of together(linesOf(join(backup, LIST), signal))) {
    yield some.map((line) => {
      const [key = '', bytes, sha256 = ''] = line.split(' ')
      return { key, bytes: Number(bytes), sha256 }
    })
  }
}

async function* linesOf(path: string, signal: AbortSignal): AsyncGenerator<string> {
  const text = new PassThrough()
  const reading = pipeline(createReadStream(path), createGunzip(), text, { signal })
  reading.catch(() => undefined)
  for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) yield line
  await reading
}

async function* together(lines: AsyncIterable<string>): AsyncGenerator<string[]> {
  let some: string[] = []
  for await (const line of lines) {
    some.push(line)
    if (some.length < AT_ONCE) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}

/** Null when there is nothing under the key. */
async function copyBlob(key: string, from: string, to: Shelves, signal: AbortSignal): Promise<Blob | null> {
  if (!KEY.test(key)) throw altered(LIST)
  const meter = new Meter()
  // Before the source is opened: a stream that fails while nobody listens ends the process.
  const place = await to.place(key)
  try {
    await pipeline(createReadStream(join(from, key.slice(0, 2), key)), meter, createWriteStream(place, { flush: true, mode: 0o600 }), { signal })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  return { key, bytes: meter.bytes, sha256: meter.digest() }
}

/** The folders that files lie in, by the first two digits of their keys: each made once, made durable at the end. */
class Shelves {
  readonly #folder: string
  readonly #made = new Map<string, Promise<unknown>>()
  constructor(folder: string) {
    this.#folder = folder
  }
  async place(key: string): Promise<string> {
    const shelf = join(this.#folder, key.slice(0, 2))
    const making = this.#made.get(shelf) ?? mkdir(shelf, { recursive: true, mode: 0o700 })
    this.#made.set(shelf, making)
    await making
    return join(shelf, key)
  }
  async sync(): Promise<void> {
    for (const shelf of this.#made.keys()) await syncFolder(shelf)
    if (this.#made.size > 0) await syncFolder(this.#folder)
  }
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
