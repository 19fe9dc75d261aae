import type { Readable } from 'node:stream'
import type { Reader } from '../../platform/db.ts'
import { mapped, type Part } from '../../platform/together.ts'
import { type Answer, bytes, withHeaders } from '../../platform/http/answers.ts'
import type { Decided } from '../../platform/result.ts'
import type { FilesDeps } from './receive.ts'
import { keyContext, nameContext } from './receive.ts'
import { refuse, refuseFile } from './refusals.ts'
import { isShownByBrowsers } from './rules/accepted-types.ts'
import { type FileRow, findFileRow, listRows, rowsOfOwners } from './store.ts'
import { openStream } from './sealed-stream.ts'
import type { FileState, ScanVerdict } from './tables.ts'

/** What others may know of a file. Whether the reader may know it is decided by the module that owns the record. */
export interface FileView {
  fileId: string
  ownerKind: string
  ownerId: string
  filename: string
  mediaType: string
  size: number
  /** Hexadecimal SHA-256 of the bytes as received. */
  sha256: string
  picture: { width: number; height: number } | null
  state: FileState
  /** 'infected' or 'damaged' when the state is refused. */
  refusal: string | null
  scan: ScanVerdict
  /** The PDF made of a photo, once it is there; a file that is a PDF is its own. */
  pdfFileId: string | null
  receivedAt: Date
  sealedAt: Date | null
}

function viewOf(deps: Pick<FilesDeps, 'sealer'>, row: FileRow, pdfFileId: string | null): FileView {
  return {
    fileId: row.file_id,
    ownerKind: row.owner_kind,
    ownerId: row.owner_id,
    filename: deps.sealer.openText(nameContext(row.file_id), row.name),
    mediaType: row.media_type,
    size: row.size_bytes,
    sha256: row.sha256.toString('hex'),
    picture: row.width && row.height ? { width: row.width, height: row.height } : null,
    state: row.state,
    refusal: row.refusal,
    scan: row.scan,
    pdfFileId: row.media_type === 'application/pdf' ? row.file_id : pdfFileId,
    receivedAt: row.received_at,
    sealedAt: row.sealed_at,
  }
}

/** All files of some owners, each with the PDF made of it; a part, so that a page can ask for it beside other things. */
export const filesOfOwnersPart = (deps: Pick<FilesDeps, 'sealer'>, ownerKind: string, ownerIds: readonly string[]): Part<FileView[]> =>
  mapped(rowsOfOwners(ownerKind, ownerIds), (rows) => filesOfRows(deps, rows))

/** The same of rows that were read before anyone knew whether the reader may know of them. */
export function filesOfRows(deps: Pick<FilesDeps, 'sealer'>, rows: readonly FileRow[]): FileView[] {
  const pdfs = new Map(rows.filter((row) => row.derived_from).map((row) => [row.derived_from, row.file_id]))
  return rows.filter((row) => row.derived_from === null).map((row) => viewOf(deps, row, pdfs.get(row.file_id) ?? null))
}

/** The files as their owners sent them, oldest first, each with the PDF made of it. */
export function listFiles(deps: Pick<FilesDeps, 'sealer'>) {
  return async (
    reader: Reader,
    by: { ownerKind: string; ownerId: string } | { fileIds: readonly string[] },
  ): Promise<FileView[]> => {
    if ('fileIds' in by && by.fileIds.length === 0) return []
    const rows = await listRows(reader, by)
    const pdfs = new Map(rows.filter((row) => row.derived_from).map((row) => [row.derived_from, row.file_id]))
    const wanted = (row: FileRow) => ('fileIds' in by ? by.fileIds.includes(row.file_id) : row.derived_from === null)
    return rows.filter(wanted).map((row) => viewOf(deps, row, pdfs.get(row.file_id) ?? null))
  }
}

export interface OpenedFile {
  file: FileView
  stream: Readable
}

/** The file's bytes in the clear; a refused file is never opened. */
export function openFile(deps: Pick<FilesDeps, 'sealer' | 'store'>) {
  return async (reader: Reader, fileId: string): Promise<Decided<OpenedFile>> => {
    const row = await findFileRow(reader, fileId)
    return row ? openRow(deps, row) : refuse('file-not-found')
  }
}

/**
 * A file as it is looked at: of a photo that not every browser shows the PDF, once that is made. With `asSent` nothing stands in
 * its place.
 */
export function openShown(deps: Pick<FilesDeps, 'sealer' | 'store'>) {
  return async (reader: Reader, fileId: string, { asSent = false } = {}): Promise<Decided<OpenedFile>> => {
    const row = await findFileRow(reader, fileId)
    if (!row) return refuse('file-not-found')
    if (asSent || row.state === 'refused' || isShownByBrowsers(row.media_type)) return openRow(deps, row)
    const made = (await listRows(reader, { fileIds: [fileId] })).find((one) => one.derived_from === fileId)
    return openRow(deps, made ?? row)
  }
}

async function openRow(deps: Pick<FilesDeps, 'sealer' | 'store'>, row: FileRow): Promise<Decided<OpenedFile>> {
  const file = viewOf(deps, row, null)
  if (row.state === 'refused') return refuseFile(row.refusal, file.filename)
  return { ok: true, file, stream: await openBytes(deps, row) }
}

/** What a page can show of a file: itself, its PDF in its place, nothing until that is made, or nothing at all. */
export function shownAs(file: FileView): 'itself' | 'pdf' | 'not-yet' | 'refused' {
  if (file.state === 'refused') return 'refused'
  if (isShownByBrowsers(file.mediaType)) return 'itself'
  return file.pdfFileId ? 'pdf' : 'not-yet'
}

export interface OpenableFile {
  file: FileView
  open: () => Promise<Readable>
}

/** Files in the clear by their ids, known at once and opened one by one when asked; refused ones are not among them. */
export function openableFiles(deps: Pick<FilesDeps, 'sealer' | 'store'>) {
  return async (reader: Reader, fileIds: readonly string[]): Promise<Map<string, OpenableFile>> => {
    const wanted = new Set(fileIds)
    if (wanted.size === 0) return new Map()
    const rows = (await listRows(reader, { fileIds })).filter((row) => wanted.has(row.file_id) && row.state !== 'refused')
    return new Map(rows.map((row) => [row.file_id, { file: viewOf(deps, row, null), open: () => openBytes(deps, row) }]))
  }
}

export async function openBytes(deps: Pick<FilesDeps, 'sealer' | 'store'>, row: FileRow): Promise<Readable> {
  const key = deps.sealer.open(keyContext(row.file_id), row.sealed_key)
  const blob = await deps.store.get(row.blob_key)
  const clear = openStream(key, row.file_id)
  blob.on('error', (error) => clear.destroy(error))
  clear.on('close', () => blob.destroy())
  return blob.pipe(clear)
}

export async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** The answer that serves a file: under the policy that the platform gives to bytes, kept by no cache between; inline only what browsers show. */
export function fileAnswer(opened: OpenedFile, options: { inline?: boolean } = {}): Answer {
  const { filename, mediaType: type } = opened.file
  const answer = bytes({ body: opened.stream, type, filename, inline: options.inline === true && isShownByBrowsers(type), cache: 'private, no-store' })
  return withHeaders(answer, { 'cross-origin-resource-policy': 'same-origin' })
}
