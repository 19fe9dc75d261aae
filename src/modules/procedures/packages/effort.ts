import { type Answers, askedOfBeginner, askedOfParty, controlsOf, evaluate, FACETS, type Field, fieldOfRow, type FormDefinition, type PlaceOptions, type RawAnswers, validateJson } from '../../forms/index.ts'
import { type Example, readExample } from './examples.ts'
import type { CheckedPackage } from './read-folder.ts'

/**
 * What somebody who fills in the plain example does. A field is typed where letters or digits are (names, numbers, days, sums, words,
 * the house and street of an address), chosen where one only picks (from a list, yes or no, province and commune).
 */
export interface Effort {
  typed: number
  chosen: number
  /** Of those typed, the ones that may not be left empty in this example. */
  required: number
}

export interface DoneBy {
  /** Nothing is known. */
  firstTime: Effort
  /** The account fills in what it knows: name, day of birth, number, phone, e-mail. */
  account: Effort
  /** Besides, own earlier dossiers tell of the same people, of the own address, and what the same form asked before. Each person is chosen once. */
  returning: Effort
}

/** Of one person who fills in everything. */
export interface TypedFields extends DoneBy {
  /** Where others can be invited, what is left to each: to the one who begins, and to each party by its name. */
  each?: readonly ({ party: string | null } & DoneBy)[]
}

/** What the plain example costs to fill in; null when the package has none that can be read. */
export function typedFields({ examples, form, folder }: CheckedPackage, places: PlaceOptions): TypedFields | null {
  const plain = [...examples].flatMap(([name, text]) => {
    const read = readExample(text, `${folder}/examples/${name}`)
    return read.ok && read.example.kind === 'plain' ? [read.example] : []
  })[0]
  return plain ? countFields(form, plain, places) : null
}

/** What the account itself holds. */
const OF_ACCOUNT = new Set(['account.name', 'account.birthDate', 'account.identityNumber', 'account.documentKind', 'account.phone', 'account.email'])

type Left = 'typed' | 'chosen'

/** One thing that is asked: a field, or that of a row. */
interface Asked {
  id: string
  how: Left
  required: boolean
  field: Field
}

function countFields(form: FormDefinition, { answers, today }: Example, places: PlaceOptions): TypedFields {
  const asking = { today, lang: 'vi' as const, places }
  const judged = validateJson(form, answers, asking)
  const { required } = evaluate(form, judged.raw, asking)
  const askedIn = (view: FormDefinition): Asked[] =>
    view.sections
      .flatMap((section) => section.fields)
      .filter((field) => field.type !== 'computed' && judged.answers[field.id] !== undefined)
      .flatMap((field) => eachOf(field, judged.answers).map((one) => ({ id: one.id, how: howDone(one, judged.raw), required: required.has(one.id), field })))
  const doneBy = (view: FormDefinition): DoneBy => {
    const asked = askedIn(view)
    const notOfAccount = asked.filter(({ field }) => !field.prefill.some((fact) => OF_ACCOUNT.has(fact)))
    const left = notOfAccount.filter(({ field }) => field.prefill.length === 0)
    const people = peopleChosen(view, left)
    const unknown = left.filter(({ id }) => !people.some((person) => isAbout(person, id)))
    const returning = effortOf(unknown)
    return { firstTime: effortOf(asked), account: effortOf(notOfAccount), returning: { ...returning, chosen: returning.chosen + people.length } }
  }
  const alone = doneBy(askedOfBeginner(form, []))
  if (!form.parties) return alone
  const began = { party: null, ...doneBy(askedOfBeginner(form, form.parties.map(({ id }) => id))) }
  return { ...alone, each: [began, ...form.parties.map(({ id, name }) => ({ party: name.vi, ...doneBy(askedOfParty(form, id)) }))] }
}

const isAbout = (person: string, id: string): boolean => FACETS.some((facet) => id === `${person}.${facet}`) || id === `${person}.known`

/** Who is taken from an earlier dossier: whoever may be, where that spares something. */
const peopleChosen = (form: FormDefinition, left: readonly Asked[]): string[] =>
  (form.people ?? []).filter(({ isOffered }) => isOffered).map(({ id }) => id).filter((person) => left.some(({ id }) => isAbout(person, id)))

const effortOf = (asked: readonly Asked[]): Effort => {
  const typed = asked.filter(({ how }) => how === 'typed')
  return { typed: typed.length, chosen: asked.length - typed.length, required: typed.filter(({ required }) => required).length }
}

/** Of a table, the answered fields of its rows. */
function eachOf(field: Field, answers: Answers): Field[] {
  if (field.type !== 'table') return [field]
  const rows = answers[field.id]
  return Array.isArray(rows) ? rows.flatMap((row: object, at) => field.fields.filter(({ id }) => Object.hasOwn(row, id)).map((one) => fieldOfRow(field, at, one))) : []
}

const CHOSEN = new Set<Field['type']>(['nationality', 'ethnic-group', 'religion', 'sex', 'choice', 'relationship', 'yes-no', 'declaration', 'file'])

function howDone(field: Field, raw: RawAnswers): Left {
  if (CHOSEN.has(field.type)) return 'chosen'
  const types = field.type !== 'address' || controlsOf(field, raw).some((name) => name.endsWith('-detail') && (raw[name] ?? '') !== '')
  return types ? 'typed' : 'chosen'
}
