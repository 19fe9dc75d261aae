import type { ComponentChildren } from 'preact'
import { inLanguages } from '../platform/text.ts'
import { useLang } from './lang.ts'

/** A text with what of it is Vietnamese marked so on an English page, for whoever hears it read. */
export function spoken(text: ComponentChildren): ComponentChildren {
  if (typeof text !== 'string' || useLang() === 'vi') return text
  const parts = inLanguages(text, 'en')
  return parts.every(({ lang }) => lang === undefined) ? text : parts.map((part) => (part.lang ? <span lang={part.lang}>{part.text}</span> : part.text))
}

export const Spoken = ({ children }: { children: ComponentChildren }) => <>{spoken(children)}</>
