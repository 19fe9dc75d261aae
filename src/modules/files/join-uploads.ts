import type { Reader } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import { openFile, readAll } from './open.ts'
import type { PageSource } from './join-pages.ts'
import type { JoinPages } from './pictures.ts'
import { type FilesDeps, keyContext, type ReceivedFile, receiveBytes } from './receive.ts'
import { refuse } from './refusals.ts'
import { openStream } from './sealed-stream.ts'
import { UnreadablePictureError } from './unreadable.ts'

export interface Joined {
  received: ReceivedFile
  pages: number
  /** Dots per inch of the coarsest picture that was added; null where none was. */
  coarsest: number | null
  isArchive: boolean
}

/**
 * Makes one PDF of uploads that were taken in, in their order, behind the pages that stand already. The uploads themselves belong to
 * nobody afterwards and are swept.
 */
export function joinUploads(deps: FilesDeps & { join: JoinPages }) {
  return async (reader: Reader, input: { standing: string | null; uploads: readonly ReceivedFile[]; title: string; at: Date; id: string }): Promise<Decided<Joined>> => {
    const pages: PageSource[] = []
    if (input.standing) {
      const opened = await openFile(deps)(reader, input.standing)
      if (!opened.ok) return opened
      pages.push({ bytes: await readAll(opened.stream), mediaType: opened.file.mediaType })
    }
    for (const upload of input.uploads) pages.push({ bytes: await readReceived(deps, upload), mediaType: upload.mediaType })
    try {
      const { pdf, ...joined } = await deps.join(pages, { title: input.title, at: input.at, id: input.id })
      return { ok: true, ...joined, received: await receiveBytes(deps)(pdf, `${input.title}.pdf`) }
    } catch (error) {
      if (!(error instanceof UnreadablePictureError)) throw error
      return refuse('file-damaged', { name: input.uploads.map((one) => one.filename).join(', ') })
    }
  }
}

async function readReceived(deps: FilesDeps, upload: ReceivedFile): Promise<Buffer> {
  const blob = await deps.store.get(upload.blobKey)
  const clear = openStream(deps.sealer.open(keyContext(upload.fileId), upload.sealedKey), upload.fileId)
  blob.on('error', (error) => clear.destroy(error))
  return readAll(blob.pipe(clear))
}
