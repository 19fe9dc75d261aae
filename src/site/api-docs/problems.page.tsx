import { type Answer, json, page, problem, type WebRequest, withHeaders } from '../../platform/http/index.ts'
import { allProblems, type ProblemText } from '../../platform/problems.ts'
import { SummaryList, Table } from '../../ui/index.ts'
import { type ApiWords, apiWords } from './words.ts'

/** A sentence without its values. */
const plain = (sentence: string): string => sentence.replace(/\{\w+\}/g, '…')

const wantsPage = (r: WebRequest): boolean => (r.raw.headers.accept ?? '').includes('text/html')
const own = (answer: Answer): Answer => withHeaders(answer, { 'cache-control': 'private, max-age=60' })

const view = (code: string, { status, vi, en }: ProblemText) => ({
  code,
  status,
  title: { vi: plain(vi), en: plain(en) },
})

/** Every refusal there is, by its code. */
export function problemsPage(r: WebRequest): Answer {
  const words = apiWords(r.lang)
  const all = [...allProblems()].sort(([a], [b]) => (a < b ? -1 : 1))
  if (!wantsPage(r)) return own(json({ items: all.map(([code, text]) => view(code, text)) }))
  return own(
    page({
      title: words.problemsTitle,
      back: { href: '/api/v1/docs', text: words.back },
      main: (
        <>
          <h1 class="govuk-heading-l">{words.problemsTitle}</h1>
          <Table
            caption={words.problemsLead}
            captionSize="s"
            head={[words.code, words.status, words.sentence]}
            rows={all.map(([code, text]) => [
              <a class="govuk-link" href={`/api/v1/problems/${code}?lang=${r.lang}`}>
                {code}
              </a>,
              String(text.status),
              plain(text[r.lang]),
            ])}
          />
        </>
      ),
    }),
  )
}

/** What a refusal means: where the `type` of problem details leads. */
export function problemPage(r: WebRequest): Answer {
  const code = r.params.code ?? ''
  const text = allProblems().get(code)
  if (!text) return problem({ code: 'not-found' })
  return own(wantsPage(r) ? explained(code, text, apiWords(r.lang)) : json(view(code, text)))
}

const explained = (code: string, text: ProblemText, words: ApiWords): Answer =>
  page({
    title: code,
    back: { href: '/api/v1/problems', text: words.problemsTitle },
    main: (
      <>
        <h1 class="govuk-heading-l">
          <code>{code}</code>
        </h1>
        <SummaryList
          rows={[
            { key: words.status, value: String(text.status) },
            { key: 'Tiếng Việt', value: <span lang="vi">{plain(text.vi)}</span> },
            { key: 'English', value: <span lang="en">{plain(text.en)}</span> },
          ]}
        />
      </>
    ),
  })
