import type { ComponentChildren } from 'preact'

export interface PanelProps {
  title: ComponentChildren
  children?: ComponentChildren
  headingLevel?: 1 | 2
}

/** It is done: the heading of a confirmation page. */
export function Panel({ title, children, headingLevel = 1 }: PanelProps) {
  const Heading = `h${headingLevel}` as const
  return (
    <div class="govuk-panel govuk-panel--confirmation">
      <Heading class="govuk-panel__title">{title}</Heading>
      {children ? <div class="govuk-panel__body">{children}</div> : null}
    </div>
  )
}
