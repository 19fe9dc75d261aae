import { fileTypeFromBuffer } from 'file-type'
import { heicReader } from './heic-size.ts'
import { jpegReader, type PictureReader, pngReader } from './picture-size.ts'

/** What an upload may be. The sender's word (name, declared type) is never asked. */
export interface AcceptedType {
  mediaType: string
  picture: (() => PictureReader) | null
}

const ACCEPTED: readonly AcceptedType[] = [
  { mediaType: 'application/pdf', picture: null },
  { mediaType: 'image/jpeg', picture: jpegReader },
  { mediaType: 'image/png', picture: pngReader },
  { mediaType: 'image/heic', picture: heicReader },
  // The same photos under the brand that names no codec.
  { mediaType: 'image/heif', picture: heicReader },
]

/** The same kinds as packages and people name them. */
export const FILE_KINDS = ['pdf', 'jpeg', 'png', 'heic'] as const
export type FileKind = (typeof FILE_KINDS)[number]

const ENDINGS: Record<FileKind, string> = { pdf: '.pdf', jpeg: '.jpg,.jpeg', png: '.png', heic: '.heic,.heif' }

/** For a file field, which goes by names. */
export const endingsOf = (kinds: readonly FileKind[]): string => kinds.map((kind) => ENDINGS[kind]).join(',')
export const ACCEPTED_ENDINGS = endingsOf(FILE_KINDS)

/** "PDF, JPEG": the same in every language. */
export const namesOfKinds = (kinds: readonly FileKind[]): string => kinds.map((kind) => kind.toUpperCase()).join(', ')

export const kindOfFile = (mediaType: string): FileKind | null => FILE_KINDS.find((kind) => kind === mediaType.replace(/^(application|image)\//, '').replace('heif', 'heic')) ?? null

/** Bytes that the decision needs. */
export const SNIFFED_BYTES = 4100

export const isPicture = (mediaType: string): boolean => mediaType.startsWith('image/')

/** Not every browser shows a HEIC photo; its PDF is shown in its place. */
export const isShownByBrowsers = (mediaType: string): boolean => mediaType !== 'image/heic' && mediaType !== 'image/heif'

/** The accepted type that the first bytes show, or null. */
export async function findAcceptedType(head: Buffer): Promise<AcceptedType | null> {
  const found = await fileTypeFromBuffer(head)
  return ACCEPTED.find((type) => type.mediaType === found?.mime) ?? null
}
