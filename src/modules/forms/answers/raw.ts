import {
  type Answers,
  type Field,
  fieldsOf,
  findField,
  type FormDefinition,
  type RawAnswers,
  type Section,
} from '../definition/model.ts'
import { kindOf } from '../kinds/kinds.ts'
import { controlName } from '../kinds/reading.ts'

/** What one control may send; the longest text field is shorter. */
const LONGEST = 20_000

/** Names of a field's controls in a posted form. */
export const controlsOf = (field: Field): string[] => {
  const { parts } = kindOf(field)
  if (field.type === 'computed') return []
  return parts.length > 0 ? parts.map((part) => controlName(field, part)) : [field.id]
}

/**
 * Picks the form's own controls out of a posted body, everything as typed. A section's page replaces what was
 * typed in that section and keeps `previous` for the rest; names that the form doesn't know are left out of the body
 * but kept from `previous`, so that a draft of another version of the form loses nothing.
 */
export function readAnswers(
  form: FormDefinition,
  body: Readonly<Record<string, unknown>>,
  from: { section?: Section; previous?: RawAnswers } = {},
): RawAnswers {
  const fields = from.section ? from.section.fields : fieldsOf(form)
  const raw: Record<string, string> = { ...from.previous }
  for (const name of fields.flatMap(controlsOf)) {
    const typed = Object.hasOwn(body, name) ? firstText(body[name]) : ''
    if (typed === '') delete raw[name]
    else raw[name] = typed
  }
  return raw
}

function firstText(value: unknown): string {
  const one = Array.isArray(value) ? value.find((item) => typeof item === 'string' && item !== '') : value
  return typeof one === 'string' ? one.normalize('NFC').slice(0, LONGEST) : ''
}

/** What one would have typed to give these answers: to open stored answers for correction. */
export function rawFromAnswers(form: FormDefinition, answers: Answers): RawAnswers {
  const raw: Record<string, string> = {}
  for (const [id, answer] of Object.entries(answers)) {
    const field = findField(form, id)
    const typed = field && kindOf(field).typed(field, answer)
    for (const [name, text] of Object.entries(typed ?? {})) if (text !== '') raw[name] = text
  }
  return raw
}
