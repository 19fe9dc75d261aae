import { evaluateFeel, holds } from '../../../platform/feel/index.ts'
import { inWords } from '../../../platform/in-words.ts'
import {
  type Answer,
  type Answers,
  type Condition,
  type Field,
  fieldsOf,
  fieldOfRow,
  findPlace,
  type FormDefinition,
  type RawAnswers,
  type RowAnswers,
  type Section,
  type TableField,
} from '../definition/model.ts'
import { kindOf } from '../kinds/kinds.ts'
import { type Asking, EMPTY, type Inquiry, type Reading } from '../kinds/reading.ts'
import { countRows } from '../kinds/table.ts'
import { formWords } from '../words.ts'

/** What every field is found to be, given all that was typed. */
export interface Evaluated {
  inquiry: Inquiry
  /** Fields that are asked; the others are hidden by an answer. */
  shown: ReadonlySet<string>
  required: ReadonlySet<string>
  readings: ReadonlyMap<string, Reading>
  scope: FeelFacts
}

/** Names and values that conditions read. */
export type FeelFacts = Record<string, unknown>

/** Judges every field in the order of their dependence; a hidden field counts as not answered. */
export function evaluate(form: FormDefinition, raw: RawAnswers, asking: Asking): Evaluated {
  const inquiry: Inquiry = { ...asking, words: formWords(asking.lang) }
  const scope: FeelFacts = { today: asking.today }
  const shown = new Set<string>()
  const required = new Set<string>()
  const readings = new Map<string, Reading>()
  for (const id of form.order) {
    const place = findPlace(form, id)
    if (!place) continue
    scope[id] = null
    if (!isShown(place.field, place.section, scope)) continue
    shown.add(id)
    if (isMet(place.field.required, scope)) required.add(id)
    const reading = place.field.type === 'table' ? readRows(place.field, raw, { inquiry, shown, required, readings, scope }) : readField(place.field, raw, inquiry, scope)
    readings.set(id, reading)
    if (reading.kind === 'answer') declare(scope, place.field, reading.answer)
  }
  return { inquiry, shown, required, readings, scope }
}

const isShown = (field: Field, section: Section, scope: FeelFacts) =>
  (!section.shownIf || holds(section.shownIf.tree, scope)) && (!field.shownIf || holds(field.shownIf.tree, scope))

const isMet = (required: boolean | Condition, scope: FeelFacts) =>
  typeof required === 'boolean' ? required : holds(required.tree, scope)

/** What is found while the fields are gone through. */
interface Judging extends Evaluated {
  shown: Set<string>
  required: Set<string>
  readings: Map<string, Reading>
}

/** Every row judged by itself, over the rest of the form; rows beyond the least number in which nothing is typed don't count. */
function readRows(table: TableField, raw: RawAnswers, { inquiry, shown, required, readings, scope }: Judging): Reading {
  const rows: RowAnswers[] = []
  for (let row = 0; row < countRows(table, raw); row++) {
    if (row >= table.min && isUntouched(table, row, raw)) continue
    const answers: Record<string, RowAnswers[string]> = {}
    const ofRow: FeelFacts = { ...scope }
    for (const id of table.order) {
      const field = table.fields.find((one) => one.id === id)
      if (!field) continue
      ofRow[id] = null
      if (field.shownIf && !holds(field.shownIf.tree, ofRow)) continue
      const here = fieldOfRow(table, row, field)
      shown.add(here.id)
      if (isMet(field.required, ofRow)) required.add(here.id)
      const reading = field.type === 'computed' ? readField(field, raw, inquiry, ofRow) : readField(here, raw, inquiry, ofRow)
      readings.set(here.id, reading)
      if (reading.kind !== 'answer') continue
      declare(ofRow, field, reading.answer)
      answers[id] = reading.answer as RowAnswers[string]
    }
    rows.push(Object.fromEntries(table.fields.flatMap(({ id }) => (answers[id] === undefined ? [] : [[id, answers[id]]]))))
  }
  return rows.length > 0 ? { kind: 'answer', answer: rows } : EMPTY
}

/** Controls of a row start with its name. */
const isUntouched = (table: TableField, row: number, raw: RawAnswers): boolean => {
  const start = `${table.id}.${row}.`
  return !Object.keys(raw).some((name) => name.startsWith(start))
}

function readField(field: Field, raw: RawAnswers, inquiry: Inquiry, scope: FeelFacts): Reading {
  if (field.type !== 'computed') return kindOf(field).read(field, raw, inquiry)
  const value =
    'wordsOf' in field.value
      ? inWords(scope[field.value.wordsOf])
      : evaluateFeel(field.value.tree, scope)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? { kind: 'answer', answer: value }
    : EMPTY
}

/** Puts an answer among the facts, with the members that conditions may read of it. */
export function declare(scope: FeelFacts, field: Field, answer: Answer): void {
  scope[field.id] = answer
  if (field.type === 'person-name') {
    const words = String(answer).toLocaleUpperCase('vi').split(' ')
    // The family's name comes first with most peoples of Việt Nam and last with some (Ê-đê, Gia-rai): both can be compared.
    scope[`${field.id}.family`] = words[0]
    scope[`${field.id}.last`] = words.at(-1)
  }
  // Of a partial date too: FEEL itself knows the parts of whole dates only.
  if (field.type === 'date') scope[`${field.id}.year`] = Number(String(answer).slice(0, 4))
}

/** The facts that conditions outside the form read: stored answers with their members, and what the caller adds. */
export function factsOf(form: FormDefinition, answers: Answers, more: FeelFacts): FeelFacts {
  const scope: FeelFacts = { ...more }
  for (const field of fieldsOf(form)) {
    const answer = answers[field.id]
    scope[field.id] = null
    if (answer !== undefined) declare(scope, field, answer)
  }
  return scope
}
