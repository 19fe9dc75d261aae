import type { VNode } from 'preact'
import type { Lang } from '../platform/words.ts'
import { renderIn } from './lang.ts'
import { escaped, RawPieces, type TrustedHtml } from './raw.tsx'

interface Drawn {
  pieces: string[]
  /** Which text stands after each piece but the last. */
  order: number[]
}

/** Stands where a text goes while the markup is drawn: characters that no text of ours has. */
const markOf = (index: number): string => `\uE000${index}\uE001`
const MARK = /\uE000(\d+)\uE001/

const kept = new WeakMap<object, Map<string, Drawn>>()

export interface KeptProps {
  /** What it is drawn of; the markup is kept as long as this lives. */
  of: object
  /** Tells apart what is drawn differently of it: there must be few. */
  variant: string
  lang: Lang
  /** What differs from page to page: values of attributes, texts inside an element, or a list's options as they were written. */
  texts: readonly (string | TrustedHtml)[]
  draw: (texts: readonly string[]) => VNode | null
}

/** An element that is the same on every page but for some texts: drawn once, and put together with the texts from then on. */
export function keptMarkup({ of, variant, lang, texts, draw }: KeptProps): VNode {
  const variants = kept.get(of) ?? new Map<string, Drawn>()
  kept.set(of, variants)
  const key = `${lang} ${variant}`
  const drawn = variants.get(key) ?? drawnOf(lang, draw(texts.map((_text, index) => markOf(index))))
  variants.set(key, drawn)
  return RawPieces(drawn.pieces, drawn.order.map((index) => asHtml(texts[index] ?? '')))
}

const asHtml = (text: string | TrustedHtml): string => (typeof text === 'string' ? escaped(text) : text.__html)

function drawnOf(lang: Lang, element: VNode | null): Drawn {
  const parts = renderIn(lang, element).split(MARK)
  return { pieces: parts.filter((_part, index) => index % 2 === 0), order: parts.filter((_part, index) => index % 2 === 1).map(Number) }
}
