import { civilDateOf, formatDateTime } from '../../../platform/clock.ts'
import { page, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { langWritten } from '../../../platform/text.ts'
import { readTogether } from '../../../platform/together.ts'
import { href, type Lang } from '../../../platform/words.ts'
import { Button, Card, Details, formatMoney, InsetText, NotificationBanner, SummaryList, Tag, Timeline } from '../../../ui/index.ts'
import { explain, type Step } from '../../calendar/index.ts'
import { documentsPart, type DocumentView } from '../../documents/index.ts'
import {
  createObligations,
  documentTitle,
  type DossierRow,
  type DueChangeRow,
  dueChangesPart,
  type Extension,
  extensionsPart,
  isClosed,
  isForm,
  isResult,
  replacementOf,
  mayMove,
  type Obligation,
  type PaperRow,
  papersPart,
  partiesPart,
  type PartyRow,
  type PauseRow,
  pausesPart,
  PaymentAsked,
  STATUS,
  statusLabel,
  OfficeContact,
  PartsOfWhole,
  statusMeaning,
  statusWords,
  TimeMoved,
  type TrackingStep,
  wayOfDossier,
  WholeOfPart,
} from '../../dossiers/index.ts'
import { type FileView, listFiles } from '../../files/index.ts'
import { AnswersSummary, type Answers } from '../../forms/index.ts'
import { type Linkage, linkageOf } from '../linked/shown.ts'
import type { FilingAgency, FilingPackage } from '../ports.ts'
import type { FilingPageDeps } from './deps.ts'
import { MessageForm, WithdrawForm } from './dossier-forms.tsx'
import { dossierWords } from './dossier-words.ts'
import { statusColour } from './my-dossiers.page.tsx'
import { invitationWords } from './invitation-words.ts'
import { openToRead } from './own.ts'
import { PaperLink } from './paper-link.tsx'

/** One own dossier: what is asked of me, where it stands and with whom, when it is promised and why, everything in it. */
export function mountDossierPage(web: Web, deps: FilingPageDeps): void {
  const obligations = createObligations(deps.sealer)
  web.get('/ho-so/:code', { audience: 'citizen' }, async (r) => {
    const own = await openToRead(deps, r, 'own.read')
    if (!own.ok) return own.answer
    return page({
      title: `${own.row.subject} – ${own.row.code}`,
      nav: 'dossiers',
      back: { href: href(r.lang, '/ho-so'), text: dossierWords(r.lang).mine },
      main: <Dossier {...await load(r, own.row)} isSubmitter={own.isSubmitter} />,
    })
  })

  async function load(r: WebRequest, row: DossierRow) {
    const { db } = deps
    const version = await deps.packages.version(row.package_version_id)
    const agency = await deps.agencies.find(row.agency_id)
    const helper = row.helped_at_agency_id ? await deps.agencies.find(row.helped_at_agency_id) : null
    const { supplements, drafts, withdrawals, answers, ...shown } = await readTogether(db, {
      dueChanges: dueChangesPart(db, row.id),
      supplements: deps.requests.supplementsPart(db, row.id),
      drafts: deps.requests.draftsPart(db, row.id),
      withdrawals: deps.requests.withdrawalsPart(db, row.id),
      messages: deps.record.messagesPart(db, row.id),
      papers: papersPart(db, row.id),
      documents: documentsPart(db, 'dossier', row.id),
      answers: deps.record.answersPart(db, row.id),
      parties: partiesPart(db, row.id),
      pauses: pausesPart(db, row.id),
      extensions: extensionsPart(db, deps.sealer, row.id),
      obligations: obligations.part(db, row.id),
    })
    const steps = await deps.stepsOf(row.id)
    const files = await listFiles(deps.files)(db, { fileIds: shown.papers.flatMap((paper) => paper.file_id ?? []) })
    const supplement = row.status === STATUS.supplement ? supplements.find((request) => !request.answeredAt && !request.lapsedAt) : undefined
    const draft = row.status === STATUS.processing ? drafts.find((one) => !one.answeredAt) : undefined
    return {
      r,
      row,
      version,
      agency,
      helper,
      ...shown,
      supplement: supplement ? { dueAt: supplement.dueAt, items: supplement.items.map((item) => item.what) } : null,
      draft: draft ? { answerBy: draft.answerBy } : null,
      // The office's last word on a withdrawal; an ended dossier says why it ended instead.
      keptBecause: isClosed(row.status) ? null : (withdrawals.findLast((one) => one.granted === false)?.answer ?? null),
      endedBecause: row.status === STATUS.refused || row.status === STATUS.stopped ? await whyEnded(row) : null,
      steps,
      files,
      answers: answers.answers as Answers,
      linkage: await linkageOf(deps, { row, version, answers: answers.answers as Answers, lang: r.lang }),
      pin: deps.record.pinOf(row),
    }
  }

  /** The reason as the office gave it, or the citizen for a withdrawal. */
  async function whyEnded({ id, ended_at: endedAt }: DossierRow): Promise<string | null> {
    const ends = new Set(['dossier.refused', 'dossier.stopped', 'dossier.withdrawn'])
    const end = (await deps.readStream(deps.db, { kind: 'dossier', id }, endedAt ? { from: endedAt, to: endedAt } : undefined)).findLast((event) => ends.has(event.type))
    const { reason } = (end?.payload ?? {}) as { reason?: unknown }
    return typeof reason === 'string' ? reason : null
  }
}

interface DossierProps {
  r: WebRequest
  row: DossierRow
  version: FilingPackage
  agency: FilingAgency | null
  /** Whose officer filled it in and filed it for the person. */
  helper: FilingAgency | null
  dueChanges: DueChangeRow[]
  pauses: PauseRow[]
  extensions: Extension[]
  obligations: Obligation[]
  steps: readonly TrackingStep[]
  supplement: { dueAt: Date; items: string[] } | null
  draft: { answerBy: Date } | null
  keptBecause: string | null
  endedBecause: string | null
  messages: { fromCitizen: boolean; authorName: string; body: string; at: Date }[]
  papers: PaperRow[]
  files: FileView[]
  documents: DocumentView[]
  answers: Answers
  linkage: Linkage
  pin: string
  /** Who filled in a part of it, beside the submitter. */
  parties: PartyRow[]
  /** False for one who filled in a part: reads, and doesn't act. */
  isSubmitter: boolean
}

const url = (lang: Lang, row: DossierRow, rest = '') => href(lang, `/ho-so/${row.code}${rest}`)

function Dossier(props: DossierProps) {
  const { r, row, version, agency, documents, linkage } = props
  const { lang } = r
  const words = dossierWords(lang)
  const labels = statusWords(lang)
  return (
    <>
      {r.query.xong ? <NotificationBanner type="success">{words.sent}</NotificationBanner> : null}
      <p class="govuk-caption-l">{version.name[lang]}</p>
      <h1 class="govuk-heading-l" lang={langWritten(row.subject, lang)}>
        {row.subject}
      </h1>
      {linkage.whole ? <WholeOfPart lang={lang} {...linkage.whole} /> : null}
      <p class="govuk-body">
        <Tag colour={statusColour(row.status)}>{statusLabel(labels, row.status)}</Tag> {statusMeaning(labels, row.status)}
      </p>
      {props.endedBecause ? (
        <InsetText>
          <strong>{row.status === STATUS.refused ? words.refusedBecause : words.stoppedBecause}:</strong> {props.endedBecause}
        </InsetText>
      ) : null}
      {props.keptBecause ? (
        <InsetText>
          <strong>{words.keptBecause}:</strong> {props.keptBecause}
        </InsetText>
      ) : null}
      {props.isSubmitter ? null : <InsetText>{invitationWords(lang).sharedBecause(row.submitter_name)}</InsetText>}
      <Asked {...props} />
      {row.status === STATUS.obligation ? <PaymentAsked lang={lang} obligations={props.obligations} /> : null}
      <PromisedDate {...props} />
      <TimeMoved lang={lang} pauses={props.pauses} extensions={props.extensions} withReasons />
      {linkage.parts ? <PartsOfWhole lang={lang} parts={linkage.parts} /> : null}
      <h2 class="govuk-heading-m">{words.way}</h2>
      <Timeline items={wayOfDossier(row, props.steps, lang)} />
      <SummaryList
        rows={[
          { key: words.code, value: <span class="mc-code">{row.code}</span> },
          { key: words.pin, value: <span class="mc-code">{props.pin}</span> },
          { key: words.office, value: <OfficeContact lang={lang} agency={agency} /> },
          ...(props.helper ? [{ key: words.filedFor, value: words.filedForValue(lang === 'vi' ? props.helper.nameVi : (props.helper.nameEn ?? props.helper.nameVi)) }] : []),
          ...(row.finance_status === 'none' ? [] : [{ key: words.fees, value: <Fees {...props} /> }]),
          ...props.parties.map((party) => ({ key: invitationWords(lang).filledBy, value: invitationWords(lang).filledByValue(party.name, formatDateTime(party.confirmed_at)) })),
        ]}
      />
      {documents.length > 0 ? (
        <section>
          <h2 class="govuk-heading-m">{words.documents}</h2>
          <ul class="govuk-list">
            {documents.filter((document) => document.template !== 'slips/mau-06').map((document) => (
              <li>
                <a class="govuk-link" href={url(lang, row, `/van-ban/${document.documentId}`)}>
                  {documentTitle(document.template, lang)} (PDF)
                </a>{' '}
                <span class="govuk-hint govuk-!-display-inline">
                  {formatDateTime(document.printedAt)}
                  {document.signed || isForm(document.template) ? '' : ` · ${words.unsigned}`}
                  <Withdrawn by={replacementOf(document, documents)} lang={lang} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Papers {...props} />
      <Details summary={words.formTitle}>
        <AnswersSummary form={version.form} answers={props.answers} lang={lang} headingLevel={3} />
      </Details>
      {row.is_whole ? null : <Messages {...props} />}
      <p class="govuk-body">
        <a class="govuk-link" href={url(lang, row, '/toan-bo.zip')}>
          {words.zip}
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={url(lang, row, '/ai-da-xem')}>
          {words.viewers}
        </a>
      </p>
      {row.returned_at && !row.is_whole ? (
        <p class="govuk-body">
          <a class="govuk-link" href={url(lang, row, '/danh-gia')}>
            {words.rate}
          </a>
        </p>
      ) : null}
      {row.status === STATUS.withdrawing ? <InsetText>{words.withdrawPending}</InsetText> : null}
      {props.isSubmitter && !row.is_whole && mayMove(row, 'ask-withdrawal').ok ? (
        <Details summary={words.withdraw}>
          <WithdrawForm r={r} action={url(lang, row, '/rut')} atOnce={row.accepted_at === null} />
        </Details>
      ) : null}
    </>
  )
}

function Messages({ r, row, messages, isSubmitter }: DossierProps) {
  const { lang } = r
  const words = dossierWords(lang)
  return (
    <section>
      <h2 class="govuk-heading-m" id="tin-nhan">
        {words.messages}
      </h2>
      {messages.length === 0 ? <p class="govuk-body">{words.noMessages}</p> : null}
      {messages.map((message) => (
        <InsetText>
          <strong>{message.fromCitizen && isSubmitter ? words.you : message.authorName}</strong>, {formatDateTime(message.at)}
          <p class="govuk-body mc-multiline" lang={langWritten(message.body, lang)}>
            {message.body}
          </p>
        </InsetText>
      ))}
      {isClosed(row.status) || !isSubmitter ? null : <MessageForm r={r} action={url(lang, row, '/tin-nhan')} />}
    </section>
  )
}

/** What is asked of the reader stands first, in a box that can't be missed. */
function Asked({ r, row, supplement, draft, documents, agency, isSubmitter }: DossierProps) {
  const { lang } = r
  const words = dossierWords(lang)
  const result = documents.findLast((document) => isResult(document.template))
  return (
    <>
      {supplement ? (
        <Card tone="ask" title={words.askSupplement}>
          <p class="govuk-body">{words.supplementBy(formatDateTime(supplement.dueAt))}</p>
          <ul class="govuk-list govuk-list--bullet">
            {supplement.items.map((item) => (
              <li lang={langWritten(item, lang)}>{item}</li>
            ))}
          </ul>
          {isSubmitter ? <Button href={url(lang, row, '/bo-sung')}>{words.supplement}</Button> : null}
        </Card>
      ) : null}
      {draft ? (
        <Card tone="ask" title={words.askConfirm}>
          <p class="govuk-body">{words.confirmBy(formatDateTime(draft.answerBy))}</p>
          {isSubmitter ? (
            <Button href={url(lang, row, '/du-thao')}>{words.askConfirm}</Button>
          ) : (
            <p class="govuk-body">
              <a class="govuk-link" href={url(lang, row, '/du-thao.pdf')}>
                {words.seeDraft}
              </a>
            </p>
          )}
        </Card>
      ) : null}
      {result && row.status >= STATUS.finished ? (
        <Card tone="ask" title={words.resultReady}>
          <Button href={url(lang, row, `/van-ban/${result.documentId}`)}>{words.download}</Button>
          {row.result_way === 'counter' && agency ? <p class="govuk-body">{words.collectAt(lang === 'vi' ? agency.nameVi : (agency.nameEn ?? agency.nameVi))}</p> : null}
        </Card>
      ) : null}
    </>
  )
}

function PromisedDate({ r, row, dueChanges }: DossierProps) {
  const words = dossierWords(r.lang)
  if (!row.current_due_at) {
    return row.accept_by && row.status === STATUS.registered ? <InsetText>{words.acceptBy(formatDateTime(row.accept_by))}</InsetText> : null
  }
  const moved = row.original_due_at && row.original_due_at.getTime() !== row.current_due_at.getTime()
  return (
    <InsetText>
      <strong>{words.dueAt(formatDateTime(row.current_due_at))}</strong> {moved && row.original_due_at ? words.movedFrom(formatDateTime(row.original_due_at)) : null}
      {row.status === STATUS.supplement ? <p class="govuk-body">{words.paused}</p> : null}
      <Details summary={words.why}>
        {dueChanges.map((change) => (
          <ul class="govuk-list govuk-list--bullet">
            {explain(change.explanation as Step[], r.lang).map((line) => (
              <li>{line.text}</li>
            ))}
          </ul>
        ))}
      </Details>
    </InsetText>
  )
}

function Fees({ r: { lang }, row, version, answers }: DossierProps) {
  const words = dossierWords(lang)
  return (
    <>
      {version.fees(row.case_key, answers, civilDateOf(row.submitted_at)).map(({ label, amount, exempt }) => (
        <div>
          {label[lang]}: {exempt ? words.feeExempt : amount === null ? words.feeLocal : formatMoney(amount)}
        </div>
      ))}
      {words.feeStatus[row.finance_status] ?? ''}
    </>
  )
}

function Papers({ r, row, papers, files, version, answers }: DossierProps) {
  const words = dossierWords(r.lang)
  if (papers.length === 0) return null
  const names = new Map(version.components(row.case_key, answers).map((one) => [one.id, one.name[r.lang]]))
  return (
    <section>
      <h2 class="govuk-heading-m">{words.papers}</h2>
      <ul class="govuk-list">
        {papers.map((paper) => (
          <li>
            <PaperLink
              file={files.find((file) => file.fileId === paper.file_id)}
              address={url(r.lang, row, `/giay-to/${paper.id}`)}
              otherwise={paper.component}
              lang={r.lang}
            />{' '}
            <span class="govuk-hint govuk-!-display-inline">
              {names.get(paper.component) ?? ''}
              {paper.replaced_at ? ` · ${words.replaced}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Said of a result that was withdrawn, with the day of the one that stands in its place. */
function Withdrawn({ by, lang }: { by: DocumentView | null; lang: Lang }) {
  return by ? <strong> · {dossierWords(lang).withdrawn(formatDateTime(by.printedAt))}</strong> : null
}
