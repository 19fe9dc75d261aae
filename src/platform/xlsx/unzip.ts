import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'

const LARGEST_FILE = 4 * 1024 * 1024
const MOST_ENTRIES = 300
/** Opened, all parts together: far beyond any table that people keep, far below what would fill the memory. */
const LARGEST_OPENED = 24 * 1024 * 1024

export type UnzipFault = 'too-large' | 'no-zip' | 'broken'

/** The parts of a zip that are asked for; stops at what only pretends to be small. */
export async function unzip(bytes: Buffer, wanted: (name: string) => boolean): Promise<{ parts: Map<string, string>; names: Set<string> } | UnzipFault> {
  if (bytes.length > LARGEST_FILE) return 'too-large'
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0x04034b50) return 'no-zip'
  const parts = new Map<string, string>()
  const names = new Set<string>()
  let opened = 0
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true })
    if (zip.entryCount > MOST_ENTRIES) return 'too-large'
    for await (const entry of zip.eachEntry() as AsyncIterable<Entry>) {
      names.add(entry.fileName)
      if (!wanted(entry.fileName) || entry.isEncrypted()) continue
      const content = await open(zip, entry, LARGEST_OPENED - opened)
      if (!content) return 'too-large'
      opened += content.length
      parts.set(entry.fileName, content.toString('utf8'))
    }
  } catch (error) {
    if (error instanceof Error) return 'broken'
    throw error
  }
  return { parts, names }
}

async function open(zip: ZipFile, entry: Entry, room: number): Promise<Buffer | null> {
  if (entry.uncompressedSize > room) return null
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    size += (chunk as Buffer).length
    if (size > room) return null
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}
