import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, type ZipFile as OpenZip } from 'yauzl'
import { ZipFile } from 'yazl'
import { z } from 'zod'
import type { Decided } from '../../../platform/result.ts'
import type { Fault } from '../../forms/index.ts'
import { NATIONAL_CODE } from '../catalogue/rules/code.ts'
import { refuse } from '../refusals.ts'
import { contentsOf, hashOf, PACKAGE_FOLDER, type PackageFiles, packageFilesOf } from './read-folder.ts'

/** What a package's zip says of itself; it lies beside the package's own files. */
const MANIFEST = 'goi-thu-tuc.json'
const FORMAT = 'mot-cua/goi-thu-tuc/1'

const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  code: z.string().regex(NATIONAL_CODE),
  folder: z.string().regex(PACKAGE_FOLDER),
  /** Of the files that make the version. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of these and the examples. */
  whole: z.string().regex(/^[0-9a-f]{64}$/),
})
export type PackageManifest = z.infer<typeof manifestSchema>

export const LARGEST_ZIP_BYTES = 8 * 1024 * 1024
const MOST_FILES = 200
/** Two exports of one version are the same bytes. */
const MTIME = new Date('2026-01-01T00:00:00Z')

const asJson = (manifest: PackageManifest) => Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)

/** A package as one file. */
export async function writePackageZip(code: string, source: PackageFiles): Promise<Buffer> {
  const contents = contentsOf(source)
  const zip = new ZipFile()
  const put = (name: string, content: Buffer) => zip.addBuffer(content, name, { mtime: MTIME, mode: 0o100644 })
  put(MANIFEST, asJson({ format: FORMAT, code, folder: source.folder, hash: hashOf(source.files), whole: hashOf(contents) }))
  for (const name of [...contents.keys()].sort()) put(name, contents.get(name) ?? Buffer.alloc(0))
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream as Readable) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

export type ReadZip = Decided<{ package: PackageFiles; manifest: PackageManifest }> & { faults?: Fault[] }

/** Opens a package's zip that anybody may have made: what is not whole, or is more than a package, is refused. Writes nothing. */
export async function readPackageZip(bytes: Buffer): Promise<ReadZip> {
  const read = await readEntries(bytes)
  if (!read.ok) return read
  const { contents } = read
  const manifest = manifestOf(contents.get(MANIFEST))
  if (!manifest) return refuse('package-zip-manifest', { name: MANIFEST })
  contents.delete(MANIFEST)
  const sorted = packageFilesOf(manifest.folder, contents)
  if (!sorted.ok) return { ...refuse('package-has-faults', { count: sorted.faults.length }), faults: sorted.faults }
  if (hashOf(sorted.package.files) !== manifest.hash || hashOf(contents) !== manifest.whole) return refuse('package-zip-hash')
  if (!manifest.folder.split('/')[1]?.startsWith(`${manifest.code}-`)) return refuse('package-zip-manifest', { name: MANIFEST })
  return { ok: true, package: sorted.package, manifest }
}

function manifestOf(content: Buffer | undefined): PackageManifest | null {
  if (!content) return null
  try {
    const shaped = manifestSchema.safeParse(JSON.parse(content.toString('utf8')))
    return shaped.success ? shaped.data : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

type Contents = Decided<{ contents: Map<string, Buffer> }>

async function readEntries(bytes: Buffer): Promise<Contents> {
  if (bytes.length > LARGEST_ZIP_BYTES) return refuse('package-zip-too-large')
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0x04034b50) return refuse('package-zip-no-zip')
  let zip: OpenZip
  try {
    // Names and sizes are judged here: each is refused in words of its own.
    zip = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false, validateEntrySizes: false })
  } catch {
    return refuse('package-zip-damaged')
  }
  if (zip.entryCount > MOST_FILES) return refuse('package-zip-too-many', { most: MOST_FILES })
  const contents = new Map<string, Buffer>()
  try {
    let room = LARGEST_ZIP_BYTES
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry)
      const refused = judge(entry, name, contents)
      if (refused) return refused
      if (name === 'examples/' && entry.uncompressedSize === 0) continue
      if (entry.uncompressedSize > room) return refuse('package-zip-too-large')
      const content = await inflate(zip, entry, room)
      if (!content) return refuse('package-zip-too-large')
      if (content.length !== entry.uncompressedSize) return refuse('package-zip-damaged')
      room -= content.length
      contents.set(name, content)
    }
  } catch (error) {
    return /encrypt/i.test(String((error as Error).message)) ? refuse('package-zip-encrypted') : refuse('package-zip-damaged')
  }
  return { ok: true, contents }
}

/** Bytes as they stand there: no other encoding is guessed, no field of the entry renames it. */
const nameOf = (entry: Entry): string => entry.fileNameRaw.toString('latin1')

const LINK = 0o120000
const KINDS = 0o170000
const shown = (name: string) => name.replace(/[^\x20-\x7e]/g, '?').slice(0, 80)

function judge(entry: Entry, name: string, known: ReadonlyMap<string, Buffer>) {
  const about = { name: shown(name) }
  const kind = (entry.externalFileAttributes >>> 16) & KINDS
  if (entry.isEncrypted()) return refuse('package-zip-encrypted')
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return refuse('package-zip-absolute', about)
  if (name.includes('\\')) return refuse('package-zip-backslash', about)
  if (name.split('/').some((part) => part === '..' || part === '.')) return refuse('package-zip-outside', about)
  if (kind === LINK) return refuse('package-zip-link', about)
  if (known.has(name) || [...known.keys()].some((other) => other.toLowerCase() === name.toLowerCase())) return refuse('package-zip-doubled', about)
  if (name === 'examples/') return null
  if (!/^[\x21-\x7e]+$/.test(name) || name.split('/').includes('')) return refuse('package-zip-name', about)
  return null
}

/** What an entry holds; null as soon as it is more than there is room for, whatever it said before. */
async function inflate(zip: OpenZip, entry: Entry, room: number): Promise<Buffer | null> {
  const stream = await zip.openReadStreamPromise(entry)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += (chunk as Buffer).length
    // Leaving the loop ends the stream.
    if (size > room) return null
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}
