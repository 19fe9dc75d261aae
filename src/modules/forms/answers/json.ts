import type { Answers, FormDefinition, RawAnswers } from '../definition/model.ts'
import { fieldsOf, findField } from '../definition/model.ts'
import { kindOf } from '../kinds/kinds.ts'
import { type Asking, controlId, labelOf } from '../kinds/reading.ts'
import { formWords } from '../words.ts'
import { LONGEST } from './raw.ts'
import { type AnswerError, type Validated, validate } from './validate.ts'

/**
 * Answers sent as JSON, by field id, under the same rules as the page: each value is turned into what one would
 * have typed. Unknown fields and values of the wrong kind are errors; a field not asked in this case is a warning.
 */
export function validateJson(form: FormDefinition, json: unknown, asking: Asking): Validated & { raw: RawAnswers } {
  const { raw, errors: refused } = rawFromJson(form, json, asking)
  const judged = validate(form, raw, asking)
  const wrong = new Set(refused.map((error) => error.field))
  const given = Object.entries(isRecord(json) ? json : {}).flatMap(([id, value]) => (value === null ? [] : [id]))
  return {
    raw,
    answers: judged.answers,
    errors: [...refused, ...judged.errors.filter((error) => !wrong.has(error.field))],
    warnings: [...judged.warnings, ...notAsked(form, given, judged, wrong, asking)],
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What the page would have kept as typed, right or wrong; what is not of its field's kind at all is refused. */
export function rawFromJson(form: FormDefinition, json: unknown, asking: Asking): { raw: RawAnswers; errors: AnswerError[] } {
  const words = formWords(asking.lang)
  const raw: Record<string, string> = {}
  const errors: AnswerError[] = []
  if (!isRecord(json))
    return { raw, errors: [{ field: '', href: '#', text: words.wrongKind(form.title[asking.lang]) }] }
  const asked = new Set(fieldsOf(form).map((field) => field.id))
  for (const [id, value] of Object.entries(json)) {
    const field = asked.has(id) ? findField(form, id) : null
    if (!field) errors.push({ field: id, href: `#${id}`, text: words.unknownField })
    else if (value !== null && value !== undefined) {
      const typed = kindOf(field).typed(field, value)
      if (typed) for (const name of Object.keys(typed)) raw[name] = (typed[name] ?? '').normalize('NFC').slice(0, LONGEST)
      else errors.push({ field: id, href: `#${controlId(field)}`, text: words.wrongKind(labelOf(field, asking.lang)) })
    }
  }
  return { raw, errors }
}

function notAsked(
  form: FormDefinition,
  given: string[],
  judged: Validated,
  wrong: ReadonlySet<string>,
  asking: Asking,
): AnswerError[] {
  const words = formWords(asking.lang)
  const reported = new Set([...judged.errors.map((error) => error.field), ...wrong])
  return given.flatMap((id) => {
    const field = findField(form, id)
    if (!field || field.type === 'computed' || reported.has(id) || Object.hasOwn(judged.answers, id)) return []
    return [{ field: id, href: `#${controlId(field)}`, text: words.notAsked(labelOf(field, asking.lang)) }]
  })
}

/** Answers as the API gives them: only the form's own fields, in the form's order. */
export function answersForApi(form: FormDefinition, answers: Answers): Answers {
  const known = form.sections.flatMap((section) => section.fields).filter((field) => answers[field.id] !== undefined)
  return Object.fromEntries(known.map((field) => [field.id, answers[field.id] ?? '']))
}
