import { safeHref } from '../safe-href.ts'
import { spoken } from '../spoken.tsx'
import { useWords } from '../words.ts'

export interface SummaryError {
  /** `#id` of the field; without it the sentence stands alone. */
  href?: string
  text: string
}

export interface ErrorSummaryProps {
  /** "Có 3 chỗ cần sửa" when absent. */
  title?: string
  errors: readonly SummaryError[]
}

/** All that must be corrected, first on the page, each linked to its field. Renders nothing when all is well. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  const words = useWords()
  if (errors.length === 0) return null
  return (
    <div class="govuk-error-summary" tabIndex={-1} data-behaviour="error-summary">
      <div role="alert">
        <h2 class="govuk-error-summary__title">{title ?? words.mistakes(errors.length)}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {errors.map(({ href, text }) => (
              <li>{href ? <a href={safeHref(href)}>{spoken(text)}</a> : spoken(text)}</li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}
