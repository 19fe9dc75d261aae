import { civilDateOf, formatDateTime } from '../../../platform/clock.ts'
import { page, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { langWritten } from '../../../platform/text.ts'
import { readTogether } from '../../../platform/together.ts'
import { href } from '../../../platform/words.ts'
import { Details, InsetText, NotificationBanner, SummaryList, Tag, Timeline } from '../../../ui/index.ts'
import { documentsPart } from '../../documents/index.ts'
import {
  createObligations,
  type DossierRow,
  dueChangesPart,
  extensionsPart,
  isClosed,
  mayMove,
  OfficeContact,
  papersPart,
  partiesPart,
  PartsOfWhole,
  pausesPart,
  PaymentAsked,
  STATUS,
  statusLabel,
  statusMeaning,
  statusWords,
  TimeMoved,
  wayOfDossier,
  WholeOfPart,
  DRAFT_SILENCE,
} from '../../dossiers/index.ts'
import { parametersPart } from '../../parameters/index.ts'
import { listFiles } from '../../files/index.ts'
import { AnswersSummary, type Answers } from '../../forms/index.ts'
import { linkageOf } from '../linked/shown.ts'
import type { FilingPageDeps } from './deps.ts'
import { Asked, PromisedDate } from './dossier-asked.tsx'
import { Documents, Fees, Messages, Papers } from './dossier-content.tsx'
import { WithdrawForm } from './dossier-forms.tsx'
import { type DossierProps, dossierUrl } from './dossier-props.ts'
import { dossierWords } from './dossier-words.ts'
import { invitationWords } from './invitation-words.ts'
import { statusColour } from './my-dossiers.page.tsx'
import { openToRead } from './own.ts'
import { filingWords } from './words.ts'

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
    const { supplements, drafts, withdrawals, answers, silence, ...shown } = await readTogether(db, {
      silence: parametersPart(db, [DRAFT_SILENCE]),
      dueChanges: dueChangesPart(db, row.id),
      supplements: deps.requests.supplementsPart(db, row.id),
      drafts: deps.requests.draftsPart(db, row.id),
      withdrawals: deps.requests.withdrawalsPart(db, row.id),
      messages: deps.record.messagesPart(db, row.id),
      papers: papersPart(db, row.id),
      documents: documentsPart('dossier', row.id),
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
      draft: draft ? { answerBy: draft.answerBy, silenceAgrees: silence.on(DRAFT_SILENCE, row.agency_id, civilDateOf(deps.clock.now())) === 'agree' } : null,
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

function Dossier(props: DossierProps) {
  const { r, row, version, agency, linkage } = props
  const { lang } = r
  const words = dossierWords(lang)
  const labels = statusWords(lang)
  return (
    <>
      {r.query.xong ? <NotificationBanner type="success">{words.sent}</NotificationBanner> : null}
      <p class="govuk-caption-l" lang={langWritten(version.name[lang], lang)}>
        {version.name[lang]}
      </p>
      <h1 class="govuk-heading-l" lang={langWritten(row.subject, lang)}>
        {row.subject}
      </h1>
      {linkage.whole ? <WholeOfPart lang={lang} {...linkage.whole} /> : null}
      <p class="govuk-body">
        <Tag colour={statusColour(row.status)}>{statusLabel(labels, row.status)}</Tag> {statusMeaning(labels, row.status)}
      </p>
      {props.endedBecause ? (
        <InsetText>
          <strong>{row.status === STATUS.refused ? words.refusedBecause : words.stoppedBecause}:</strong> <span lang={langWritten(props.endedBecause, lang)}>{props.endedBecause}</span>
        </InsetText>
      ) : null}
      {props.keptBecause ? (
        <InsetText>
          <strong>{words.keptBecause}:</strong> <span lang={langWritten(props.keptBecause, lang)}>{props.keptBecause}</span>
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
          ...(row.result_way === 'post' && row.returned_at === null ? [{ key: filingWords(lang).postage, value: filingWords(lang).postageValue }] : []),
          ...props.parties.map((party) => ({ key: invitationWords(lang).filledBy, value: invitationWords(lang).filledByValue(party.name, formatDateTime(party.confirmed_at)) })),
        ]}
      />
      <Documents {...props} />
      <Papers {...props} />
      <Details summary={words.formTitle}>
        <AnswersSummary form={version.form} answers={props.answers} lang={lang} headingLevel={3} />
      </Details>
      {row.is_whole ? null : <Messages {...props} />}
      <p class="govuk-body">
        <a class="govuk-link" href={dossierUrl(lang, row, '/toan-bo.zip')}>
          {words.zip}
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={dossierUrl(lang, row, '/ai-da-xem')}>
          {words.viewers}
        </a>
      </p>
      {row.returned_at && !row.is_whole ? (
        <p class="govuk-body">
          <a class="govuk-link" href={dossierUrl(lang, row, '/danh-gia')}>
            {words.rate}
          </a>
        </p>
      ) : null}
      {row.status === STATUS.withdrawing ? <InsetText>{words.withdrawPending}</InsetText> : null}
      {props.isSubmitter && !row.is_whole && mayMove(row, 'ask-withdrawal').ok ? (
        <Details summary={words.withdraw}>
          <WithdrawForm r={r} action={dossierUrl(lang, row, '/rut')} atOnce={row.accepted_at === null} />
        </Details>
      ) : null}
    </>
  )
}
