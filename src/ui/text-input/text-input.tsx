import type { ComponentChildren } from 'preact'
import { type ControlProps, classes, Field } from '../field/field.tsx'

export interface TextInputProps extends ControlProps {
  value?: string | number | null
  type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search' | 'number' | 'date' | 'time'
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search'
  /** An HTML autofill token: name, email, tel, bday-day, one-time-code, current-password … */
  autocomplete?: string
  /** Characters the field is wide for; whole line when absent. */
  width?: 2 | 3 | 4 | 5 | 10 | 20 | 30
  prefix?: ComponentChildren
  suffix?: ComponentChildren
  maxLength?: number
  spellcheck?: boolean
  readOnly?: boolean
  /** Where the keyboard goes when the page comes: one a page, on officers' pages. */
  autofocus?: boolean
  /** Id of a <datalist> on the page that suggests values. */
  list?: string
  autocapitalize?: 'none' | 'words' | 'characters' | 'sentences'
  /** Codes and numbers are spaced out so that they can be read aloud. */
  code?: boolean
}

/** One line of text. */
export function TextInput(props: TextInputProps) {
  const { name, id = name, value, type = 'text', inputMode, autocomplete, width, prefix, suffix, code } = props
  return Field({
    ...props,
    id,
    children: (wiring) => {
      const input = (
        <input
          {...wiring}
          class={classes(
            'govuk-input',
            width && `govuk-input--width-${width}`,
            code && 'govuk-input--extra-letter-spacing',
            props.error && 'govuk-input--error',
          )}
          name={name}
          // each kind of input has its own attribute type; all of them take what stands here
          type={type as 'text'}
          value={value ?? undefined}
          inputmode={inputMode}
          autocomplete={autocomplete}
          list={props.list}
          autocapitalize={props.autocapitalize}
          spellcheck={props.spellcheck}
          maxLength={props.maxLength}
          readOnly={props.readOnly}
          autofocus={props.autofocus}
          disabled={props.disabled}
        />
      )
      if (!prefix && !suffix) return input
      return (
        <div class="govuk-input__wrapper">
          {prefix ? (
            <div class="govuk-input__prefix" aria-hidden="true">
              {prefix}
            </div>
          ) : null}
          {input}
          {suffix ? (
            <div class="govuk-input__suffix" aria-hidden="true">
              {suffix}
            </div>
          ) : null}
        </div>
      )
    },
  })
}
