import { classes } from '../field/field.tsx'
import { Icon } from '../icon/icon.tsx'
import { safeHref } from '../safe-href.ts'
import { useWords } from '../words.ts'

export interface PaginationProps {
  /** Counts from 1. */
  current: number
  total: number
  href: (page: number) => string
  label?: string
}

/** First, last, and the neighbours of where one is; 0 stands for a gap. */
export function pagesToShow(current: number, total: number): number[] {
  const wanted = [1, current - 1, current, current + 1, total].filter((page) => page >= 1 && page <= total)
  const pages = [...new Set(wanted)].sort((a, b) => a - b)
  return pages.flatMap((page, index) => {
    const before = pages[index - 1] ?? 0
    if (page - before === 2) return [page - 1, page]
    return page - before > 2 ? [0, page] : [page]
  })
}

/** Pages of a long list; nothing when one page holds it all. */
export function Pagination({ current, total, href, label }: PaginationProps) {
  const words = useWords()
  if (total <= 1) return null
  return (
    <nav class="govuk-pagination" aria-label={label ?? words.pages}>
      {current > 1 ? (
        <div class="govuk-pagination__prev">
          <a class="govuk-link govuk-pagination__link" href={safeHref(href(current - 1))} rel="prev">
            <Icon name="arrow-left" />
            <span class="govuk-pagination__link-title">{words.previousPage}</span>
          </a>
        </div>
      ) : null}
      <ul class="govuk-pagination__list">
        {pagesToShow(current, total).map((page) =>
          page === 0 ? (
            <li class="govuk-pagination__item govuk-pagination__item--ellipsis">…</li>
          ) : (
            <li class={classes('govuk-pagination__item', page === current && 'govuk-pagination__item--current')}>
              <a
                class="govuk-link govuk-pagination__link"
                href={safeHref(href(page))}
                aria-label={words.page(page)}
                aria-current={page === current ? 'page' : undefined}
              >
                {page}
              </a>
            </li>
          ),
        )}
      </ul>
      {current < total ? (
        <div class="govuk-pagination__next">
          <a class="govuk-link govuk-pagination__link" href={safeHref(href(current + 1))} rel="next">
            <span class="govuk-pagination__link-title">{words.nextPage}</span>
            <Icon name="arrow-right" />
          </a>
        </div>
      ) : null}
    </nav>
  )
}
