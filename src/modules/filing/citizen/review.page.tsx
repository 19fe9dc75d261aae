import { formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { randomToken } from '../../../platform/ids.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { langWritten } from '../../../platform/text.ts'
import { readTogether } from '../../../platform/together.ts'
import { href, type Lang } from '../../../platform/words.ts'
import { Button, Details, FormKeys, formatMoney, InsetText, Panel, SummaryList, type SummaryError } from '../../../ui/index.ts'
import { documentsPart } from '../../documents/index.ts'
import { dossierPart } from '../../dossiers/index.ts'
import type { FileView } from '../../files/index.ts'
import { AnswersSummary } from '../../forms/index.ts'
import { givenParties, standingParts } from '../draft-parts.ts'
import type { Citizen, Draft } from '../drafts.ts'
import { filingOf } from '../parts-of-filing.ts'
import type { FilingPackage } from '../ports.ts'
import type { Judged } from '../submit.ts'
import { DRAFT, DRAFT_WITH_FILES } from './beside.ts'
import { Declared, Warnings } from './declared.tsx'
import type { FilingPageDeps } from './deps.ts'
import { inviteUrl } from './invite-url.ts'
import { invitationWords } from './invitation-words.ts'
import { stateText } from './others-parts.tsx'
import { findDraft, type OpenedDraft, openDraftWithFiles, stepUrl, wizardPage } from './wizard.tsx'
import { filingWords } from './words.ts'

/** Step 4: everything once more, then one submission however often it is sent. */
export function mountReviewPage(web: Web, deps: FilingPageDeps): void {
  const url = '/nop-ho-so/ban-nhap/:id/4'

  web.get(url, { audience: 'citizen' }, async (r) => {
    const opened = await openDraftWithFiles(deps, r)
    return opened.ok ? show(r, opened, []) : opened.answer
  }, { beside: DRAFT_WITH_FILES })

  web.post(
    url,
    { audience: 'citizen' },
    async (r) => {
      const actor = r.actor as Citizen
      const draft = await findDraft(deps, r)
      if (!draft) return problem({ code: 'draft-not-found' })
      const version = await deps.packages.version(draft.package_version_id)
      const key = r.key ?? randomToken(18)
      const submitted = await deps.submit.file(actor, {
        filing: filingOf(draft, r.lang),
        version,
        key,
        draftId: draft.id,
        seenRevision: Number(field(r.form, 'revision')) || draft.revision,
        declared: field(r.form, 'declared') === 'yes',
      })
      if (submitted.ok) return seeOther(href(r.lang, `/nop-ho-so/ban-nhap/${draft.id}/da-nop`))
      const again = await openDraftWithFiles(deps, r)
      return again.ok ? show(r, again, whyNot(submitted.refusal, r.lang)) : again.answer
    },
    { beside: DRAFT, limit: { max: 20, seconds: 60 } },
  )

  web.post('/nop-ho-so/ban-nhap/:id/xoa', { audience: 'citizen' }, async (r) => {
    const done = await deps.drafts.discard(r.actor as Citizen, r.params.id ?? '')
    return done.ok ? seeOther(href(r.lang, '/ho-so')) : problem(done.refusal)
  })

  web.get('/nop-ho-so/ban-nhap/:id/da-nop', { audience: 'citizen' }, async (r) => {
    const draft = await findDraft(deps, r)
    if (!draft?.dossier_id) return problem({ code: 'draft-not-found' })
    return confirmation(r, draft.dossier_id)
  }, { beside: DRAFT })

  async function show(r: WebRequest, opened: OpenedDraft & { files: readonly FileView[] }, errors: SummaryError[]): Promise<Answer> {
    const words = filingWords(r.lang)
    const { draft, version } = opened
    const judged = await deps.submit.judge(version, filingOf(draft, r.lang))
    const missing: SummaryError[] = judged.missing.map((one) => ({ href: stepUrl(r.lang, draft.id, one.step) + one.href.slice(1), text: one.text }))
    const all = [...errors, ...missing]
    return wizardPage({
      r,
      ...opened,
      step: 4,
      errors: all,
      ...(missing.length > 0 ? { errorTitle: words.missingTitle(missing.length) } : {}),
      children: <Review {...{ r, draft, version, judged, errors }} today={(await deps.asking(r.lang)).today} files={opened.files} />,
    })
  }

  async function confirmation(r: WebRequest, dossierId: string): Promise<Answer> {
    const words = filingWords(r.lang)
    const { row, documents } = await readTogether(deps.db, { row: dossierPart(dossierId), documents: documentsPart('dossier', dossierId) })
    if (!row) return problem({ code: 'dossier-not-found' })
    const receipt = documents.find((document) => document.template === 'slips/bien-nhan-truc-tuyen')
    return page({
      title: `${words.submittedTitle}: ${row.code}`,
      nav: 'dossiers',
      main: (
        <>
          <Panel title={words.submittedTitle}>
            {words.codeIs}
            <br />
            <strong class="mc-code">{row.code}</strong>
          </Panel>
          {row.accept_by ? <InsetText>{words.acceptBy(formatDateTime(row.accept_by))}</InsetText> : null}
          <p class="govuk-body">
            {words.pinIs}: <strong class="mc-code">{deps.record.pinOf(row)}</strong>. {words.pinHint}
          </p>
          <p class="govuk-body">
            {receipt ? (
              <a class="govuk-link" href={href(r.lang, `/ho-so/${row.code}/van-ban/${receipt.documentId}`)}>
                {words.receipt}
              </a>
            ) : (
              words.receiptPending
            )}
          </p>
          <h2 class="govuk-heading-m">{words.submittedNext}</h2>
          <ol class="govuk-list govuk-list--number">
            <li>{words.submittedNext1}</li>
            <li>{words.submittedNext2}</li>
            <li>{words.submittedNext3}</li>
          </ol>
          <Button href={href(r.lang, `/ho-so/${row.code}`)}>{words.toDossier}</Button>
        </>
      ),
    })
  }
}

/** What is missing is said by the page itself. */
function whyNot(refusal: Refusal, lang: Lang): SummaryError[] {
  if (refusal.code === 'draft-incomplete') return []
  return [refusal.code === 'declaration-needed' ? { href: '#declared', text: filingWords(lang).declarationMissing } : { text: sentenceOf(refusal, lang) }]
}

const Told = ({ note, lang }: { note: string; lang: Lang }) => (
  <>
    {filingWords(lang).feeTold} <span lang={langWritten(note, lang)}>{note}</span>
  </>
)

interface ReviewProps {
  r: WebRequest
  draft: Draft
  version: FilingPackage
  judged: Judged
  errors: readonly SummaryError[]
  files: readonly { fileId: string; filename: string }[]
  today: string
}

function Review({ r, draft, version, judged, errors, files, today }: ReviewProps) {
  const { lang } = r
  const words = filingWords(lang)
  const change = (step: number, of: string) => ({ href: stepUrl(lang, draft.id, step), text: words.change, of })
  const caseLabel = version.cases.find((one) => one.key === draft.case_key)?.label[lang]
  const agency = judged.agency
  const names = new Map(version.components(draft.case_key ?? '', judged.answers).map((one) => [one.id, one.name[lang]]))
  return (
    <>
      <p class="govuk-body">{words.reviewLead}</p>
      <Warnings warnings={judged.warnings} lang={lang} />
      <SummaryList
        title={words.general}
        rows={[
          { key: words.agency, value: agency ? (lang === 'vi' ? agency.nameVi : (agency.nameEn ?? agency.nameVi)) : '–', action: change(1, words.agency) },
          ...(version.cases.length > 1 ? [{ key: words.caseLegend, value: caseLabel ? <span lang={langWritten(caseLabel, lang)}>{caseLabel}</span> : '–', action: change(1, words.caseLegend) }] : []),
          {
            key: words.wayLegend,
            value: draft.result_way ? words[`way${draft.result_way as 'online'}`] : '–',
            action: change(1, words.wayLegend),
          },
        ]}
      />
      <OthersParts draft={draft} lang={lang} />
      <AnswersSummary
        form={version.form}
        answers={judged.answers}
        lang={lang}
        changeHref={({ by }, fragment) => (by && givenParties(draft).includes(by) ? null : stepUrl(lang, draft.id, 2) + fragment)}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={href(lang, `/nop-ho-so/ban-nhap/${draft.id}/to-khai.pdf`)}>
          {words.previewForm}
        </a>
      </p>
      <SummaryList
        title={words.papers}
        rows={
          draft.papers.length === 0
            ? [{ key: words.papers, value: words.noPapers, action: change(3, words.papers) }]
            : draft.papers.map((paper) => ({
                key: names.get(paper.component) ?? paper.component,
                value: files.find((file) => file.fileId === paper.file_id)?.filename ?? '',
                action: change(3, names.get(paper.component) ?? ''),
              }))
        }
      />
      <SummaryList
        title={words.fees}
        rows={[
          ...version.fees(draft.case_key ?? '', judged.answers, today).map(({ label, amount, note, exempt }) => ({
            key: label[lang],
            value: exempt ? words.feeExempt : note ? <Told note={note[lang]} lang={lang} /> : amount === null ? words.feeLocal : amount === 0 ? words.feeNone : formatMoney(amount),
          })),
          ...(draft.result_way === 'post' ? [{ key: words.postage, value: words.postageValue }] : []),
        ]}
      />
      <form method="post" novalidate>
        <FormKeys csrf={r.csrf} />
        <input type="hidden" name="revision" value={String(draft.revision)} />
        <Declared version={version} errors={errors} lang={lang} />
        <Button>{words.submit}</Button>
        <Details summary={words.discard}>
          <p class="govuk-body">{words.discardHint}</p>
          <Button variant="warning" formAction={href(lang, `/nop-ho-so/ban-nhap/${draft.id}/xoa`)} formNoValidate>
            {words.discard}
          </Button>
        </Details>
      </form>
    </>
  )
}

/** How the parts stand that others were asked for; what they confirmed stands in the summary, read only. */
function OthersParts({ draft, lang }: { draft: Draft; lang: Lang }) {
  return (
    <>
      {standingParts(draft).map((part) => (
        <InsetText>
          {stateText(part, lang)}{' '}
          <a class="govuk-link" href={inviteUrl(lang, draft.id, part.party)}>
            {invitationWords(lang).see}
          </a>
        </InsetText>
      ))}
    </>
  )
}
