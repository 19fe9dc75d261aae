import type { ComponentChildren } from 'preact'
import type { Lang } from '../../../platform/words.ts'
import type { ProcedureItem } from '../catalogue/procedure.ts'
import { feeLine, timeLine } from '../catalogue/summary-words.ts'
import { procedureHref } from './choice.ts'
import type { ProcedureWords } from './words.ts'

/** Rows of a list: name, code, and what is known at a glance. */
export function ProcedureItems({
  items,
  lang,
  words,
}: {
  items: readonly ProcedureItem[]
  lang: Lang
  words: ProcedureWords
}) {
  if (items.length === 0) return <p>{words.emptyList}</p>
  return (
    <ul class="mc-procedures">
      {items.map((item) => (
        <li>
          <a href={procedureHref(lang, item.code)} lang="vi">
            {item.name}
          </a>
          <div class="mc-muted mc-small">
            <Facts item={item} lang={lang} words={words} />
          </div>
        </li>
      ))}
    </ul>
  )
}

function Facts({ item, lang, words }: { item: ProcedureItem; lang: Lang; words: ProcedureWords }) {
  const facts: ComponentChildren[] = [
    <span class="mc-code">{item.code}</span>,
    item.levels.map((level) => words.levels[level]).join(', '),
    item.type === 'SPECIFIC' && item.body ? words.ofOneBody(item.body.name) : null,
    timeLine(item.summary, lang),
    feeLine(item.summary, lang),
    item.hasContent ? null : words.noContentShort,
  ]
  return (
    <>
      {facts.filter(Boolean).map((fact, index) => (
        <>
          {index > 0 ? ' · ' : null}
          {fact}
        </>
      ))}
    </>
  )
}
