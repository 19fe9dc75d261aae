import { formatDate, formatDateTime } from '../../../platform/clock.ts'
import {
  type Answer,
  field,
  page,
  problem,
  seeOther,
  setCookie,
  type Web,
  type WebRequest,
  withHeaders,
} from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { href } from '../../../platform/words.ts'
import { Button, ErrorSummary, FormKeys, InsetText, LegalText, SummaryList, Tag, TextInput } from '../../../ui/index.ts'
import { normaliseCode } from '../rules/code.ts'
import { STATUS } from '../rules/states.ts'
import { statusLabel, statusMeaning, statusWords } from '../words.ts'
import type { TrackingDeps } from './deps.ts'
import type { LookUp } from './look-up.ts'
import { PASS_COOKIE, PASS_SECONDS, sealPass } from './pass.ts'
import type { SixFields } from './rules/six-fields.ts'
import { trackingWords } from './words.ts'

/** Forms stand on these pages, so the visitor is identified where there is one: a session's form needs its token. */
export const VISITOR = { anonymousToo: true } as const

/** Look-up by code, and from there by PIN. */
export function mountTrackingPage(web: Web, deps: TrackingDeps & { lookUp: LookUp }): void {
  web.get(
    '/tra-cuu',
    { audience: 'public' },
    async (r) => {
      const typed = (r.query.ma ?? '').slice(0, 100)
      if (r.query.ma === undefined) return page(askView(r, ''))
      if (typed.trim() === '') return page({ ...askView(r, typed, trackingWords(r.lang).codeNeeded), status: 422 })
      const found = await deps.lookUp.byCode(typed, r)
      if (found.ok) return page(foundView(r, found.fields))
      if (found.refusal.code === 'too-many-requests') return problem(found.refusal)
      return page({ ...askView(r, typed, sentenceOf(found.refusal, r.lang)), status: 404 })
    },
    { ...VISITOR, limit: { max: 200, seconds: 1 } },
  )

  web.post(
    '/tra-cuu',
    { audience: 'public' },
    async (r) => {
      const code = normaliseCode(field(r.form, 'ma')).slice(0, 64)
      const found = await deps.lookUp.byPin({ code, pin: field(r.form, 'pin') }, r)
      if (!found.ok) return again(pinView(r, code, sentenceOf(found.refusal, r.lang)), found.refusal)
      const pass = sealPass(deps.sealer, { dossierId: found.row.id }, deps.clock.now())
      return setCookie(seeOther(href(r.lang, `/tra-cuu/ho-so/${found.row.code}`)), PASS_COOKIE, pass, {
        maxAgeSeconds: PASS_SECONDS,
      })
    },
    { ...VISITOR, limit: { max: 60, seconds: 60 } },
  )
}

/** A form again with what was wrong: the refusal's status, and when to try again where it says. */
export function again(content: Parameters<typeof page>[0], refusal: Refusal): Answer {
  const answer = page({ ...content, status: getProblem(refusal.code).status })
  const seconds = refusal.params?.seconds
  return seconds === undefined ? answer : withHeaders(answer, { 'retry-after': String(seconds) })
}

function askView(r: WebRequest, typed: string, error?: string) {
  const words = trackingWords(r.lang)
  return {
    title: words.title,
    nav: 'tra-cuu',
    main: (
      <>
        <ErrorSummary errors={error ? [{ href: '#ma', text: error }] : []} />
        <h1 class="govuk-heading-l">{words.title}</h1>
        <p class="govuk-body">{words.lead}</p>
        <form method="get" action={href(r.lang, '/tra-cuu')} novalidate>
          <TextInput
            name="ma"
            label={words.code}
            hint={words.codeHint}
            value={typed}
            error={error}
            width={30}
            autocapitalize="characters"
            spellcheck={false}
            maxLength={64}
            code
          />
          <Button>{words.look}</Button>
        </form>
        <h2 class="govuk-heading-m">{words.otherWays}</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>
            <a class="govuk-link" href={href(r.lang, '/tra-cuu/so-dinh-danh')}>
              {words.byNumber}
            </a>
          </li>
          <li>
            <a class="govuk-link" href={href(r.lang, '/ho-so')}>
              {words.mine}
            </a>
          </li>
        </ul>
      </>
    ),
  }
}

function foundView(r: WebRequest, fields: SixFields) {
  const words = trackingWords(r.lang)
  const labels = statusWords(r.lang)
  return {
    title: `${words.title}: ${fields.code}`,
    nav: 'tra-cuu',
    main: (
      <>
        <h1 class="govuk-heading-l">{words.title}</h1>
        <SummaryList
          rows={[
            { key: words.code, value: <span class="mc-code">{fields.code}</span> },
            { key: words.procedure, value: <LegalText>{fields.procedure}</LegalText> },
            { key: words.submitter, value: fields.submitter },
            { key: words.receivedAt, value: fields.receivedAt ? formatDate(fields.receivedAt) : words.notYet },
            { key: words.dueAt, value: fields.dueAt ? formatDateTime(fields.dueAt) : words.noDue },
            {
              key: words.status,
              value: (
                <>
                  <Tag colour={statusTone(fields.status)}>{statusLabel(labels, fields.status)}</Tag>{' '}
                  {statusMeaning(labels, fields.status)}
                </>
              ),
            },
          ]}
        />
        <p class="govuk-hint">{words.masked}</p>
        <PinForm r={r} code={fields.code} />
        <Another r={r} />
      </>
    ),
  }
}

function pinView(r: WebRequest, code: string, error: string) {
  const words = trackingWords(r.lang)
  return {
    title: words.pinTitle,
    nav: 'tra-cuu',
    main: (
      <>
        <ErrorSummary errors={[{ href: '#pin', text: error }]} />
        <h1 class="govuk-heading-l">{words.title}</h1>
        <PinForm r={r} code={code} error={error} />
        <Another r={r} />
      </>
    ),
  }
}

function PinForm({ r, code, error }: { r: WebRequest; code: string; error?: string }) {
  const words = trackingWords(r.lang)
  return (
    <form method="post" action={href(r.lang, '/tra-cuu')} novalidate>
      <FormKeys csrf={r.csrf} />
      <h2 class="govuk-heading-m">{words.pinTitle}</h2>
      <InsetText>{words.pinLead}</InsetText>
      {error ? (
        <TextInput
          name="ma"
          label={words.code}
          value={code}
          width={30}
          autocapitalize="characters"
          spellcheck={false}
          maxLength={64}
          code
        />
      ) : (
        <input type="hidden" name="ma" value={code} />
      )}
      <TextInput
        name="pin"
        label={words.pin}
        error={error}
        inputMode="numeric"
        autocomplete="off"
        width={10}
        maxLength={12}
        code
      />
      <Button>{words.seeAll}</Button>
    </form>
  )
}

export const Another = ({ r }: { r: WebRequest }) => (
  <p class="govuk-body">
    <a class="govuk-link" href={href(r.lang, '/tra-cuu')}>
      {trackingWords(r.lang).another}
    </a>
  </p>
)

export function statusTone(status: number): 'green' | 'yellow' | 'red' | 'blue' | 'grey' {
  if (status === STATUS.supplement || status === STATUS.obligation) return 'yellow'
  if (status === STATUS.refused) return 'red'
  if (status === STATUS.finished || status === STATUS.returned) return 'green'
  return status === STATUS.stopped || status === STATUS.withdrawing ? 'grey' : 'blue'
}
