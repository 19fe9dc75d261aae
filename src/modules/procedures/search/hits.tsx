import type { ComponentChildren } from 'preact'
import type { Lang } from '../../../platform/words.ts'
import { Tag } from '../../../ui/index.ts'
import { procedureHref } from '../citizen/choice.ts'
import type { SearchHit, SearchLevel } from './types.ts'
import type { SearchWords } from './words.ts'

const LEVELS: readonly SearchLevel[] = ['commune', 'province', 'ministry', 'other']

export interface HitsProps {
  hits: readonly SearchHit[]
  words: SearchWords
  lang: Lang
}

/** What was found: name, code, and what is known at a glance. */
export function Hits({ hits, words, lang }: HitsProps) {
  return (
    <ol class="govuk-list govuk-list--spaced" aria-labelledby="ket-qua">
      {hits.map((hit) => (
        <li>
          <a class="govuk-!-font-weight-bold" href={procedureHref(lang, hit.code)} lang="vi">
            {hit.name}
          </a>
          <Labels hit={hit} words={words} />
          <div class="mc-muted mc-small">
            <Facts hit={hit} words={words} lang={lang} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function Labels({ hit, words }: { hit: SearchHit; words: SearchWords }) {
  const labels = [
    hit.status === 'no_longer_published' ? <Tag colour="grey">{words.gone}</Tag> : null,
    hit.fileable ? <Tag colour="green">{words.fileable}</Tag> : null,
    hit.onlineLevel === 'full' ? <Tag colour="blue">{words.onlineFull}</Tag> : null,
    hit.onlineLevel === 'partial' ? <Tag colour="blue">{words.onlinePartial}</Tag> : null,
    hit.onlyOf === null ? null : <Tag colour="yellow">{words.onlyOf(hit.onlyOf)}</Tag>,
  ].filter((label) => label !== null)
  if (labels.length === 0) return null
  return (
    <div>
      {labels.map((label, i) => (
        <>
          {i > 0 ? ' ' : null}
          {label}
        </>
      ))}
    </div>
  )
}

function Facts({ hit, words, lang }: { hit: SearchHit; words: SearchWords; lang: Lang }) {
  const levels = LEVELS.filter((level) => hit.levels[level]).map((level) => words.levels[level])
  const facts: ComponentChildren[] = [
    <span class="mc-code">{hit.code}</span>,
    hit.fields.length > 0 ? <span lang="vi">{hit.fields.join(', ')}</span> : null,
    levels.join(', '),
    hit.time?.[lang],
    hit.fee?.[lang],
  ].filter(Boolean)
  return (
    <>
      {facts.map((fact, i) => (
        <>
          {i > 0 ? ' · ' : null}
          {fact}
        </>
      ))}
    </>
  )
}
