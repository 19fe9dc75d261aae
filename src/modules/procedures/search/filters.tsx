import { langWritten } from '../../../platform/text.ts'
import { href, type Lang } from '../../../platform/words.ts'
import { Button, Details, Grid, Select, type SelectItem } from '../../../ui/index.ts'
import { type Facet, FACETS, slugOf } from './facets.ts'
import { type Asked, addressOf, LEVEL_PARAMETERS, ONLINE_PARAMETERS, PARAMETERS } from './search-address.ts'
import type { FacetCount, SearchAnswer, SearchLevel, SearchOptions } from './types.ts'
import type { SearchWords } from './words.ts'

export interface FiltersProps {
  asked: Asked
  answer: SearchAnswer
  words: SearchWords
  lang: Lang
}

/** The filters as a plain form, each value with how many it leaves. */
export function Filters({ asked, answer, words, lang }: FiltersProps) {
  return (
    <Details summary={words.filters} open={answer.total === 0}>
      <form action={href(lang, '/tim-kiem')} method="get">
        {asked.q === '' ? null : <input type="hidden" name="q" value={asked.q} />}
        <Grid>
          {FACETS.map((facet) => (
            <Select
              id={`loc-${PARAMETERS[facet]}`}
              name={PARAMETERS[facet]}
              label={words[facet]}
              items={itemsOf(facet, asked, answer, words).map((item) => ({ ...item, lang: langWritten(item.text, lang) }))}
              value={valueChosen(facet, asked)}
            />
          ))}
        </Grid>
        <Button variant="secondary">{words.apply}</Button>
      </form>
    </Details>
  )
}

/** The filters in force, in words, and the way out of them. */
export function FiltersInForce({ asked, answer, words, lang }: FiltersProps) {
  const names = FACETS.flatMap((facet) => {
    const chosen = valueChosen(facet, asked)
    if (chosen === '') return []
    const item = itemsOf(facet, asked, answer, words).find((one) => one.value === chosen)
    return [item?.text.replace(/ \(\d+\)$/, '') ?? chosen]
  })
  if (names.length === 0) return null
  return (
    <p>
      {words.filteredBy} <b lang={langWritten(names.join(), lang)}>{names.join(' · ')}</b>.{' '}
      <a href={href(lang, addressOf({ q: asked.q, page: 1, chosen: {} }))}>{words.clear}</a>
    </p>
  )
}

function itemsOf(facet: Facet, asked: Asked, answer: SearchAnswer, words: SearchWords): SelectItem[] {
  const chosen = valueChosen(facet, asked)
  const items = answer.facets[facet].map((count) => itemOf(facet, count, words))
  if (chosen !== '' && !items.some((item) => item.value === chosen)) {
    items.unshift({ value: chosen, text: `${asked.chosen[PARAMETERS[facet]] ?? ''} (0)` })
  }
  return [{ value: '', text: words.any }, ...items]
}

function itemOf(facet: Facet, { value, count }: FacetCount, words: SearchWords): SelectItem {
  if (facet === 'level') {
    const level = value as SearchLevel
    return { value: LEVEL_PARAMETERS[level], text: `${words.levels[level]} (${count})` }
  }
  if (facet === 'online') {
    const online = value as NonNullable<SearchOptions['online']>
    return { value: ONLINE_PARAMETERS[online], text: `${words.onlineLevels[online]} (${count})` }
  }
  return { value: slugOf(value), text: `${value} (${count})` }
}

/** As the items carry it: names and slugs come to the same. */
function valueChosen(facet: Facet, asked: Asked): string {
  const value = asked.chosen[PARAMETERS[facet]] ?? ''
  return facet === 'level' || facet === 'online' ? value : slugOf(value)
}
