import type { ComponentChildren } from 'preact'
import { useWords } from '../words.ts'

/** What follows if one does not heed it. */
export const WarningText = ({ children }: { children: ComponentChildren }) => (
  <div class="govuk-warning-text">
    <span class="govuk-warning-text__icon" aria-hidden="true">
      !
    </span>
    <strong class="govuk-warning-text__text">
      <span class="govuk-visually-hidden">{useWords().warning}: </span>
      {children}
    </strong>
  </div>
)
