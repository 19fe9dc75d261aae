import { type Answer, page, problem, type WebRequest } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import { Breadcrumbs, Pagination } from '../../../ui/index.ts'
import type { ProcedureList } from '../catalogue/catalogue.ts'
import type { ProcedurePagesDeps } from './deps.ts'
import { ProcedureItems } from './procedure-items.tsx'
import { procedureWords } from './words.ts'

const inVietnamese = new Intl.Collator('vi').compare

/** /linh-vuc */
export async function fieldsPage({ catalogue }: ProcedurePagesDeps, { lang }: WebRequest): Promise<Answer> {
  const words = procedureWords(lang)
  const fields = [...(await catalogue.fields())].sort((a, b) => inVietnamese(a.name, b.name))
  return page({
    title: words.fieldsTitle,
    description: words.fieldsLead,
    nav: 'thu-tuc',
    main: (
      <>
        <Breadcrumbs items={[{ text: words.home, href: href(lang, '/') }, { text: words.fieldsTitle }]} />
        <h1>{words.fieldsTitle}</h1>
        <p>
          {words.fieldsLead} <a href={href(lang, '/co-quan')}>{words.bodiesTitle}</a>
        </p>
        <CountedLinks items={fields} to={(slug) => href(lang, `/linh-vuc/${slug}`)} />
      </>
    ),
  })
}

/** /co-quan */
export async function bodiesPage({ catalogue }: ProcedurePagesDeps, { lang }: WebRequest): Promise<Answer> {
  const words = procedureWords(lang)
  const bodies = [...(await catalogue.bodies())].sort((a, b) => inVietnamese(a.name, b.name))
  return page({
    title: words.bodiesTitle,
    description: words.bodiesLead,
    nav: 'thu-tuc',
    main: (
      <>
        <Breadcrumbs items={[{ text: words.home, href: href(lang, '/') }, { text: words.bodiesTitle }]} />
        <h1>{words.bodiesTitle}</h1>
        <p>
          {words.bodiesLead} <a href={href(lang, '/linh-vuc')}>{words.fieldsTitle}</a>, <a href={href(lang, '/niem-yet')}>{words.postedTitle}</a>
        </p>
        {(['ministry', 'province', 'other'] as const).map((kind) => (
          <>
            <h2>{words.bodyKinds[kind]}</h2>
            <CountedLinks
              items={bodies.filter((body) => body.kind === kind)}
              to={(slug) => href(lang, `/co-quan/${slug}`)}
            />
          </>
        ))}
      </>
    ),
  })
}

function CountedLinks({
  items,
  to,
}: {
  items: readonly { slug: string; name: string; count: number }[]
  to: (slug: string) => string
}) {
  return (
    <div class="mc-columns" lang="vi">
      <ul class="mc-links">
        {items.map((item) => (
          <li>
            <a href={to(item.slug)}>
              <span>
                {item.name} <span class="mc-count">({item.count})</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** /linh-vuc/:slug */
export async function fieldPage(deps: ProcedurePagesDeps, request: WebRequest): Promise<Answer> {
  const field = await deps.catalogue.findField(request.params.slug ?? '')
  if (!field) return problem({ code: 'not-found' })
  const words = procedureWords(request.lang)
  const list = await deps.catalogue.listField(field.slug, pageAsked(request))
  return listPage(request, {
    title: field.name,
    above: { text: words.fieldsTitle, path: '/linh-vuc' },
    path: `/linh-vuc/${field.slug}`,
    list,
  })
}

/** /co-quan/:slug */
export async function bodyPage(deps: ProcedurePagesDeps, request: WebRequest): Promise<Answer> {
  const body = await deps.catalogue.findBody(request.params.slug ?? '')
  if (!body) return problem({ code: 'not-found' })
  const words = procedureWords(request.lang)
  const list = await deps.catalogue.listBody(body.slug, pageAsked(request))
  return listPage(request, {
    title: body.name,
    above: { text: words.bodiesTitle, path: '/co-quan' },
    path: `/co-quan/${body.slug}`,
    list,
  })
}

/** /su-kien/:slug/tat-ca */
export async function eventPage(deps: ProcedurePagesDeps, request: WebRequest): Promise<Answer> {
  const { lang } = request
  const event = deps.catalogue.findEvent(request.params.slug ?? '')
  if (!event) return problem({ code: 'not-found' })
  const words = procedureWords(lang)
  const list = await deps.catalogue.listEvent(event, pageAsked(request))
  const path = `/su-kien/${event.slug}`
  return listPage(request, {
    title: words.eventAll(event[lang]),
    above: { text: event[lang], path },
    path: `${path}/tat-ca`,
    list,
    ownWords: true,
  })
}

/** The page asked for; whatever is no number counts as the first. */
function pageAsked({ query }: WebRequest): number {
  const number = /^\d{1,4}$/.test(query.trang ?? '') ? Number(query.trang) : 1
  return Math.max(1, number)
}

interface ListView {
  title: string
  above: { text: string; path: string }
  path: string
  list: ProcedureList
  /** The title is ours and in the page's language. */
  ownWords?: boolean
}

function listPage({ lang }: WebRequest, { title, above, path, list, ownWords }: ListView): Answer {
  const words = procedureWords(lang)
  if (list.items.length === 0 && list.page > 1) return problem({ code: 'not-found' })
  return page({
    title,
    nav: 'thu-tuc',
    main: (
      <>
        <Breadcrumbs
          items={[
            { text: words.home, href: href(lang, '/') },
            { text: above.text, href: href(lang, above.path) },
            { text: title },
          ]}
        />
        <h1 lang={ownWords ? undefined : 'vi'}>{title}</h1>
        <p>
          {words.count(list.total)}
          {list.pages > 1 ? `, ${words.pageOf(list.page, list.pages)}` : null}
        </p>
        <ProcedureItems items={list.items} lang={lang} words={words} />
        <Pagination
          current={list.page}
          total={list.pages}
          href={(number) => href(lang, number === 1 ? path : `${path}?trang=${number}`)}
        />
      </>
    ),
  })
}
