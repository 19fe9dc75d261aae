import { formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Decided } from '../../../platform/result.ts'
import { href } from '../../../platform/words.ts'
import { Button, Details, FormKeys, InsetText, NotificationBanner, SummaryList, type SummaryError } from '../../../ui/index.ts'
import { listFiles } from '../../files/index.ts'
import { AnswersSummary, askedOfParty } from '../../forms/index.ts'
import { judgePart, type JudgedPart } from '../confirm-part.ts'
import { type Citizen, markOf } from '../drafts.ts'
import { Declared, Warnings } from './declared.tsx'
import type { FilingPageDeps } from './deps.ts'
import { invitationWords } from './invitation-words.ts'
import { type OpenPart, openPart, partPage, partUrl } from './part-frame.tsx'
import { filingWords } from './words.ts'

/** The own part once more: to declare it true and confirm it, to take the confirmation back, or to stop. */
export function mountPartReviewPage(web: Web, deps: FilingPageDeps): void {
  const url = '/phan-khai/:id/xac-nhan'
  const partId = (r: WebRequest) => r.params.id ?? ''

  web.get(url, { audience: 'citizen' }, async (r) => {
    const opened = await openPart(deps, r)
    return opened.ok ? show(r, opened, []) : opened.answer
  })

  web.post(url, { audience: 'citizen' }, async (r) => {
    const done = await deps.confirmPart(r.actor as Citizen, { partId: partId(r), seen: field(r.form, '_seen'), declared: field(r.form, 'declared') === 'yes', lang: r.lang })
    if (done.ok) return seeOther(`${partUrl(r.lang, partId(r), 'review')}?xong=1`)
    const opened = await openPart(deps, r)
    if (!opened.ok) return opened.answer
    const { refusal } = done
    if (refusal.code === 'declaration-needed') return show(r, opened, [{ href: '#declared', text: filingWords(r.lang).declarationMissing }])
    return show(r, opened, refusal.code === 'part-incomplete' ? [] : [{ text: sentenceOf(refusal, r.lang) }])
  })

  web.post('/phan-khai/:id/sua', { audience: 'citizen' }, async (r) => then(await deps.parts.reopen(r.actor as Citizen, partId(r)), partUrl(r.lang, partId(r))))
  web.post('/phan-khai/:id/thoi', { audience: 'citizen' }, async (r) => then(await deps.parts.leave(r.actor as Citizen, partId(r)), href(r.lang, '/ho-so?xong=tu-choi')))

  const then = (done: Decided, to: string): Answer => (done.ok ? seeOther(to) : problem(done.refusal))

  async function show(r: WebRequest, opened: OpenPart, errors: readonly SummaryError[]): Promise<Answer> {
    const { part, version } = opened
    const judged = await judgePart(deps.check, version, part, r.lang)
    const files = await listFiles(deps.files)(deps.db, { fileIds: part.papers.map((paper) => paper.file_id) })
    const missing = part.row.confirmed_at ? [] : missingOf(r, opened, judged)
    return partPage({
      r,
      ...opened,
      step: 'review',
      errors: [...errors, ...missing],
      ...(missing.length > 0 ? { errorTitle: invitationWords(r.lang).missingTitle(missing.length) } : {}),
      children: part.row.confirmed_at ? <Confirmed r={r} opened={opened} judged={judged} files={files} /> : <Review r={r} opened={opened} judged={judged} files={files} errors={errors} />,
    })
  }
}

function missingOf(r: WebRequest, { part }: OpenPart, judged: JudgedPart): SummaryError[] {
  return [
    ...judged.errors.map((error) => ({ href: `${partUrl(r.lang, part.row.id)}${error.href}`, text: error.text })),
    ...judged.missing.map((one) => ({ href: `${partUrl(r.lang, part.row.id, 'papers')}#paper-${one.id}`, text: filingWords(r.lang).chooseFile(one.name[r.lang]) })),
  ]
}

interface Parts {
  r: WebRequest
  opened: OpenPart
  judged: JudgedPart
  files: readonly { fileId: string; filename: string }[]
}

function Answered({ r, opened: { part, version }, judged, files }: Parts) {
  const words = filingWords(r.lang)
  const change = part.row.confirmed_at ? undefined : (_section: object, fragment: string) => partUrl(r.lang, part.row.id) + fragment
  const names = new Map(judged.components.map((one) => [one.id, one.name[r.lang]]))
  return (
    <>
      <AnswersSummary form={askedOfParty(version.form, part.row.party)} answers={judged.answers} lang={r.lang} changeHref={change} />
      {part.papers.length > 0 ? (
        <SummaryList
          title={words.papers}
          rows={part.papers.map((paper) => ({ key: names.get(paper.component) ?? paper.component, value: files.find((file) => file.fileId === paper.file_id)?.filename ?? '' }))}
        />
      ) : null}
    </>
  )
}

function Review({ errors, ...parts }: Parts & { errors: readonly SummaryError[] }) {
  const { r, opened, judged } = parts
  const words = invitationWords(r.lang)
  const { part, version } = opened
  return (
    <>
      <p class="govuk-body">{words.reviewLead}</p>
      <Warnings warnings={judged.warnings} lang={r.lang} />
      <Answered {...parts} />
      <form method="post" novalidate>
        <FormKeys csrf={r.csrf} />
        <input type="hidden" name="_seen" value={markOf(part.answers)} />
        <Declared version={version} errors={errors} lang={r.lang} />
        <Button>{words.confirm}</Button>
      </form>
      <Leave r={r} opened={opened} />
    </>
  )
}

function Confirmed(parts: Parts) {
  const { r, opened } = parts
  const words = invitationWords(r.lang)
  const { row } = opened.part
  const said = row.confirmed_at ? words.confirmed(formatDateTime(row.confirmed_at)) : ''
  const next = <p class="govuk-body">{words.confirmedNext(row.inviter_name)}</p>
  return (
    <>
      {r.query.xong ? (
        <NotificationBanner type="success" heading={said}>
          {next}
        </NotificationBanner>
      ) : (
        <InsetText>
          <strong>{said}</strong>
          {next}
        </InsetText>
      )}
      <Answered {...parts} />
      <form method="post" action={href(r.lang, `/phan-khai/${row.id}/sua`)}>
        <FormKeys csrf={r.csrf} />
        <Button variant="secondary">{words.reopen}</Button>
      </form>
      <Leave r={r} opened={opened} />
    </>
  )
}

function Leave({ r, opened }: Pick<Parts, 'r' | 'opened'>) {
  const words = invitationWords(r.lang)
  return (
    <Details summary={words.leave}>
      <p class="govuk-body">{words.leaveHint}</p>
      <form method="post" action={href(r.lang, `/phan-khai/${opened.part.row.id}/thoi`)}>
        <FormKeys csrf={r.csrf} />
        <Button variant="warning">{words.leave}</Button>
      </form>
    </Details>
  )
}
