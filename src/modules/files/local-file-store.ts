import { closeSync, createReadStream, fsync, open, openSync, writev } from 'node:fs'
import { mkdir, opendir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { systemClock } from '../../platform/clock.ts'
import { randomToken } from '../../platform/ids.ts'
import { type FileStore, MissingBlobError } from './file-store.ts'

const KEY = /^[0-9a-f]{64}$/
const INCOMING = 'incoming'

/**
 * What waits for the disk is done in another thread. The way there and back costs more than what doesn't wait: opening a folder that was
 * just used, and closing what was flushed.
 */
const [openElsewhere, writeElsewhere, flush] = [promisify(open), promisify(writev), promisify(fsync)]

/** Makes a folder's entry (a rename, a new file) durable. */
async function syncFolder(folder: string): Promise<void> {
  const opened = openSync(folder, 'r')
  try {
    await flush(opened)
  } finally {
    closeSync(opened)
  }
}

/** Pieces are gathered up to here and written at once: each write is a way to another thread and back. */
const WRITTEN_AT_ONCE = 256 * 1024

/** A new file that is on the disk when this returns. */
async function writeDurably(path: string, source: AsyncIterable<readonly Buffer[]>): Promise<void> {
  const file = await openElsewhere(path, 'wx', 0o600)
  try {
    let gathered: Buffer[] = []
    let bytes = 0
    for await (const pieces of source) {
      for (const piece of pieces) {
        gathered.push(piece)
        bytes += piece.length
      }
      if (bytes < WRITTEN_AT_ONCE) continue
      await writeAll(file, gathered, bytes)
      gathered = []
      bytes = 0
    }
    await writeAll(file, gathered, bytes)
    await flush(file)
  } finally {
    closeSync(file)
  }
}

/** A system may take less at once than it is given. */
async function writeAll(file: number, pieces: readonly Buffer[], bytes: number): Promise<void> {
  let rest = pieces
  for (let left = bytes; left > 0; ) {
    const { bytesWritten } = await writeElsewhere(file, rest)
    left -= bytesWritten
    if (left > 0) rest = [Buffer.concat(rest).subarray(bytesWritten)]
  }
}

/** Files in `folder/ab/abcdef…`; written under `incoming/`, flushed to disk, then renamed. */
export function localFileStore(folder: string): FileStore {
  const shelfOf = (key: string) => {
    if (!KEY.test(key)) throw new RangeError('A blob key is 64 hexadecimal digits.')
    return join(folder, key.slice(0, 2))
  }
  const pathOf = (key: string) => join(shelfOf(key), key)
  const standing = new Map<string, Promise<void>>()

  /** Makes a folder that lasts, once for as long as the program runs. */
  function stand(path: string): Promise<void> {
    const made = standing.get(path) ?? mkdir(path, { recursive: true, mode: 0o700 }).then(() => syncFolder(folder))
    standing.set(path, made)
    made.catch(() => standing.delete(path))
    return made
  }

  return {
    async put(key, source) {
      const shelf = shelfOf(key)
      const incoming = join(folder, INCOMING)
      await Promise.all([stand(shelf), stand(incoming)])
      const draft = join(incoming, randomToken(12))
      try {
        await writeDurably(draft, source)
        await rename(draft, pathOf(key))
        await syncFolder(shelf)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    async get(key) {
      const stream = createReadStream(pathOf(key))
      await new Promise<void>((resolve, reject) => {
        stream.once('open', () => resolve())
        stream.once('error', (error: NodeJS.ErrnoException) =>
          reject(error.code === 'ENOENT' ? new MissingBlobError(`No bytes stand under the key ${key}.`) : error),
        )
      })
      return stream
    },
    async remove(key) {
      await rm(pathOf(key), { force: true })
    },
    olderThan: (minutes) => oldFiles(folder, minutes),
    async clearUnfinished(minutes) {
      let cleared = 0
      const incoming = join(folder, INCOMING)
      for (const name of await readdir(incoming).catch(() => [])) {
        if (!(await isOlder(join(incoming, name), minutes))) continue
        await rm(join(incoming, name), { force: true })
        cleared++
      }
      return cleared
    },
  }
}

/** By the file system's time, which is the system's clock, not the office's. */
async function isOlder(path: string, minutes: number): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found !== null && systemClock.now().getTime() - found.mtimeMs >= minutes * 60_000
}

async function* oldFiles(folder: string, minutes: number): AsyncGenerator<string> {
  for (const shelf of await readdir(folder).catch(() => [])) {
    if (!/^[0-9a-f]{2}$/.test(shelf)) continue
    for await (const entry of await opendir(join(folder, shelf))) {
      if (KEY.test(entry.name) && (await isOlder(join(folder, shelf, entry.name), minutes))) yield entry.name
    }
  }
}

