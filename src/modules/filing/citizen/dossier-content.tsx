import { civilDateOf, formatDateTime } from '../../../platform/clock.ts'
import { langWritten } from '../../../platform/text.ts'
import type { Lang } from '../../../platform/words.ts'
import { formatMoney, InsetText, spoken } from '../../../ui/index.ts'
import type { DocumentView } from '../../documents/index.ts'
import { documentTitle, isClosed, isForm, replacementOf } from '../../dossiers/index.ts'
import { MessageForm } from './dossier-forms.tsx'
import { type DossierProps, dossierUrl } from './dossier-props.ts'
import { dossierWords } from './dossier-words.ts'
import { PaperLink } from './paper-link.tsx'

/** What was printed for the dossier, results among it. */
export function Documents({ r, row, documents }: DossierProps) {
  const { lang } = r
  const words = dossierWords(lang)
  if (documents.length === 0) return null
  return (
    <section>
      <h2 class="govuk-heading-m">{words.documents}</h2>
      <ul class="govuk-list">
        {documents.filter((document) => document.template !== 'slips/mau-06').map((document) => (
          <li>
            <a class="govuk-link" href={dossierUrl(lang, row, `/van-ban/${document.documentId}`)}>
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
  )
}

export function Messages({ r, row, messages, isSubmitter }: DossierProps) {
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
      {isClosed(row.status) || !isSubmitter ? null : <MessageForm r={r} action={dossierUrl(lang, row, '/tin-nhan')} />}
    </section>
  )
}

export function Fees({ r: { lang }, row, version, answers }: DossierProps) {
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

export function Papers({ r, row, papers, files, version, answers }: DossierProps) {
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
              address={dossierUrl(r.lang, row, `/giay-to/${paper.id}`)}
              otherwise={paper.component}
              lang={r.lang}
            />{' '}
            <span class="govuk-hint govuk-!-display-inline">
              {spoken(names.get(paper.component) ?? '')}
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
