import { field, type FormFields, type WebRequest } from '../../../platform/http/index.ts'
import { Button, Checkboxes, Details, ErrorSummary, FormKeys, InsetText, LegalText, Radios, SummaryList, Textarea } from '../../../ui/index.ts'
import type { DossierRow } from '../../dossiers/index.ts'
import type { RatingTyped } from '../rate.ts'
import { OVERALL, REASON_MAX, type RatingFault } from '../rules/rating.ts'
import type { Criterion, RatingRow } from '../store.ts'
import { feedbackWords } from '../words.ts'

export interface RatingView {
  r: WebRequest
  row: DossierRow
  criteria: readonly Criterion[]
  rating: RatingRow | null
  reason: string | null
  answer: string | null
  /** Whether it can be given or changed now. */
  open: boolean
  changeDays: number
  action: string
  faults?: readonly RatingFault[]
}

const nameOf = (one: Criterion, lang: 'vi' | 'en') => (lang === 'en' ? one.nameEn : one.nameVi)
const levelsOf = (one: Criterion, lang: 'vi' | 'en') => (lang === 'en' ? one.levelsEn : one.levelsVi)
const fieldOf = (key: string) => `muc-${key}`

export function readTyped(form: FormFields, criteria: readonly Criterion[]): RatingTyped {
  return { levels: Object.fromEntries(criteria.map((one) => [one.key, field(form, fieldOf(one.key))])), reason: field(form, 'ly-do'), showsName: field(form, 'cho-biet') === '1' }
}

/** One dossier's rating: to be given, to be changed, or as it stands with the office's answer. */
export function RatingForm(view: RatingView) {
  const { r, row, rating, open, faults = [], criteria } = view
  const words = feedbackWords(r.lang)
  const typed = r.raw.method === 'POST' ? readTyped(r.form, criteria) : null
  const value = (key: string) => typed?.levels[key] ?? (rating?.levels[key] === undefined ? '' : String(rating.levels[key]))
  const errors = [
    ...(faults.includes('overall') ? [{ href: `#${fieldOf(OVERALL)}`, text: words.needOverall }] : []),
    ...(faults.includes('reason') ? [{ href: '#ly-do', text: words.needReason }] : []),
    ...(faults.includes('reason-text') ? [{ href: '#ly-do', text: words.badReason }] : []),
  ]
  const errorAt = (id: string) => errors.find((one) => one.href === `#${id}`)?.text
  const question = (one: Criterion, optional: boolean) => (
    <Radios
      name={fieldOf(one.key)}
      legend={nameOf(one, r.lang)}
      value={value(one.key)}
      error={errorAt(fieldOf(one.key))}
      items={[...[2, 1, 0].map((level) => ({ value: String(level), text: levelsOf(one, r.lang)[level] ?? '' })), ...(optional ? [{ value: '', text: words.skip }] : [])]}
    />
  )
  const overall = criteria.find((one) => one.key === OVERALL)
  const parts = criteria.filter((one) => one.key !== OVERALL)
  return (
    <>
      <ErrorSummary errors={errors} />
      <h1 class="govuk-heading-l">{words.title}</h1>
      <SummaryList
        rows={[
          { key: words.dossier, value: <span class="mc-code">{row.code}</span> },
          { key: words.procedure, value: <LegalText>{row.procedure_name}</LegalText> },
        ]}
      />
      {rating && !typed ? (
        <InsetText>
          <p class="govuk-body">
            {words.thanks} {open ? words.changeable(view.changeDays) : words.settled}
          </p>
        </InsetText>
      ) : null}
      {view.answer ? (
        <section>
          <h2 class="govuk-heading-m">{words.answer}</h2>
          <p class="govuk-body">{view.answer}</p>
        </section>
      ) : null}
      {open ? (
        <form method="post" action={view.action} novalidate>
          <p class="govuk-body">{words.lead}</p>
          <FormKeys csrf={r.csrf} />
          {overall ? question(overall, false) : null}
          <Textarea name="ly-do" label={words.reason} hint={words.reasonHint} rows={4} value={typed?.reason ?? view.reason ?? ''} error={errorAt('ly-do')} maxLength={REASON_MAX} />
          <Details summary={words.more} open={parts.some((one) => value(one.key) !== '')}>
            {parts.map((one) => question(one, true))}
          </Details>
          <Checkboxes name="cho-biet" values={(typed?.showsName ?? rating?.shows_name) ? ['1'] : []} items={[{ value: '1', text: words.showName, hint: words.showNameHint }]} legend={words.yours} />
          <Button>{rating ? words.change : words.send}</Button>
        </form>
      ) : null}
    </>
  )
}
