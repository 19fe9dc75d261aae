import type { ComponentChildren } from 'preact'
import { classes } from '../field/field.tsx'
import { safeHref } from '../safe-href.ts'
import type { Lang } from '../../platform/words.ts'
import { useLang } from '../lang.ts'
import { spoken } from '../spoken.tsx'

export interface SummaryAction {
  href: string
  text: string
  /** Completes the link for screen readers: "Sửa" + "họ và tên". */
  of?: string
}

export interface SummaryRow {
  key: ComponentChildren
  value: ComponentChildren
  action?: SummaryAction | readonly SummaryAction[]
}

export interface SummaryListProps {
  rows: readonly SummaryRow[]
  /** Makes a card with this title. */
  title?: ComponentChildren
  headingLevel?: 2 | 3 | 4
  noBorder?: boolean
}

// A page to read over has a hundred rows: what they are made of is called, not mounted as components of their own.
const actionLink = (action: SummaryAction, lang: Lang) => (
  <a class="govuk-link" href={safeHref(action.href)}>
    {action.text}
    {action.of ? <span class="govuk-visually-hidden"> {spoken(action.of, lang)}</span> : null}
  </a>
)

function rowOf(row: SummaryRow, anyActions: boolean, lang: Lang) {
  const actions = row.action ? [row.action].flat() : []
  return (
    <div
      class={classes(
        'govuk-summary-list__row',
        anyActions && actions.length === 0 && 'govuk-summary-list__row--no-actions',
      )}
    >
      <dt class="govuk-summary-list__key">{spoken(row.key, lang)}</dt>
      <dd class="govuk-summary-list__value">{spoken(row.value, lang)}</dd>
      {actions.length > 0 ? (
        <dd class="govuk-summary-list__actions">
          {actions.flatMap((action, index) => [index > 0 ? ' ' : null, actionLink(action, lang)])}
        </dd>
      ) : null}
    </div>
  )
}

/** Names and their values. */
export function SummaryList({ rows, title, headingLevel = 2, noBorder }: SummaryListProps) {
  const lang = useLang()
  const anyActions = rows.some((row) => row.action)
  const Heading = `h${headingLevel}` as const
  const list = (
    <dl class={classes('govuk-summary-list', noBorder && 'govuk-summary-list--no-border')}>
      {rows.map((row) => rowOf(row, anyActions, lang))}
    </dl>
  )
  if (!title) return list
  return (
    <div class="govuk-summary-card">
      <div class="govuk-summary-card__title-wrapper">
        <Heading class="govuk-summary-card__title">{title}</Heading>
      </div>
      <div class="govuk-summary-card__content">{list}</div>
    </div>
  )
}
