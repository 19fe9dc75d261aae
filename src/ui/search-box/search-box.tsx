import { safeHref } from '../safe-href.ts'
import { Icon } from '../icon/icon.tsx'

export interface SearchBoxProps {
  action: string
  label: string
  button: string
  name?: string
  id?: string
  value?: string
  hint?: string
  /** Filters kept while searching again. */
  hidden?: Readonly<Record<string, string>>
  large?: boolean
  /** The label is the page's h1. */
  labelIsHeading?: boolean
}

/** Search by words: a plain GET form. */
export const SearchBox = ({
  action,
  label,
  button,
  name = 'q',
  id = name,
  value,
  hint,
  hidden = {},
  large,
  labelIsHeading,
}: SearchBoxProps) => (
  <search>
    <form class={large ? 'mc-search mc-search--large' : 'mc-search'} action={safeHref(action)} method="get">
      {labelIsHeading ? (
        <h1 class="govuk-label-wrapper">
          <label class="govuk-label govuk-label--l" for={id}>
            {label}
          </label>
        </h1>
      ) : (
        <label class={large ? 'govuk-label govuk-label--m' : 'govuk-label'} for={id}>
          {label}
        </label>
      )}
      {hint ? (
        <div class="govuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
      {Object.entries(hidden).map(([key, one]) => (
        <input type="hidden" name={key} value={one} />
      ))}
      <div class="mc-search__row">
        <input
          class="govuk-input"
          id={id}
          name={name}
          type="search"
          value={value || undefined}
          maxLength={200}
          autocomplete="off"
          enterkeyhint="search"
          aria-describedby={hint ? `${id}-hint` : undefined}
        />
        <button class="govuk-button" type="submit">
          <Icon name="search" />
          {button}
        </button>
      </div>
    </form>
  </search>
)
