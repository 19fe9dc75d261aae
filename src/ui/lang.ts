import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Lang } from '../platform/words.ts'

let drawnFor: Lang = 'vi'

/**
 * The element's markup for a reader of this language. Drawing is one uninterrupted act, so the language stands beside it: a
 * context's provider would hold each page's whole tree until the old heap is swept.
 */
export function renderIn(lang: Lang, element: ComponentChildren): string {
  const before = drawnFor
  drawnFor = lang
  try {
    return renderToString(element as VNode)
  } finally {
    drawnFor = before
  }
}

/** The language that is drawn for; asked by components while they are drawn. */
export const useLang = (): Lang => drawnFor
