import { evaluateFeel, renamed } from '../../../platform/feel/index.ts'
import type { LiveFact } from '../../../ui/index.ts'
import type { Evaluated } from '../answers/evaluate.ts'
import { fieldIdOf } from '../definition/analyse.ts'
import { type ComputedField, type Field, fieldOfRow, type FormDefinition, type RawAnswers, type SimpleField, type TableField } from '../definition/model.ts'
import { EARLIEST_DATE } from '../kinds/dates.ts'
import { countRows } from '../kinds/table.ts'

/** The fields of one row as they stand on the page, their conditions and values reading their own row. */
export function fieldsOfRow(table: TableField, row: number): SimpleField[] {
  const own = new Set(table.fields.map(({ id }) => id))
  const rename = (name: string) => (own.has(name.split('.')[0] ?? '') ? `${table.id}.${row}.${name}` : name)
  return table.fields.map((field) => {
    const here = fieldOfRow(table, row, field)
    const { shownIf } = here
    const read = shownIf ? { ...here, shownIf: { ...shownIf, tree: renamed(shownIf.tree, rename), names: shownIf.names.map(rename) } } : here
    return read.type === 'computed' ? { ...read, value: valueIn(read.value, rename) } : read
  })
}

function valueIn(value: ComputedField['value'], rename: (name: string) => string): ComputedField['value'] {
  if ('wordsOf' in value) return { wordsOf: rename(value.wordsOf) }
  return { ...value, tree: renamed(value.tree, rename), names: value.names.map(rename) }
}

/** A field and, of a table, the fields of the rows that stand on the page: those first, for the table is read from them. */
const withRows = (field: Field, raw: RawAnswers): Field[] => [...(field.type === 'table' ? Array.from({ length: countRows(field, raw) }, (_, row) => ordered(field, row)).flat() : []), field]

function ordered(table: TableField, row: number): SimpleField[] {
  const fields = fieldsOfRow(table, row)
  return table.order.flatMap((id) => fields.find((field) => field.id === `${table.id}.${row}.${id}`) ?? [])
}

const namesRead = (field: Field): readonly string[] => {
  const shown = field.shownIf?.names ?? []
  if (field.type !== 'computed') return shown
  return [...shown, ...('wordsOf' in field.value ? [field.value.wordsOf] : field.value.names)]
}

/**
 * All that conditions and computed fields on the page read, with how a script takes each value, in the order in which they can
 * be told. What stands on another page comes with the value that it has now.
 */
export function liveFacts({ form, onPage, raw, evaluated }: { form: FormDefinition; onPage: readonly { shownIf?: { names: readonly string[] }; fields: readonly Field[] }[]; raw: RawAnswers; evaluated: Evaluated }): Record<string, LiveFact> {
  const fields = new Map(onPage.flatMap((section) => section.fields.map((field) => [field.id, withRows(field, raw)] as const)))
  const read = new Set([...onPage.flatMap(({ shownIf }) => shownIf?.names ?? []), ...[...fields.values()].flat().flatMap(namesRead)])
  const owners = new Set([...read].flatMap(ownersOf))
  const elsewhere = new Set(form.order)
  const facts: Record<string, LiveFact> = {}
  for (const name of read) {
    const id = fieldIdOf(name, elsewhere)
    const value = id === null || fields.has(id) ? null : evaluateFeel(['name', name], evaluated.scope)
    if (value !== null) facts[name] = ['given', value]
  }
  for (const field of form.order.flatMap((id) => fields.get(id) ?? [])) if (field.type === 'computed' || owners.has(field.id)) facts[field.id] = factOf(field, evaluated)
  return facts
}

/** A name and all that it may be a member of. */
function ownersOf(name: string): string[] {
  const parts = name.split('.')
  return parts.map((_, n) => parts.slice(0, n + 1).join('.'))
}

function given(field: Field, { readings }: Evaluated): LiveFact {
  const reading = readings.get(field.id)
  return ['given', reading?.kind === 'answer' ? reading.answer : null]
}

function factOf(field: Field, evaluated: Evaluated): LiveFact {
  const { lang, today } = evaluated.inquiry
  switch (field.type) {
    case 'computed':
      if ('wordsOf' in field.value) return ['words', field.value.wordsOf]
      // An address is written with the names of places in Vietnamese: an English page doesn't have them.
      return lang === 'en' && field.value.names.some((name) => name.endsWith('.text')) ? given(field, evaluated) : ['value', field.value.tree]
    case 'number':
    case 'money':
      return ['number', field.integer, field.min ?? null, field.max ?? null]
    case 'date':
      return ['date', field.precision === 'partial', field.notBefore ?? EARLIEST_DATE, field.past ? today : null]
    case 'address':
      return ['address', field.downTo === 'commune', field.detail]
    case 'table':
      return ['rows', field.min, Object.fromEntries(field.fields.map((one) => [one.id, factOf(one, evaluated)]))]
    case 'yes-no':
    case 'declaration':
      return ['truth']
    case 'person-name':
      return ['name']
    case 'identity-number':
      return ['identity']
    case 'agency':
      return ['agency']
    default:
      return ['text']
  }
}
