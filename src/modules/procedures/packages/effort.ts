import { type Answers, askedOfBeginner, askedOfParty, controlsOf, type Field, type FormDefinition, type PlaceOptions, type Section, validateJson } from '../../forms/index.ts'
import { type Example, readExample } from './examples.ts'
import type { CheckedPackage } from './read-folder.ts'

/** What somebody types or chooses: fields, and the controls that they are made of (a date has three). */
interface Effort {
  fields: number
  controls: number
}

interface TypedBy {
  firstTime: Effort
  /** Of somebody whose account fills in what it knows. */
  returning: Effort
}

/** Of one person who fills in everything. */
export interface TypedFields extends TypedBy {
  /** Where others can be invited, what is left to each: to the one who begins, and to each party by its name. */
  each?: readonly ({ party: string | null } & TypedBy)[]
}

/** What the plain example costs to fill in; null when the package has none that can be read. */
export function typedFields({ examples, form, folder }: CheckedPackage, places: PlaceOptions): TypedFields | null {
  const plain = [...examples].flatMap(([name, text]) => {
    const read = readExample(text, `${folder}/examples/${name}`)
    return read.ok && read.example.kind === 'plain' ? [read.example] : []
  })[0]
  return plain ? countTyped(form, plain, places) : null
}

function countTyped(form: FormDefinition, { answers, today }: Example, places: PlaceOptions): TypedFields {
  const judged = validateJson(form, answers, { today, lang: 'vi', places })
  const askedIn = (sections: readonly Section[]) => sections.flatMap((section) => section.fields).filter((field) => field.type !== 'computed' && judged.answers[field.id] !== undefined)
  const isTyped = (name: string) => (judged.raw[name] ?? '') !== ''
  const effortOf = (fields: readonly Field[]): Effort => ({
    fields: fields.reduce((sum, field) => sum + fieldsIn(field, judged.answers), 0),
    controls: fields.reduce((sum, field) => sum + controlsOf(field, judged.raw).filter((name) => isTyped(name) && !isCount(field, name)).length, 0),
  })
  const filledIn = (field: Field) => field.prefill.some((fact) => fact.startsWith('account.'))
  const typedBy = (view: FormDefinition): TypedBy => {
    const asked = askedIn(view.sections)
    return { firstTime: effortOf(asked), returning: effortOf(asked.filter((field) => !filledIn(field))) }
  }
  const alone = typedBy(askedOfBeginner(form, []))
  if (!form.parties) return alone
  const began = { party: null, ...typedBy(askedOfBeginner(form, form.parties.map(({ id }) => id))) }
  return { ...alone, each: [began, ...form.parties.map(({ id, name }) => ({ party: name.vi, ...typedBy(askedOfParty(form, id)) }))] }
}

/** Of a table, the fields of its rows. */
function fieldsIn(field: Field, answers: Answers): number {
  if (field.type !== 'table') return 1
  const rows = answers[field.id]
  return Array.isArray(rows) ? rows.reduce((sum: number, row: object) => sum + Object.keys(row).length, 0) : 0
}

/** How many rows there are is counted by buttons, not typed. */
const isCount = (field: Field, name: string) => field.type === 'table' && name === `${field.id}-rows`
