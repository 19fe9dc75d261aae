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

/** The same for a file field, which goes by names. */
export const ACCEPTED_ENDINGS = '.pdf,.jpg,.jpeg,.png,.heic,.heif'

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
