import type { ComponentChildren } from 'preact'
import { type Answer, page, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import { Breadcrumbs, Pagination, SearchBox } from '../../../ui/index.ts'
import type { ProcedureSearch } from './create-search.ts'
import { Filters, FiltersInForce } from './filters.tsx'
import { Hits } from './hits.tsx'
import { addressOf, type Asked, readAsked } from './search-address.ts'
import type { SearchAnswer } from './types.ts'
import { type SearchWords, searchWords } from './words.ts'

export interface SearchPageDeps {
  search: Pick<ProcedureSearch, 'search'>
}

const PAGE_SIZE = 20

/** /tim-kiem?q=&linh-vuc=&cap=&co-quan=&doi-tuong=&truc-tuyen=&trang= */
export function mountSearchPage(web: Web, deps: SearchPageDeps): void {
  web.get('/tim-kiem', { audience: 'public' }, (request) => searchPage(deps, request))
}

async function searchPage({ search }: SearchPageDeps, { query, lang }: WebRequest): Promise<Answer> {
  const words = searchWords(lang)
  const asked = readAsked(query)
  const answer = await search.search(asked.q, {
    ...asked.options,
    limit: PAGE_SIZE,
    cursor: String((asked.page - 1) * PAGE_SIZE),
  })
  if (answer.items.length === 0 && asked.page > 1) return problem({ code: 'not-found' })
  const title = asked.q === '' ? words.title : words.titleFor(asked.q)
  return page({
    title,
    description: words.description,
    nav: 'thu-tuc',
    main: (
      <>
        <Breadcrumbs items={[{ text: words.home, href: href(lang, '/') }, { text: words.title }]} />
        <SearchBox
          action={href(lang, '/tim-kiem')}
          label={words.label}
          labelIsHeading
          hint={words.hint}
          button={words.button}
          value={asked.q}
          hidden={asked.chosen}
        />
        <Body asked={asked} answer={answer} words={words} lang={lang} />
      </>
    ),
  })
}

interface BodyProps {
  asked: Asked
  answer: SearchAnswer
  words: SearchWords
  lang: WebRequest['lang']
}

function Body({ asked, answer, words, lang }: BodyProps) {
  const filtered = Object.keys(asked.chosen).length > 0
  const to = (change: Partial<Asked>): string => href(lang, addressOf({ ...asked, ...change }))
  const pages = Math.max(1, Math.ceil(answer.total / PAGE_SIZE))
  return (
    <>
      {answer.suggestion === null ? null : (
        <p>
          {words.didYouMean}{' '}
          <a href={to({ q: answer.suggestion, page: 1 })} lang="vi">
            {answer.suggestion}
          </a>
          ?
        </p>
      )}
      {asked.q === '' ? <Browse words={words} lang={lang} /> : null}
      {answer.total > 0 || filtered ? <Filters asked={asked} answer={answer} words={words} lang={lang} /> : null}
      <h2 class="govuk-heading-m" id="ket-qua">
        {answer.total === 0 ? (filtered ? words.noneFiltered : words.none) : words.found(answer.total)}
        {pages > 1 ? <span class="mc-muted">, {words.pageOf(Math.min(asked.page, pages), pages)}</span> : null}
      </h2>
      <FiltersInForce asked={asked} answer={answer} words={words} lang={lang} />
      {answer.total === 0 ? <Advice words={words} /> : <Hits hits={answer.items} words={words} lang={lang} />}
      <Pagination current={Math.min(asked.page, pages)} total={pages} href={(number) => to({ page: number })} />
    </>
  )
}

function Browse({ words, lang }: Pick<BodyProps, 'words' | 'lang'>) {
  return (
    <p>
      {words.all} <a href={href(lang, '/linh-vuc')}>{words.browse}</a> ·{' '}
      <a href={href(lang, '/co-quan')}>{words.browseBodies}</a>
    </p>
  )
}

function Advice({ words }: { words: SearchWords }): ComponentChildren {
  return (
    <>
      <p>{words.adviceTitle}:</p>
      <ul class="govuk-list govuk-list--bullet">
        {words.advice.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <p>{words.orAsk}</p>
    </>
  )
}
