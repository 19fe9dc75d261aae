import type { WebRequest } from '../../../platform/http/index.ts'
import { defineWords, type Lang } from '../../../platform/words.ts'
import { type FileView, shownAs } from '../../files/index.ts'

const paperWords = defineWords({
  vi: { original: 'tải ảnh gốc', notYet: 'đang chuyển thành PDF để xem được trên mọi máy' },
  en: { original: 'download the original photo', notYet: 'being turned into a PDF that every device shows' },
})

/** Whether a paper is asked for as it was sent, not as it is shown. */
export const asksAsSent = (r: WebRequest): boolean => r.query.ban === 'goc'

interface PaperLinkProps {
  file: FileView | undefined
  address: string
  lang: Lang
  /** What a paper without a file is called. */
  otherwise?: string
}

/** A paper by its name. A photo that not every browser shows opens as its PDF, and can be had as it was sent. */
export function PaperLink({ file, address, lang, otherwise = '' }: PaperLinkProps) {
  const words = paperWords(lang)
  const how = file ? shownAs(file) : 'itself'
  const link = (
    <a class="govuk-link" href={address}>
      {file?.filename ?? otherwise}
    </a>
  )
  if (how === 'not-yet') {
    return (
      <>
        {link} <span class="govuk-hint govuk-!-display-inline">({words.notYet})</span>
      </>
    )
  }
  if (how !== 'pdf') return link
  return (
    <>
      {link}{' '}
      <a class="govuk-link" href={`${address}?ban=goc`}>
        {words.original}
        <span class="govuk-visually-hidden"> {file?.filename}</span>
      </a>
    </>
  )
}
