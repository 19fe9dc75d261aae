import type { VNode } from 'preact'
import { keptMarkup } from '../../../ui/index.ts'
import { langWritten } from '../../../platform/text.ts'
import type { Lang } from '../../../platform/words.ts'
import type { RawAnswers, SimpleField } from '../definition/model.ts'
import { kindOf } from '../kinds/kinds.ts'
import { controlName } from '../kinds/reading.ts'

/** What a control says of the answers: texts that stand in it as they were typed, or the one of few choices that is marked. */
type Said = { names: readonly string[] } | { choice: string }

/** null for a list of hundreds, whose markup is kept by itself, for an address, which has such lists, and for an agency, which offers what is like its name. */
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

/** A control without errors or anything else of its moment: drawn once in the life of its form, then only filled in. */
export function keptControl(field: SimpleField, lang: Lang, raw: RawAnswers, draw: (raw: RawAnswers) => VNode | null): VNode | null {
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
