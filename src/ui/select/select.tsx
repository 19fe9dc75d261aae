import { type ControlProps, classes, Field } from '../field/field.tsx'

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

const Option = ({ item, chosen }: { item: SelectItem; chosen: string | null | undefined }) => (
  <option value={item.value} selected={chosen === item.value ? true : undefined} disabled={item.disabled} lang={item.lang}>
    {item.text}
  </option>
)

/** One choice from a list too long for radios. */
export function Select(props: SelectProps) {
  const { name, id = name, items, value } = props
  return (
    <Field {...props} id={id}>
      {(wiring) => (
        <select
          {...wiring}
          class={classes('govuk-select', props.error && 'govuk-select--error')}
          name={name}
          autocomplete={props.autocomplete}
          disabled={props.disabled}
        >
          {items.map((item) =>
            'items' in item ? (
              <optgroup label={item.label}>
                {item.items.map((one) => (
                  <Option item={one} chosen={value} />
                ))}
              </optgroup>
            ) : (
              <Option item={item} chosen={value} />
            ),
          )}
        </select>
      )}
    </Field>
  )
}
