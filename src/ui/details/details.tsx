import type { ComponentChildren } from 'preact'

export interface DetailsProps {
  summary: ComponentChildren
  children: ComponentChildren
  open?: boolean
  id?: string
  /** Long legal text stays Vietnamese on English pages. */
  lang?: 'vi'
}

/** Folded, never cut: printed open. */
export const Details = ({ summary, children, open, id, lang }: DetailsProps) => (
  <details class="govuk-details" id={id} open={open ? true : undefined}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">{summary}</span>
    </summary>
    <div class="govuk-details__text" lang={lang}>
      {children}
    </div>
  </details>
)
