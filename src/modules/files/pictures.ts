import { createSideProcess } from '../../platform/side-process.ts'
import type { MadeOf } from './photo-to-pdf.ts'
import type { PictureAnswer, PictureQuestion } from './picture-process.ts'
import { UnreadablePictureError } from './unreadable.ts'

export type PhotoToPdf = (picture: Buffer, made: MadeOf) => Promise<Buffer>

/**
 * `photoToPdf` in a process of low priority: a flood of photos takes what processor time nobody else wants, and neither a
 * picture's memory nor one that brings the decoder down touches the program.
 */
export function createPictureProcess(): { toPdf: PhotoToPdf; close(): Promise<void> } {
  const beside = createSideProcess<PictureQuestion, PictureAnswer>({ folder: import.meta.dirname, file: 'picture-process' })
  return {
    async toPdf(picture, made) {
      const answer = await beside.ask({ picture, made })
      if ('unreadable' in answer) throw new UnreadablePictureError(answer.unreadable)
      return Buffer.from(answer.pdf)
    },
    close: () => beside.close(),
  }
}
