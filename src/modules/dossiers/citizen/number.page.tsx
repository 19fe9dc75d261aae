import { formatDate } from '../../../platform/clock.ts'
import { field, page, problem, seeOther, setCookie, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import { href } from '../../../platform/words.ts'
import { Button, ErrorSummary, FormKeys, InsetText, LegalText, Table, Tag, TextInput } from '../../../ui/index.ts'
import type { DossierRow } from '../store.ts'
import { statusLabel, statusWords } from '../words.ts'
import type { AskCode } from './ask-code.ts'
import type { TrackingDeps } from './deps.ts'
import { openPass, PASS_COOKIE, PASS_SECONDS, passOfNumber, sealPass } from './pass.ts'
import { selectOfNumberAndPhone } from './tracking.store.ts'
import { Another, again, statusTone, VISITOR } from './tracking.page.tsx'
import { trackingWords } from './words.ts'

const MOST_LISTED = 50
const LIMIT = { max: 20, seconds: 60 }

/** Look-up by identity number: the number, the code that comes by SMS, the list. */
export function mountNumberPages(web: Web, deps: TrackingDeps & { askCode: AskCode }): void {
  const start = '/tra-cuu/so-dinh-danh'

  web.get(start, { audience: 'public' }, async (r) => page(numberView(r)), VISITOR)
  web.post(
    start,
    { audience: 'public' },
    async (r) => {
      const asked = await deps.askCode.ask(field(r.form, 'number'), r, r.lang)
      if (asked.ok) return seeOther(href(r.lang, `${start}/${asked.codeId}`))
      return again(
        numberView(r, field(r.form, 'number').slice(0, 40), sentenceOf(asked.refusal, r.lang)),
        asked.refusal,
      )
    },
    { ...VISITOR, limit: LIMIT },
  )

  web.get(`${start}/:id`, { audience: 'public' }, async (r) => page(codeView(r)), VISITOR)
  web.post(
    `${start}/:id`,
    { audience: 'public' },
    async (r) => {
      const tried = await deps.askCode.attempt(r.params.id ?? '', field(r.form, 'code'))
      if (!tried.ok) return again(codeView(r, sentenceOf(tried.refusal, r.lang)), tried.refusal)
      const pass = sealPass(deps.sealer, passOfNumber(tried.proven), deps.clock.now())
      return setCookie(seeOther(href(r.lang, '/tra-cuu/danh-sach')), PASS_COOKIE, pass, { maxAgeSeconds: PASS_SECONDS })
    },
    { ...VISITOR, limit: LIMIT },
  )

  web.get(
    '/tra-cuu/danh-sach',
    { audience: 'public' },
    async (r) => {
      const at = deps.clock.now()
      const pass = openPass(deps.sealer, r.raw.cookies[PASS_COOKIE], at)
      if (!pass) return seeOther(href(r.lang, start))
      if (!('codeId' in pass)) return problem({ code: 'not-found' })
      const rows = await selectOfNumberAndPhone(
        deps.db,
        Buffer.from(pass.numberIndex, 'hex'),
        Buffer.from(pass.phoneIndex, 'hex'),
        MOST_LISTED,
      )
      const subject = { kind: 'tracking', id: pass.codeId }
      await deps.logAccess(deps.db, {
        actor: r.actor,
        purpose: 'tracking.by-number',
        subject,
        fields: rows.map((row) => row.code),
        at,
        ip: r.ip,
      })
      return page(listView(r, rows))
    },
    VISITOR,
  )
}

function numberView(r: WebRequest, typed = '', error?: string) {
  const words = trackingWords(r.lang)
  return {
    title: words.numberTitle,
    nav: 'tra-cuu',
    back: { href: href(r.lang, '/tra-cuu'), text: words.title },
    main: (
      <>
        <ErrorSummary errors={error ? [{ href: '#number', text: error }] : []} />
        <h1 class="govuk-heading-l">{words.numberTitle}</h1>
        <p class="govuk-body">{words.numberLead}</p>
        <form method="post" action={href(r.lang, '/tra-cuu/so-dinh-danh')} novalidate>
          <FormKeys csrf={r.csrf} />
          <TextInput
            name="number"
            label={words.number}
            hint={words.numberHint}
            value={typed}
            error={error}
            inputMode="numeric"
            autocomplete="off"
            width={20}
            maxLength={20}
            code
          />
          <Button>{words.sendCode}</Button>
        </form>
      </>
    ),
  }
}

function codeView(r: WebRequest, error?: string) {
  const words = trackingWords(r.lang)
  return {
    title: words.codeTitle,
    nav: 'tra-cuu',
    main: (
      <>
        <ErrorSummary errors={error ? [{ href: '#code', text: error }] : []} />
        <h1 class="govuk-heading-l">{words.codeTitle}</h1>
        <InsetText>{words.codeSent}</InsetText>
        <form
          method="post"
          action={href(r.lang, `/tra-cuu/so-dinh-danh/${encodeURIComponent(r.params.id ?? '')}`)}
          novalidate
        >
          <FormKeys csrf={r.csrf} />
          <TextInput
            name="code"
            label={words.oneTime}
            error={error}
            inputMode="numeric"
            autocomplete="one-time-code"
            width={10}
            maxLength={12}
            code
          />
          <Button>{words.see}</Button>
        </form>
        <p class="govuk-body">
          <a class="govuk-link" href={href(r.lang, '/tra-cuu/so-dinh-danh')}>
            {words.askAgain}
          </a>
        </p>
      </>
    ),
  }
}

function listView(r: WebRequest, rows: readonly DossierRow[]) {
  const words = trackingWords(r.lang)
  const labels = statusWords(r.lang)
  return {
    title: words.listTitle,
    nav: 'tra-cuu',
    main: (
      <>
        <h1 class="govuk-heading-l">{words.listTitle}</h1>
        <p class="govuk-body">{words.listLead}</p>
        <Table
          caption={words.listTitle}
          hideCaption
          head={[words.code, words.procedure, words.owner, words.submittedAt, words.dueAt, words.status]}
          rows={rows.map((row) => [
            <a class="govuk-link" href={href(r.lang, `/tra-cuu/ho-so/${row.code}`)}>
              {row.code}
            </a>,
            <LegalText>{row.procedure_name}</LegalText>,
            row.owner_name,
            formatDate(row.submitted_at),
            row.current_due_at ? formatDate(row.current_due_at) : '–',
            <Tag colour={statusTone(row.status)}>{statusLabel(labels, row.status)}</Tag>,
          ])}
        />
        <p class="govuk-hint">{words.until}</p>
        <Another r={r} />
      </>
    ),
  }
}
