import { formatDateTime } from '../../../platform/clock.ts'
import { langWritten } from '../../../platform/text.ts'
import { Button, Card, Details, InsetText } from '../../../ui/index.ts'
import { explain, type Step } from '../../calendar/index.ts'
import { isResult, STATUS } from '../../dossiers/index.ts'
import { type DossierProps, dossierUrl } from './dossier-props.ts'
import { dossierWords } from './dossier-words.ts'

/** What is asked of the reader stands first, in a box that can't be missed. */
export function Asked({ r, row, supplement, draft, documents, agency, isSubmitter }: DossierProps) {
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
          {isSubmitter ? <Button href={dossierUrl(lang, row, '/bo-sung')}>{words.supplement}</Button> : null}
        </Card>
      ) : null}
      {draft ? (
        <Card tone="ask" title={words.askConfirm}>
          <p class="govuk-body">{words.confirmBy(formatDateTime(draft.answerBy), draft.silenceAgrees)}</p>
          {isSubmitter ? (
            <Button href={dossierUrl(lang, row, '/du-thao')}>{words.askConfirm}</Button>
          ) : (
            <p class="govuk-body">
              <a class="govuk-link" href={dossierUrl(lang, row, '/du-thao.pdf')}>
                {words.seeDraft}
              </a>
            </p>
          )}
        </Card>
      ) : null}
      {result && row.status >= STATUS.finished ? (
        <Card tone="ask" title={words.resultReady}>
          <Button href={dossierUrl(lang, row, `/van-ban/${result.documentId}`)}>{words.download}</Button>
          {row.result_way === 'counter' && agency ? <p class="govuk-body">{words.collectAt(lang === 'vi' ? agency.nameVi : (agency.nameEn ?? agency.nameVi))}</p> : null}
        </Card>
      ) : null}
    </>
  )
}

/** By when it is promised, and why. */
export function PromisedDate({ r, row, dueChanges }: DossierProps) {
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

