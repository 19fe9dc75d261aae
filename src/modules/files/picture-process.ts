import { answerBeside } from '../../platform/side-process.ts'
import { type MadeOf, photoToPdf } from './photo-to-pdf.ts'
import { UnreadablePictureError } from './unreadable.ts'

/* The process that makes PDFs of pictures. */

export interface PictureQuestion {
  picture: Buffer
  made: MadeOf
}
export type PictureAnswer = { pdf: Buffer } | { unreadable: string }

answerBeside<PictureQuestion, PictureAnswer>(async ({ picture, made }) => {
  try {
    return { pdf: await photoToPdf(Buffer.from(picture), made) }
  } catch (error) {
    if (error instanceof UnreadablePictureError) return { unreadable: error.message }
    throw error
  }
})
