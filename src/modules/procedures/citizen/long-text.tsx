import type { Lang } from '../../../platform/words.ts'
import { Details } from '../../../ui/index.ts'
import type { ProcedureContent } from '../catalogue/content.ts'
import type { Procedure } from '../catalogue/procedure.ts'
import type { Package } from '../packages/index.ts'
import { procedureHref } from './choice.ts'
import { SourceText } from './text-view.tsx'
import type { ProcedureWords } from './words.ts'

export interface PartsAsk {
  procedure: Procedure
  content: ProcedureContent
  lang: Lang
  words: ProcedureWords
  pack: Package | null
  /** Group of papers that the reader's case is, counted from 1; null shows all. */
  chosen: number | null
  /** Long texts are folded, or, where the page would grow too heavy, left to the full text page. */
  long: 'open' | 'folded' | 'elsewhere'
}

const LONG_TEXT = 700

/** A long text of the source, folded or left to its own page; a short one stands open. */
export function Long({ ask, text, summary }: { ask: PartsAsk; text: string; summary: string }) {
  if (ask.long === 'open' || text.length <= LONG_TEXT) return <SourceText text={text} />
  if (ask.long === 'elsewhere' && text.length > 4 * LONG_TEXT)
    return (
      <p>
        <Elsewhere ask={ask} />
      </p>
    )
  return (
    <Details summary={summary} lang="vi">
      <SourceText text={text} />
    </Details>
  )
}

/** Leads to the full text page. */
export const Elsewhere = ({ ask }: { ask: PartsAsk }) => (
  <a href={`${procedureHref(ask.lang, ask.procedure.code)}/toan-van`} lang={ask.lang}>
    {ask.words.onFullText}
  </a>
)
