import type { VNode } from 'preact'
import { type KeptItems, keptMarkup, placeOfOptions, type TrustedHtml, writtenOptions } from '../../../ui/index.ts'
import { langWritten } from '../../../platform/text.ts'
import type { RawAnswers, SimpleField } from '../definition/model.ts'
import { ABROAD } from '../kinds/address.ts'
import { kindOf } from '../kinds/kinds.ts'
import { controlName } from '../kinds/reading.ts'
import { communeItems, provinceItems } from './address-control.tsx'
import { chosenNationality, type ControlContext, controlOf, isShortList, listItems, nationalityItems } from './control.tsx'

/** What a control says of the answers: texts that stand in it as they were typed, or the one of few choices that is marked. */
type Said = { names: readonly string[] } | { choice: string }

/** null for what has lists of hundreds, which are written for themselves, and for an agency, which offers what is like its name. */
function saidIn(field: SimpleField, raw: RawAnswers): Said | null {
  const among = (values: readonly string[]): Said => ({ choice: values.find((value) => value === raw[field.id]) ?? '' })
  switch (field.type) {
    case 'address':
    case 'agency':
    case 'nationality':
    case 'ethnic-group':
    case 'religion':
    case 'computed':
      return null
    case 'sex':
    case 'choice':
    case 'relationship':
      return field.as === 'select' ? null : among(field.options.map(({ value }) => value))
    case 'yes-no':
      return among(['yes', 'no'])
    case 'declaration':
      return among(['yes'])
    default: {
      const { parts } = kindOf(field)
      return { names: parts.length > 0 ? parts.map((part) => controlName(field, part)) : [field.id] }
    }
  }
}

/** What of a control with long lists is the same for all who typed alike, the lists' options, and what else is typed into it. */
interface Lists {
  variant: string
  options: readonly TrustedHtml[]
  names: readonly string[]
}

function listsIn(field: SimpleField, context: ControlContext): Lists | null {
  const { raw, asking: { places } } = context
  const typed = raw[field.id]
  switch (field.type) {
    case 'ethnic-group':
    case 'religion':
      return { variant: 'list', options: [writtenOptions(listItems(field, context), typed)], names: [] }
    case 'nationality':
      return { variant: isShortList(typed) ? 'short' : 'list', options: [writtenOptions(nationalityItems(field, context), chosenNationality(typed))], names: [] }
    case 'address': {
      const [province, commune] = [raw[controlName(field, 'province')] ?? '', raw[controlName(field, 'commune')] ?? '']
      const variant = province === ABROAD ? 'abroad' : places.communesOf(province).length === 0 ? 'no communes' : 'communes'
      return { variant, options: [writtenOptions(provinceItems(field, context), province), writtenOptions(communeItems(field, context), commune)], names: [controlName(field, 'detail')] }
    }
    default:
      return null
  }
}

/** A control without errors or anything else of its moment: drawn once in the life of its form, then only filled in. */
export function keptControl(field: SimpleField, context: ControlContext): VNode | null {
  const { raw, asking: { lang } } = context
  const draw = (typed: RawAnswers, lists?: readonly KeptItems[]) => controlOf(field, { ...context, raw: typed, ...(lists ? { lists } : {}) })
  const lists = context.typedOld ? null : listsIn(field, context)
  if (lists) {
    const { variant, options, names } = lists
    return keptMarkup({
      of: field,
      variant,
      lang,
      texts: [...options, ...names.map((name) => raw[name] ?? '')],
      draw: (texts) => draw({ ...raw, ...Object.fromEntries(names.map((name, index) => [name, texts[options.length + index] ?? ''])) }, texts.slice(0, options.length).map(placeOfOptions)),
    })
  }
  const said = saidIn(field, raw)
  // A text area says in which language its text is.
  if (!said || (field.type === 'multiline' && langWritten(raw[field.id] ?? '', lang))) return draw(raw)
  const [variant, names] = 'choice' in said ? [said.choice, []] : ['', said.names]
  return keptMarkup({
    of: field,
    variant,
    lang,
    texts: names.map((name) => raw[name] ?? ''),
    draw: (texts) => draw(variant ? { [field.id]: variant } : Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']))),
  })
}
