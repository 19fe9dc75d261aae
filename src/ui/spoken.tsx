import type { ComponentChildren } from 'preact'
import { inLanguages, langWritten } from '../platform/text.ts'
import type { Lang } from '../platform/words.ts'
import { useLang } from './lang.ts'

/** A text with what of it is Vietnamese marked so on an English page, for whoever hears it read. */
export function Spoken({ children }: { children: ComponentChildren }) {
  if (typeof children !== 'string' || useLang() === 'vi') return <>{children}</>
  return <>{inLanguages(children, 'en').map(({ text, lang }) => (lang ? <span lang={lang}>{text}</span> : text))}</>
}

/**
 * The same, from wherever what is shown is put together: most texts need no component of their own, and on a page that is known to be
 * Vietnamese none does.
 */
export const spoken = (text: ComponentChildren, page?: Lang): ComponentChildren =>
  page !== 'vi' && typeof text === 'string' && langWritten(text, 'en') ? <Spoken>{text}</Spoken> : text
