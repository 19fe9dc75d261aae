import { safeHref } from '../safe-href.ts'
import { useWords } from '../words.ts'

export interface BreadcrumbsProps {
  /** The last one, where the reader is, has no address. */
  items: readonly { text: string; href?: string }[]
}

/** Where this page stands. */
export const Breadcrumbs = ({ items }: BreadcrumbsProps) => (
  <nav class="govuk-breadcrumbs govuk-breadcrumbs--collapse-on-mobile" aria-label={useWords().breadcrumb}>
    <ol class="govuk-breadcrumbs__list">
      {items.map(({ text, href }) =>
        href ? (
          <li class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" href={safeHref(href)}>
              {text}
            </a>
          </li>
        ) : (
          <li class="govuk-breadcrumbs__list-item" aria-current="page">
            {text}
          </li>
        ),
      )}
    </ol>
  </nav>
)
