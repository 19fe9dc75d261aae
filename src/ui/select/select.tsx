import { type ControlProps, classes, Field } from '../field/field.tsx'
import { escaped, RawSelect, trustedHtml } from '../raw.tsx'

export interface SelectItem {
  value: string
  text: string
  disabled?: boolean
  /** Where the text isn't in the language of the page. */
  lang?: 'vi' | undefined
}

export interface SelectProps extends ControlProps {
  items: (SelectItem | { label: string; items: SelectItem[] })[]
  value?: string | null
  autocomplete?: string
}

const attribute = (name: string, value: string | undefined) => (value === undefined ? '' : ` ${name}="${escaped(value)}"`)

/** As text, not as elements: an option has nothing inside, and a form with places and nationalities has a thousand. */
function optionsOf(items: SelectProps['items'], chosen: string | null | undefined): string {
  let html = ''
  for (const item of items) {
    if ('items' in item) html += `<optgroup${attribute('label', item.label)}>${optionsOf(item.items, chosen)}</optgroup>`
    else html += `<option${attribute('value', item.value)}${chosen === item.value ? ' selected' : ''}${item.disabled ? ' disabled' : ''}${attribute('lang', item.lang)}>${escaped(item.text)}</option>`
  }
  return html
}

/** One choice from a list too long for radios. */
export function Select(props: SelectProps) {
  const { name, id = name, items, value } = props
  return (
    <Field {...props} id={id}>
      {(wiring) => (
        <RawSelect
          {...wiring}
          class={classes('govuk-select', props.error && 'govuk-select--error')}
          name={name}
          autocomplete={props.autocomplete}
          disabled={props.disabled}
          options={trustedHtml(optionsOf(items, value))}
        />
      )}
    </Field>
  )
}
