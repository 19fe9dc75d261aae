import type { ComponentChildren } from 'preact'
import { classes, type LabelSize, Question } from '../field/field.tsx'
import { useWords } from '../words.ts'

export interface DateValue {
  day?: string
  month?: string
  year?: string
}

type Part = keyof DateValue

export interface DateInputProps {
  id?: string
  /** Posts `name-day`, `name-month`, `name-year`. */
  name: string
  legend: ComponentChildren
  legendSize?: LabelSize
  legendIsHeading?: boolean
  hideLegend?: boolean
  hint?: ComponentChildren
  error?: string
  /** The parts that are wrong; all when absent. */
  errorParts?: readonly Part[]
  value?: DateValue | null
  /** `bday` gives bday-day, bday-month, bday-year. */
  autocomplete?: 'bday'
  /** Civil-status papers may know only the year. */
  parts?: readonly Part[]
}

const ALL: readonly Part[] = ['day', 'month', 'year']

/** A date, typed: day, month, year. */
export function DateInput(props: DateInputProps) {
  const { name, id = name, error, value, autocomplete, parts = ALL, errorParts = parts } = props
  const words = useWords()
  return Question({
    ...props,
    id,
    children: (
      <div class="govuk-date-input" id={id}>
        {parts.map((part) => (
          <div class="govuk-date-input__item">
            <label class="govuk-label govuk-date-input__label" for={`${id}-${part}`}>
              {words[part]}
            </label>
            <input
              class={classes(
                'govuk-input govuk-date-input__input',
                part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
                error && errorParts.includes(part) && 'govuk-input--error',
              )}
              id={`${id}-${part}`}
              name={`${name}-${part}`}
              type="text"
              inputmode="numeric"
              maxLength={part === 'year' ? 4 : 2}
              value={value?.[part] || undefined}
              autocomplete={autocomplete ? `${autocomplete}-${part}` : undefined}
              aria-invalid={error && errorParts.includes(part) ? 'true' : undefined}
            />
          </div>
        ))}
      </div>
    ),
  })
}
