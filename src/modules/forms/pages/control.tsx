import type { ComponentChildren, VNode } from 'preact'
import {
  Button,
  Checkboxes,
  DateInput,
  Details,
  type KeptItems,
  keptItems,
  Radios,
  Select,
  type SelectItem,
  type SelectProps,
  Textarea,
  TextInput,
  type TextInputProps,
} from '../../../ui/index.ts'
import { langWritten } from '../../../platform/text.ts'
import type { Lang } from '../../../platform/words.ts'
import type { AnswerError } from '../answers/validate.ts'
import type { ChoiceField, DateField, Field, ListField, RawAnswers, SimpleField } from '../definition/model.ts'
import { type Asking, controlId, type Inquiry } from '../kinds/reading.ts'
import { ALL_NATIONALITIES, COMMON_NATIONALITIES, findInList, LISTS, type ListItem } from '../lists/lists.ts'
import { AddressControl, PICK } from './address-control.tsx'
import { AgencyControl } from './agency-control.tsx'

export interface ControlContext {
  raw: RawAnswers
  asking: Asking
  words: Inquiry['words']
  error?: AnswerError
  /** Hint, sample and source of a value filled in beforehand, as one. */
  hint?: ComponentChildren
  label: ComponentChildren
  /** Stands for the options of its lists, in their order, where they are put in afterwards. */
  lists?: readonly KeptItems[]
  /** What was typed as an address in the old units and not found, and the sentence on it. */
  typedOld?: string
  oldError?: string
}

/** The control of one field, with what was typed in it. */
export function controlOf(field: SimpleField, context: ControlContext): VNode | null {
  const { raw, words, hint, error, label } = context
  const wiring = { id: controlId(field), name: field.id, hint, error: error?.text }
  const typed = raw[field.id]
  switch (field.type) {
    case 'date':
      return <DateControl field={field} context={context} />
    case 'address':
      return <AddressControl field={field} context={context} />
    case 'agency':
      return <AgencyControl field={field} context={context} />
    case 'nationality':
      return <NationalityControl field={field} context={context} />
    case 'ethnic-group':
    case 'religion':
      return <Select {...wiring} label={label} items={context.lists?.slice(0, 1) ?? listItems(field, context)} value={typed ?? ''} />
    case 'sex':
    case 'choice':
    case 'relationship':
      return <ChoiceControl field={field} context={context} />
    case 'yes-no':
      return (
        <Radios
          {...wiring}
          legend={label}
          inline
          value={typed}
          items={[
            { value: 'yes', text: words.yes },
            { value: 'no', text: words.no },
          ]}
        />
      )
    case 'declaration':
      return (
        <Checkboxes
          {...wiring}
          legend={label}
          values={typed}
          items={[{ value: 'yes', text: field.text[context.asking.lang] }]}
        />
      )
    case 'multiline':
      return <Textarea {...wiring} label={label} value={typed} />
    case 'computed':
      return null
    default:
      return <TextInput {...wiring} {...look(field, context.asking.lang)} label={label} value={typed} autocomplete={field.autocomplete} />
  }
}

/** How a line of text of this type is typed: keyboard, width, capitals. */
function look(field: Field, lang: Lang): Partial<TextInputProps> {
  switch (field.type) {
    case 'person-name':
      return { autocapitalize: 'words', spellcheck: false }
    case 'identity-number':
    case 'cmnd':
      return { inputMode: 'numeric', width: 20, spellcheck: false, code: true }
    case 'passport':
      return { width: 20, spellcheck: false, autocapitalize: 'characters', code: true }
    case 'tax-code':
      return { inputMode: 'numeric', width: 20, spellcheck: false, code: true }
    case 'phone':
      return { type: 'tel', inputMode: 'tel', width: 20 }
    case 'email':
      return { type: 'email', inputMode: 'email', spellcheck: false, autocapitalize: 'none' }
    case 'number':
    case 'money':
      return { inputMode: 'numeric', width: field.type === 'money' ? 10 : 5, suffix: field.unit?.[lang] }
    default:
      return {}
  }
}

function DateControl({ field, context }: { field: DateField; context: ControlContext }) {
  const { raw, error, hint, label } = context
  const typed = (part: string) => raw[`${field.id}-${part}`]
  const part = error?.part
  return (
    <DateInput
      id={controlId(field)}
      name={field.id}
      legend={label}
      hint={hint}
      error={error?.text}
      errorParts={part === 'day' || part === 'month' || part === 'year' ? [part] : undefined}
      value={{ day: typed('day'), month: typed('month'), year: typed('year') }}
      autocomplete={field.autocomplete === 'bday' ? 'bday' : undefined}
    />
  )
}

/** A value of another version of the form, or one that was sent by hand: kept until another is chosen, and then judged. */
export const unlisted = (value: string | undefined, isListed: boolean, words: ControlContext['words']): SelectItem[] => (value && !isListed ? [{ value, text: words.unlisted(value) }] : [])

/** The few that most choose from; the others come by the button, or stand there because one of them was chosen. */
function NationalityControl({ field, context }: { field: ListField; context: ControlContext }) {
  const { raw, words, hint, error, label, asking } = context
  const id = controlId(field)
  const isShort = isShortList(raw[field.id])
  return (
    <>
      <Select id={id} name={field.id} hint={hint} error={error?.text} label={label} items={context.lists?.slice(0, 1) ?? nationalityItems(field, context)} value={chosenNationality(raw[field.id])} />
      {isShort ? (
        <Details summary={words.otherCountry}>
          <Button variant="secondary" name={PICK} value={field.id} formNoValidate formAction={`#${id}`}>
            {words.allCountries(field.label[asking.lang])}
          </Button>
        </Details>
      ) : null}
    </>
  )
}

export const isShortList = (typed: string | undefined): boolean => !typed || COMMON_NATIONALITIES.some(({ value }) => value === typed)

export const chosenNationality = (typed: string | undefined): string => (typed === ALL_NATIONALITIES ? '' : (typed ?? ''))

export const nationalityItems = (field: ListField, context: ControlContext): SelectProps['items'] =>
  isShortList(context.raw[field.id]) ? itemsOf(COMMON_NATIONALITIES, context) : listItems(field, context)

const itemsOf = (items: readonly ListItem[], { words, asking: { lang } }: ControlContext): SelectProps['items'] => [
  { value: '', text: words.pick },
  keptItems(items, lang, ({ value, text }) => ({ value, text: text[lang], lang: langWritten(text[lang], lang) })),
]

export const listItems = (field: ListField, { raw, asking: { lang }, words }: ControlContext): SelectProps['items'] => [
  { value: '', text: words.pick },
  ...unlisted(raw[field.id] === ALL_NATIONALITIES ? undefined : raw[field.id], findInList(field.type, raw[field.id] ?? '') !== null, words),
  keptItems(LISTS[field.type], lang, ({ value, text }) => ({ value, text: text[lang], lang: langWritten(text[lang], lang) })),
]

function ChoiceControl({ field, context }: { field: ChoiceField; context: ControlContext }) {
  const { raw, asking, words, error, hint, label } = context
  const wiring = { id: controlId(field), name: field.id, hint, error: error?.text, value: raw[field.id] }
  const items = field.options.map((option) => ({
    value: option.value,
    text: option.label[asking.lang],
    hint: option.hint?.[asking.lang],
  }))
  if (field.as === 'select')
    return <Select {...wiring} label={label} items={[{ value: '', text: words.pick }, ...unlisted(raw[field.id], items.some((item) => item.value === raw[field.id]), words), ...items]} />
  return <Radios {...wiring} legend={label} inline={field.type === 'sex'} items={items} />
}
