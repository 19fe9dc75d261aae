import type { VNode } from 'preact'
import { langWritten } from '../../../platform/text.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { randomToken } from '../../../platform/ids.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Decided, Refusal } from '../../../platform/result.ts'
import { href } from '../../../platform/words.ts'
import { ErrorSummary } from '../../../ui/index.ts'

import type { DossierRow } from '../../dossiers/index.ts'
import type { Citizen } from '../drafts.ts'
import type { FilingPageDeps } from './deps.ts'
import { MessageForm, WithdrawForm } from './dossier-forms.tsx'
import { openOwn } from './own.ts'

/** Messages and withdrawal: each a post that leads back to the dossier. */
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
    const name = r.form.reason !== undefined ? 'reason' : 'body'
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
