import { answerBeside } from '../../platform/side-process.ts'
import { type JoinedPages, joinPages, type PageSource } from './join-pages.ts'
import { type MadeOf, photoToPdf } from './photo-to-pdf.ts'
import { UnreadablePictureError } from './unreadable.ts'

/* The process that makes PDFs of pictures. */

export type PictureQuestion = { made: MadeOf } & ({ picture: Buffer } | { pages: PageSource[] })
export type PictureAnswer = { pdf: Buffer } | { joined: JoinedPages } | { unreadable: string }

answerBeside<PictureQuestion, PictureAnswer>(async (question) => {
  const { made } = question
  try {
    if ('pages' in question) return { joined: await joinPages(question.pages.map(({ bytes, mediaType }) => ({ bytes: Buffer.from(bytes), mediaType })), made) }
    return { pdf: await photoToPdf(Buffer.from(question.picture), made) }
  } catch (error) {
    if (error instanceof UnreadablePictureError) return { unreadable: error.message }
    throw error
  }
})
