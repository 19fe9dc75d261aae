import { type ControlProps, classes, Field } from '../field/field.tsx'
import { escaped, RawSelect, type TrustedHtml, trustedHtml } from '../raw.tsx'

export interface SelectItem {
  value: string
  text: string
  disabled?: boolean
  /** Where the text isn't in the language of the page. */
  lang?: 'vi' | undefined
}

/** Items of a list that stays, written once: where in `html` the mark of the chosen one goes. */
export interface KeptItems {
  readonly html: string
  readonly markAt: ReadonlyMap<string, number>
}

export interface SelectProps extends ControlProps {
  items: (SelectItem | { label: string; items: SelectItem[] } | KeptItems)[]
  value?: string | null
  autocomplete?: string
}

const attribute = (name: string, value: string | undefined) => (value === undefined ? '' : ` ${name}="${escaped(value)}"`)

const MARK = ' selected'

/** As text, not as elements: an option has nothing inside, and a form with places and nationalities has a thousand. */
const optionOf = (item: SelectItem, mark: string) =>
  `<option${attribute('value', item.value)}${mark}${item.disabled ? ' disabled' : ''}${attribute('lang', item.lang)}>${escaped(item.text)}</option>`

function optionsOf(items: SelectProps['items'], chosen: string | null | undefined): string {
  let html = ''
  for (const item of items) {
    if ('markAt' in item) html += markedIn(item, chosen)
    else if ('items' in item) html += `<optgroup${attribute('label', item.label)}>${optionsOf(item.items, chosen)}</optgroup>`
    else html += optionOf(item, chosen === item.value ? MARK : '')
  }
  return html
}

function markedIn({ html, markAt }: KeptItems, chosen: string | null | undefined): string {
  const at = chosen ? markAt.get(chosen) : undefined
  return at === undefined ? html : html.slice(0, at) + MARK + html.slice(at)
}

/** Options written down, for a list whose markup round them is kept. */
export const writtenOptions = (items: SelectProps['items'], chosen: string | null | undefined): TrustedHtml => trustedHtml(optionsOf(items, chosen))

/** What stands for a list's options until they are put in: nothing of it is chosen. */
export const placeOfOptions = (mark: string): KeptItems => ({ html: mark, markAt: new Map() })

const kept = new WeakMap<object, Map<string, KeptItems>>()

/** Items made of a list that never changes, written once for each `variant` (a language, say) for as long as the list lives. */
export function keptItems<T>(list: readonly T[], variant: string, itemOf: (one: T) => SelectItem): KeptItems {
  const ofList = kept.get(list) ?? new Map<string, KeptItems>()
  kept.set(list, ofList)
  const known = ofList.get(variant)
  if (known) return known
  const parts: string[] = []
  const markAt = new Map<string, number>()
  let length = 0
  for (const item of list.map(itemOf)) {
    const option = optionOf(item, '')
    markAt.set(item.value, length + `<option${attribute('value', item.value)}`.length)
    parts.push(option)
    length += option.length
  }
  const made = { html: parts.join(''), markAt }
  ofList.set(variant, made)
  return made
}

/** One choice from a list too long for radios. */
export function Select(props: SelectProps) {
  const { name, id = name, items, value } = props
  return Field({
    ...props,
    id,
    children: (wiring) =>
      RawSelect({
        ...wiring,
        class: classes('govuk-select', props.error && 'govuk-select--error'),
        name,
        autocomplete: props.autocomplete,
        disabled: props.disabled,
        options: trustedHtml(optionsOf(items, value)),
      }),
  })
}
