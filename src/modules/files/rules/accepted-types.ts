import { fileTypeFromBuffer } from 'file-type'
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
]

/** Bytes that the decision needs. */
export const SNIFFED_BYTES = 4100

export const isPicture = (mediaType: string): boolean => mediaType.startsWith('image/')

/** The accepted type that the first bytes show, or null. */
export async function findAcceptedType(head: Buffer): Promise<AcceptedType | null> {
  const found = await fileTypeFromBuffer(head)
  return ACCEPTED.find((type) => type.mediaType === found?.mime) ?? null
}
