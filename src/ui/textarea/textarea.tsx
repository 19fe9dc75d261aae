import { langWritten } from '../../platform/text.ts'
import { type ControlProps, classes, Field } from '../field/field.tsx'
import { useLang } from '../lang.ts'

export interface TextareaProps extends ControlProps {
  value?: string | null
  rows?: number
  maxLength?: number
  autocomplete?: string
  spellcheck?: boolean
}

/** Several lines of text. */
export function Textarea(props: TextareaProps) {
  const { name, id = name, value, rows = 5 } = props
  return (
    <Field {...props} id={id}>
      {(wiring) => (
        <textarea
          {...wiring}
          lang={value ? langWritten(value, useLang()) : undefined}
          class={classes('govuk-textarea', props.error && 'govuk-textarea--error')}
          name={name}
          rows={rows}
          maxLength={props.maxLength}
          autocomplete={props.autocomplete}
          spellcheck={props.spellcheck}
          disabled={props.disabled}
        >
          {value ?? ''}
        </textarea>
      )}
    </Field>
  )
}
