import { createSideProcess } from '../../platform/side-process.ts'
import type { JoinedPages, PageSource } from './join-pages.ts'
import type { MadeOf } from './photo-to-pdf.ts'
import type { PictureAnswer, PictureQuestion } from './picture-process.ts'
import { UnreadablePictureError } from './unreadable.ts'

export type PhotoToPdf = (picture: Buffer, made: MadeOf) => Promise<Buffer>

export type JoinPages = (pages: readonly PageSource[], made: MadeOf) => Promise<JoinedPages>

/**
 * `photoToPdf` and `joinPages` in a process of low priority: a flood of photos takes what processor time nobody else wants, and neither a
 * picture's memory nor one that brings the decoder down touches the program.
 */
export function createPictureProcess(): { toPdf: PhotoToPdf; join: JoinPages; close(): Promise<void> } {
  const beside = createSideProcess<PictureQuestion, PictureAnswer>({ folder: import.meta.dirname, file: 'picture-process' })
  return {
    async toPdf(picture, made) {
      const answer = await beside.ask({ picture, made })
      if ('unreadable' in answer) throw new UnreadablePictureError(answer.unreadable)
      if (!('pdf' in answer)) throw new Error('The process answered another question.')
      return Buffer.from(answer.pdf)
    },
    async join(pages, made) {
      const answer = await beside.ask({ pages: [...pages], made })
      if ('unreadable' in answer) throw new UnreadablePictureError(answer.unreadable)
      if (!('joined' in answer)) throw new Error('The process answered another question.')
      return { ...answer.joined, pdf: Buffer.from(answer.joined.pdf) }
    },
    close: () => beside.close(),
  }
}
