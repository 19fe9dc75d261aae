import type { Lang } from '../../platform/words.ts'
import { formWords } from './words.ts'

/** Fixed names of sources, and the one that holds a code. */
const FIXED = ['accountSource', 'cardSource', 'oldSource'] as const

/** Where a value was taken from, in the reader's language: it is kept in that of the page on which it was filled in. */
export function sourceIn(source: string, lang: Lang): string {
  const [here, there] = [formWords(lang), formWords(lang === 'en' ? 'vi' : 'en')]
  const fixed = FIXED.find((name) => there[name] === source)
  if (fixed) return here[fixed]
  const [before = '', after = ''] = there.dossierSource('\0').split('\0')
  return source.startsWith(before) && source.endsWith(after) && source.length > before.length + after.length ? here.dossierSource(source.slice(before.length, source.length - after.length)) : source
}
