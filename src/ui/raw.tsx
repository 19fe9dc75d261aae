import type { VNode } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'
import type { Wiring } from './field/field.tsx'

/** Marks HTML that a trusted renderer made: the sanitised Markdown of `content/`, SVG drawn on the server. Never of a visitor's words. */
export interface TrustedHtml {
  readonly __html: string
}

export const trustedHtml = (html: string): TrustedHtml => ({ __html: html })

/** The only place where HTML is put into a page as it stands. */
export const Raw = ({ html, lang }: { html: TrustedHtml; lang?: 'vi' | 'en' }) => (
  <div class="mc-prose" lang={lang} dangerouslySetInnerHTML={html} />
)

const MARKUP = /["&<]/
const ENTITIES: Readonly<Record<string, string>> = { '"': '&quot;', '&': '&amp;', '<': '&lt;' }

/** A text as HTML, also between quotes: no character of it is markup. */
export const escaped = (text: string): string =>
  MARKUP.test(text) ? text.replace(/["&<]/g, (character) => ENTITIES[character] ?? '') : text

interface RawSelectProps extends Wiring {
  class: string
  name: string
  autocomplete?: string
  disabled?: boolean
  options: TrustedHtml
}

/** A list with its options written beforehand, each text of them `escaped`. */
export const RawSelect = ({ options, ...attributes }: RawSelectProps) => (
  <select {...attributes} dangerouslySetInnerHTML={options} />
)

/** Markup in pieces that a renderer made, between each two of them an `escaped` text. */
export const RawPieces = (pieces: string[], texts: readonly string[]): VNode => jsxTemplate(pieces, ...texts)
