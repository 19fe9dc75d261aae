import type { Decided } from '../../../platform/result.ts'
import type { ReceivedFile, receiveUpload } from '../../files/index.ts'
import { refuse } from './refusals.ts'

type Parts = AsyncIterable<{
  filename: string
  mime: string
  stream: Parameters<ReturnType<typeof receiveUpload>>[0]['stream']
}>

/** The one file of a request; what more there is, is read away and refused. Bytes that get no row are swept. */
export async function takeOne(
  parts: Parts,
  receive: ReturnType<typeof receiveUpload>,
): Promise<Decided<{ received: ReceivedFile }>> {
  let taken: Decided<{ received: ReceivedFile }> | null = null
  for await (const part of parts) {
    if (taken) {
      part.stream.resume()
      taken = refuse('one-file-at-a-time')
    } else taken = await receive({ stream: part.stream, filename: part.filename, declaredType: part.mime })
  }
  return taken ?? refuse('file-missing')
}
