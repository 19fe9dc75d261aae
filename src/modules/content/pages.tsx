import { formatDate } from '../../platform/clock.ts'
import { type Answer, page, problem, type Web, type WebRequest } from '../../platform/http/index.ts'
import { href, type Lang } from '../../platform/words.ts'
import { Breadcrumbs, Icon, Raw } from '../../ui/index.ts'
import { iconOf, type LifeEvent } from './life-events.ts'
import type { Content, Question } from './load.ts'
import { renderMarkdown } from './markdown.ts'
import { contentWords } from './words.ts'

export interface ProcedureName {
  code: string
  name: string
}

export interface ContentDeps {
  content: Content
  events: readonly LifeEvent[]
  /** What stands in the place of {agency}, {office} and {hotline}. */
  names: () => { agency: string; office: string; hotline: string }
  /** Those of these codes that citizens may see, in this order. */
  findProcedures: (codes: readonly string[]) => Promise<readonly ProcedureName[]>
}

const QUESTIONS = '/hoi-dap'

function QuestionList({ lang, questions }: { lang: Lang; questions: readonly Question[] }) {
  return (
    <ul class="mc-links">
      {questions.map((question) => (
        <li>
          <a href={href(lang, `${QUESTIONS}/${question.slug}`)}>{question.title}</a>
        </li>
      ))}
    </ul>
  )
}

function questionsPage({ content }: ContentDeps, { lang }: WebRequest): Answer {
  const words = contentWords(lang)
  return page({
    title: words.questions,
    description: words.questionsLead,
    main: (
      <>
        <h1>{words.questions}</h1>
        <p>{words.questionsLead}</p>
        <QuestionList lang={lang} questions={content.questions[lang]} />
      </>
    ),
  })
}

function questionPage({ content, names }: ContentDeps, { lang, params }: WebRequest): Answer {
  const words = contentWords(lang)
  const all = content.questions[lang]
  const at = all.findIndex((one) => one.slug === params.slug)
  const question = all[at]
  if (!question) return problem({ code: 'not-found' })
  const others = [...all.slice(at + 1), ...all.slice(0, at)].slice(0, 4)
  return page({
    title: question.title,
    description: question.summary,
    main: (
      <>
        <Breadcrumbs items={[{ text: words.questions, href: href(lang, QUESTIONS) }]} />
        <h1>{question.title}</h1>
        <p class="govuk-body-l">{question.summary}</p>
        <Raw html={question.html} />
        <p class="mc-muted mc-small">
          {words.law}: <span lang="vi">{question.law.join('; ')}</span>. {words.checked(formatDate(question.checked))}
        </p>
        <h2>{words.stillAsking}</h2>
        <p>{words.ask(names().hotline)}</p>
        <h2>{words.otherQuestions}</h2>
        <QuestionList lang={lang} questions={others} />
      </>
    ),
  })
}

function standingPage({ content, names }: ContentDeps, slug: string, { lang }: WebRequest): Answer {
  const text = content.pages[lang].find((one) => one.slug === slug)
  if (!text) return problem({ code: 'not-found' })
  const words = contentWords(lang)
  const values: Record<string, string> = names()
  const fill = (sentence: string) => sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  return page({
    title: text.title,
    description: fill(text.summary),
    main: (
      <>
        <h1>{text.title}</h1>
        <p class="govuk-body-l">{fill(text.summary)}</p>
        <Raw html={renderMarkdown(fill(text.markdown))} />
        <p class="mc-muted mc-small">
          {words.law}: <span lang="vi">{text.law.join('; ')}</span>. {words.checked(formatDate(text.checked))}
        </p>
      </>
    ),
  })
}

/** A list of life events, each a link with its picture. */
export const LifeEventList = ({ lang, events }: { lang: Lang; events: readonly LifeEvent[] }) => (
  <ul class="mc-links">
    {events.map((event) => (
      <li>
        <a href={href(lang, `/su-kien/${event.slug}`)}>
          <Icon name={iconOf(event)} />
          {event[lang]}
        </a>
      </li>
    ))}
  </ul>
)

function eventsPage({ events }: ContentDeps, { lang }: WebRequest): Answer {
  const words = contentWords(lang)
  return page({
    title: words.events,
    wide: true,
    main: (
      <>
        <h1>{words.events}</h1>
        <div class="mc-life">
          <section aria-labelledby="cong-dan">
            <h2 id="cong-dan">{words.forCitizens}</h2>
            <LifeEventList lang={lang} events={events.filter((event) => event.for === 'citizen')} />
          </section>
          <section aria-labelledby="doanh-nghiep">
            <h2 id="doanh-nghiep">{words.forBusinesses}</h2>
            <LifeEventList lang={lang} events={events.filter((event) => event.for === 'business')} />
          </section>
        </div>
      </>
    ),
  })
}

async function eventPage({ events, findProcedures }: ContentDeps, { lang, params }: WebRequest): Promise<Answer> {
  const words = contentWords(lang)
  const event = events.find((one) => one.slug === params.slug)
  if (!event) return problem({ code: 'not-found' })
  const procedures = await findProcedures(event.first)
  return page({
    title: event[lang],
    main: (
      <>
        <Breadcrumbs items={[{ text: words.events, href: href(lang, '/su-kien') }]} />
        <h1>{event[lang]}</h1>
        <p>{procedures.length > 0 ? words.eventLead : words.noneChosen}</p>
        {procedures.length > 0 ? <ProcedureList lang={lang} procedures={procedures} /> : null}
        <p>
          <a href={href(lang, `/su-kien/${event.slug}/tat-ca`)}>{words.allOf(event[lang])}</a>
        </p>
      </>
    ),
  })
}

/** Procedures by name; the names are the law's own. */
export const ProcedureList = ({ lang, procedures }: { lang: Lang; procedures: readonly ProcedureName[] }) => (
  <ul class="mc-links" lang={lang === 'vi' ? undefined : 'vi'}>
    {procedures.map(({ code, name }) => (
      <li>
        <a href={href(lang, `/thu-tuc/${code}`)}>{name}</a>
      </li>
    ))}
  </ul>
)

/** Questions and answers, standing pages, and the pages of life events. */
export function mountContent(web: Web, deps: ContentDeps): void {
  const access = { audience: 'public' } as const
  web.get(QUESTIONS, access, async (request) => questionsPage(deps, request), { keep: true })
  web.get(`${QUESTIONS}/:slug`, access, async (request) => questionPage(deps, request), { keep: true })
  for (const { slug } of deps.content.pages.vi) {
    web.get(`/${slug}`, access, async (request) => standingPage(deps, slug, request), { keep: true })
  }
  web.get('/su-kien', access, async (request) => eventsPage(deps, request), { keep: true })
  web.get('/su-kien/:slug', access, (request) => eventPage(deps, request), { keep: true })
}
