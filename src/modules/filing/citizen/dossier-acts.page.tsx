import type { VNode } from 'preact'
import { formatDateTime } from '../../../platform/clock.ts'
import { langWritten } from '../../../platform/text.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { randomToken } from '../../../platform/ids.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Decided, Refusal } from '../../../platform/result.ts'
import { href } from '../../../platform/words.ts'
import { Button, Details, ErrorSummary, FormKeys, InsetText, Textarea } from '../../../ui/index.ts'

import type { DossierRow } from '../../dossiers/index.ts'
import { fileAnswer, openFile } from '../../files/index.ts'
import { type Answers, AnswersSummary } from '../../forms/index.ts'
import type { Citizen } from '../drafts.ts'
import type { FilingPageDeps } from './deps.ts'
import { MessageForm, WithdrawForm } from './dossier-forms.tsx'
import { dossierWords } from './dossier-words.ts'
import { openOwn, openToRead } from './own.ts'

/** Messages, withdrawal and the draft of the result: each a post that leads back to the dossier. */
export function mountDossierActs(web: Web, deps: FilingPageDeps): void {
  web.post(
    '/ho-so/:code/tin-nhan',
    { audience: 'citizen' },
    (r) =>
      act(r, (row, key) => deps.sendMessage(r.actor as Citizen, { dossierId: row.id, key, body: field(r.form, 'body') }), (row, error) => (
        <MessageForm r={r} action={urlOf(r, row, '/tin-nhan')} value={field(r.form, 'body')} error={error} />
      )),
    { limit: { max: 30, seconds: 60 } },
  )

  web.post('/ho-so/:code/rut', { audience: 'citizen' }, (r) =>
    act(r, (row, key) => deps.withdraw(r.actor as Citizen, { dossierId: row.id, key, reason: field(r.form, 'reason') }), (row, error) => (
      <WithdrawForm r={r} action={urlOf(r, row, '/rut')} atOnce={row.accepted_at === null} value={field(r.form, 'reason')} error={error} />
    )),
  )

  web.get('/ho-so/:code/du-thao', { audience: 'citizen' }, async (r) => {
    const own = await openOwn(deps, r, 'own.read-draft')
    if (!own.ok) return own.answer
    const draft = (await deps.requests.draftsOf(deps.db, own.row.id)).find((one) => !one.answeredAt)
    if (!draft) return problem({ code: 'draft-result-answered' })
    const words = dossierWords(r.lang)
    const version = await deps.packages.version(own.row.package_version_id)
    const { answers } = await deps.record.answersOf(deps.db, own.row.id)
    return page({
      title: words.askConfirm,
      nav: 'dossiers',
      back: { href: urlOf(r, own.row), text: own.row.code },
      main: (
        <>
          <h1 class="govuk-heading-l">{words.askConfirm}</h1>
          <InsetText>{words.confirmBy(formatDateTime(draft.answerBy))}</InsetText>
          <p class="govuk-body">
            <a class="govuk-link" href={urlOf(r, own.row, '/du-thao.pdf')}>
              {words.seeDraft}
            </a>
          </p>
          <AnswersSummary form={version.form} answers={answers as Answers} lang={r.lang} />
          <ConfirmForm r={r} row={own.row} />
        </>
      ),
    })
  })

  web.get('/ho-so/:code/du-thao.pdf', { audience: 'citizen' }, async (r) => {
    const own = await openToRead(deps, r, 'own.read-draft')
    if (!own.ok) return own.answer
    const draft = (await deps.requests.draftsOf(deps.db, own.row.id)).at(-1)
    if (!draft) return problem({ code: 'not-found' })
    const opened = await openFile(deps.files)(deps.db, draft.fileId)
    return opened.ok ? fileAnswer(opened, { inline: true }) : problem(opened.refusal)
  })

  web.post('/ho-so/:code/du-thao', { audience: 'citizen' }, (r) => {
    const confirmed = field(r.form, 'answer') === 'confirm'
    return act(
      r,
      (row, key) => deps.answerDraft(r.actor as Citizen, { dossierId: row.id, key, confirmed, comment: confirmed ? '' : field(r.form, 'comment') }),
      (row, error) => <ConfirmForm r={r} row={row} comment={field(r.form, 'comment')} error={error} />,
    )
  })

  async function act(
    r: WebRequest,
    work: (row: DossierRow, key: string) => Promise<Decided<object>>,
    again: (row: DossierRow, error: string) => VNode,
  ): Promise<Answer> {
    const own = await openOwn(deps, r, 'own.act')
    if (!own.ok) return own.answer
    const done = await work(own.row, r.key ?? randomToken(18))
    if (done.ok) return seeOther(`${urlOf(r, own.row)}?xong=1`)
    if (done.refusal.code !== 'text-needed') return problem(done.refusal)
    return showAgain(r, own.row, done.refusal, again)
  }

  function showAgain(r: WebRequest, row: DossierRow, refusal: Refusal, again: (row: DossierRow, error: string) => VNode): Answer {
    const text = sentenceOf(refusal, r.lang)
    const name = r.form.comment !== undefined ? 'comment' : r.form.reason !== undefined ? 'reason' : 'body'
    return page({
      title: text,
      status: 422,
      nav: 'dossiers',
      back: { href: urlOf(r, row), text: row.code },
      main: (
        <>
          <ErrorSummary errors={[{ href: `#${name}`, text }]} />
          <h1 class="govuk-heading-l" lang={langWritten(row.subject, r.lang)}>
            {row.subject}
          </h1>
          {again(row, text)}
        </>
      ),
    })
  }
}

const urlOf = (r: WebRequest, row: DossierRow, rest = '') => href(r.lang, `/ho-so/${row.code}${rest}`)

function ConfirmForm({ r, row, comment, error }: { r: WebRequest; row: DossierRow; comment?: string; error?: string }) {
  const words = dossierWords(r.lang)
  const action = urlOf(r, row, '/du-thao')
  return (
    <>
      <form method="post" action={action}>
        <FormKeys csrf={r.csrf} />
        <Button name="answer" value="confirm">
          {words.confirm}
        </Button>
      </form>
      <Details summary={words.wrong} open={error !== undefined}>
        <form method="post" action={action} novalidate>
          <FormKeys csrf={r.csrf} />
          <Textarea name="comment" label={words.wrongLabel} rows={4} value={comment} error={error} maxLength={2000} />
          <Button variant="secondary" name="answer" value="correct">
            {words.sendCorrection}
          </Button>
        </form>
      </Details>
    </>
  )
}
