import { holds } from '../../../platform/feel/index.ts'
import type { Answer, Answers, Check, Field, FormDefinition, RawAnswers, Section, TableField } from '../definition/model.ts'
import { fieldOfRow, fieldsOf } from '../definition/model.ts'
import { kindOf } from '../kinds/kinds.ts'
import { type Asking, controlId, type Inquiry, labelOf } from '../kinds/reading.ts'
import { type Evaluated, evaluate } from './evaluate.ts'

/** One sentence about one field; `href` leads to the control that is wrong. */
export interface AnswerError {
  field: string
  href: string
  text: string
  /** Suffix of the control at fault, where the field has several. */
  part?: string
}

export interface Validated {
  /** Right answers of the fields that are asked, by field id. */
  answers: Answers
  errors: AnswerError[]
  /** Doubts to look at; they don't stop. */
  warnings: AnswerError[]
}

/** Judges everything typed. With `section`, only what stands in that section is reported. */
export function validate(
  form: FormDefinition,
  raw: RawAnswers,
  asking: Asking,
  only: { section?: Section } = {},
): Validated {
  const evaluated = evaluate(form, raw, asking)
  const answers = answersOf(form, evaluated)
  const errors: AnswerError[] = []
  const warnings: AnswerError[] = []
  for (const field of only.section?.fields ?? fieldsOf(form)) {
    if (!evaluated.shown.has(field.id)) continue
    const error = errorOf(field, evaluated)
    if (error) errors.push(error)
    else warnings.push(...doubtsOf(field, (id) => answers[id], evaluated))
    if (field.type === 'table') judgeRows(field, evaluated, answers, errors, warnings)
    for (const said of saidAt(field, form, evaluated)) {
      if (said.severity === 'warning') warnings.push(sentence(field, said.message[asking.lang]))
      else if (!error) errors.push(sentence(field, said.message[asking.lang]))
    }
  }
  return { answers, errors, warnings }
}

/** What is wrong in the rows of a table, each sentence with the row it is about. */
function judgeRows(table: TableField, evaluated: Evaluated, answers: Answers, errors: AnswerError[], warnings: AnswerError[]): void {
  const { readings, shown, inquiry } = evaluated
  for (let row = 0; row < table.max; row++) {
    const about = (one: AnswerError): AnswerError => ({ ...one, text: `${table.row[inquiry.lang]} ${row + 1}: ${one.text}` })
    const answerOf = (id: string) => {
      const field = table.fields.find((one) => one.id === id)
      const reading = field && readings.get(fieldOfRow(table, row, field).id)
      return reading?.kind === 'answer' ? reading.answer : answers[id]
    }
    for (const field of table.fields) {
      const here = fieldOfRow(table, row, field)
      if (!shown.has(here.id)) continue
      const error = errorOf(here, evaluated)
      if (error) errors.push(about(error))
      else warnings.push(...doubtsOf(here, answerOf, evaluated).map(about))
    }
  }
}

function answersOf(form: FormDefinition, { readings }: Evaluated): Record<string, Answer> {
  const answers: Record<string, Answer> = {}
  for (const field of fieldsOf(form)) {
    const reading = readings.get(field.id)
    if (reading?.kind === 'answer') answers[field.id] = reading.answer
  }
  return answers
}

function errorOf(field: Field, { readings, required, inquiry }: Evaluated): AnswerError | null {
  const reading = readings.get(field.id)
  if (reading?.kind === 'fault') return sentence(field, reading.sentence, reading.part)
  if (reading?.kind === 'empty' && required.has(field.id) && field.type !== 'computed') {
    return sentence(field, missingSentence(field, inquiry))
  }
  return null
}

const CHOSEN = new Set<Field['type']>([
  'choice',
  'relationship',
  'sex',
  'yes-no',
  'nationality',
  'ethnic-group',
  'religion',
])

function missingSentence(field: Field, { words, lang }: Inquiry): string {
  if (field.missing) return field.missing[lang]
  if (field.type === 'declaration') return words.missingDeclaration
  return CHOSEN.has(field.type) ? words.missingChoice(labelOf(field, lang)) : words.missing(labelOf(field, lang))
}

function doubtsOf(field: Field, answerOf: (id: string) => Answer | undefined, { readings, inquiry }: Evaluated): AnswerError[] {
  const reading = readings.get(field.id)
  if (reading?.kind !== 'answer') return []
  return (kindOf(field).doubts?.(field, reading.answer, answerOf, inquiry) ?? []).map((text) => sentence(field, text))
}

const checksAt = new WeakMap<FormDefinition, ReadonlyMap<string, Check[]>>()

function saidAt(field: Field, form: FormDefinition, { scope }: Evaluated): Check[] {
  let checks = checksAt.get(form)
  if (!checks) {
    checks = Map.groupBy(form.checks, (check) => check.field)
    checksAt.set(form, checks)
  }
  return (checks.get(field.id) ?? []).filter((check) => holds(check.when.tree, scope))
}

function sentence(field: Field, text: string, part?: string): AnswerError {
  return {
    field: field.id,
    href: `#${field.type === 'table' ? controlId(field) : controlId(field, part ?? kindOf(field).parts[0])}`,
    text,
    ...(part ? { part } : {}),
  }
}
