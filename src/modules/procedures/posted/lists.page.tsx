import { formatDate } from '../../../platform/clock.ts'
import { type Answer, page, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import { Breadcrumbs, Button, Pagination, Select, spoken, Table } from '../../../ui/index.ts'
import type { Agency } from '../../agencies/index.ts'
import { decisionText, fieldsOf, type PostedProcedure } from './rules/taken.ts'
import { officeSlug, type Posted, type PostedDeps } from './posted.ts'
import { type PostedWords, postedWords } from './words.ts'

export const POSTED = '/niem-yet'
const PAGE = 50
const OFFICES = 200

export interface PostedPagesDeps extends PostedDeps {
  posted: Posted
}

const numberOf = (text: string | undefined): number => (/^\d{1,4}$/.test(text ?? '') ? Math.max(1, Number(text)) : 1)

/** What is posted at each office: the same for every visitor, kept until catalogue or agencies change. */
export function mountPostedLists(web: Web, deps: PostedPagesDeps): void {
  web.get(POSTED, { audience: 'public' }, (r) => officesPage(deps, r), { keep: true })
  web.get(`${POSTED}/:office`, { audience: 'public' }, (r) => officePage(deps, r), { keep: true })
}

const nameOf = (office: Agency, lang: 'vi' | 'en') => (lang === 'en' && office.nameEn ? office.nameEn : office.nameVi)

async function officesPage({ posted }: PostedPagesDeps, { lang, query }: WebRequest): Promise<Answer> {
  const words = postedWords(lang)
  const offices = (await posted.offices()).toSorted((a, b) => a.nameVi.localeCompare(b.nameVi, 'vi'))
  const current = numberOf(query.trang)
  const shown = offices.slice((current - 1) * OFFICES, current * OFFICES)
  if (shown.length === 0 && current > 1) return problem({ code: 'not-found' })
  return page({
    title: words.title,
    description: words.lead,
    nav: 'thu-tuc',
    main: (
      <>
        <Breadcrumbs items={[{ text: words.home, href: href(lang, '/') }, { text: words.title }]} />
        <h1>{words.title}</h1>
        <p>{shown.length > 0 ? words.lead : words.empty}</p>
        <ul class="mc-links">
          {shown.map((one) => (
            <li>
              <a href={href(lang, `${POSTED}/${officeSlug(one)}`)} lang={lang === 'en' && !one.nameEn ? 'vi' : undefined}>
                {nameOf(one, lang)}
              </a>
            </li>
          ))}
        </ul>
        <Pagination current={current} total={Math.max(1, Math.ceil(offices.length / OFFICES))} href={(number) => href(lang, number === 1 ? POSTED : `${POSTED}?trang=${number}`)} />
      </>
    ),
  })
}

async function officePage({ posted, catalogue }: PostedPagesDeps, { lang, params, query }: WebRequest): Promise<Answer> {
  const office = await posted.findOffice(params.office ?? '')
  if (!office) return problem({ code: 'not-found' })
  const words = postedWords(lang)
  const all = await posted.listOf(office)
  const fields = fieldsOf(all)
  const field = fields.find((one) => one.slug === query['linh-vuc']) ?? null
  const chosen = field ? all.filter((one) => one.field?.slug === field.slug) : all
  const current = numberOf(query.trang)
  const shown = chosen.slice((current - 1) * PAGE, current * PAGE)
  if (shown.length === 0 && current > 1) return problem({ code: 'not-found' })
  const path = `${POSTED}/${officeSlug(office)}`
  const at = (more: Record<string, string>) => {
    const text = new URLSearchParams({ ...(field ? { 'linh-vuc': field.slug } : {}), ...more }).toString()
    return text ? `?${text}` : ''
  }
  const asOf = await catalogue.asOf()
  const title = words.of(nameOf(office, lang))
  return page({
    title: [field?.name, title, current > 1 ? words.pageOf(current) : null].filter(Boolean).join(', '),
    nav: 'thu-tuc',
    main: (
      <>
        <Breadcrumbs items={[{ text: words.home, href: href(lang, '/') }, { text: words.title, href: href(lang, POSTED) }, { text: nameOf(office, lang) }]} />
        <h1>{spoken(title)}</h1>
        <form method="get" action={href(lang, path)} class="mc-filter">
          <Select
            name="linh-vuc"
            label={words.field}
            value={field?.slug ?? ''}
            items={[{ value: '', text: `${words.allFields} (${all.length})` }, ...fields.map((one) => ({ value: one.slug, text: `${one.name} (${one.count})`, ...(lang === 'en' ? { lang: 'vi' as const } : {}) }))]}
          />
          <Button variant="secondary">{words.show}</Button>
        </form>
        <p>{words.count(chosen.length)}</p>
        <PostedTable lang={lang} words={words} procedures={shown} caption={title} />
        <Pagination current={current} total={Math.max(1, Math.ceil(chosen.length / PAGE))} href={(number) => href(lang, `${path}${at(number === 1 ? {} : { trang: String(number) })}`)} />
        <ul class="mc-links">
          <li>
            <a href={`${path}/danh-muc.xlsx${at({})}`}>{words.sheet}</a>
          </li>
          {(['A4', 'A3'] as const).map((size) => (
            <li>
              <a href={`${path}/niem-yet.pdf${at({ kho: size.toLowerCase() })}`}>{words.print(size)}</a>
            </li>
          ))}
        </ul>
        {asOf ? <p class="mc-muted">{words.source(formatDate(asOf))}</p> : null}
      </>
    ),
  })
}

function PostedTable({ lang, words, procedures, caption }: { lang: 'vi' | 'en'; words: PostedWords; procedures: readonly PostedProcedure[]; caption: string }) {
  const own = lang === 'en' ? ('vi' as const) : undefined
  return (
    <Table
      caption={caption}
      hideCaption
      empty={<p>{words.none}</p>}
      head={[words.name, words.field, words.level, words.decision]}
      rows={procedures.map((one) => [
        <>
          <a href={href(lang, `/thu-tuc/${one.code}`)} lang={own}>
            {one.name}
          </a>{' '}
          <span class="mc-code">{one.code}</span>
        </>,
        one.field ? <span lang={own}>{one.field.name}</span> : words.unknown,
        one.onlineLevel ? words.levels[one.onlineLevel] : words.unknown,
        <Decision one={one} own={own} words={words} />,
      ])}
    />
  )
}

function Decision({ one, own, words }: { one: PostedProcedure; own: 'vi' | undefined; words: PostedWords }) {
  const text = decisionText(one.decision, formatDate, { of: words.by, on: words.on })
  return <span lang={text ? own : undefined}>{text ?? words.unknown}</span>
}
