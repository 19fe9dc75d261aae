import type { FeelTree } from '../../../platform/feel/index.ts'

/** A sentence in both languages. */
export interface BothLanguages {
  vi: string
  en: string
}

/** A FEEL condition, compiled; `names` are the fields (or facts) that it reads. */
export interface Condition {
  source: string
  tree: FeelTree
  names: readonly string[]
}

/** A condition on which something is asked, with its words for people: "Chỉ khai khi …". */
export interface Shown extends Condition {
  when: BothLanguages
}

/** Every field has a stable id: answers are kept under it, through all versions of a form. */
interface FieldBase {
  id: string
  label: BothLanguages
  /** Shorter name for summaries and error sentences. */
  short?: BothLanguages
  hint?: BothLanguages
  /** "Vì sao hỏi điều này". */
  why?: BothLanguages
  sample?: string
  required: boolean | Condition
  /** What is said when it is missing; a general sentence when absent. */
  missing?: BothLanguages
  shownIf?: Shown
  /** Facts it can be filled from, best first: 'account.name'. */
  prefill: readonly string[]
  /** HTML autofill token, only where the field is about the person who types. */
  autocomplete?: string
  /** Why it is asked although the account holds it; shown to nobody who fills the form. */
  asksAnyway?: BothLanguages
  /** How it is asked of the party whose part it is. */
  own?: OwnWords
}

/** Of a field in a party's part, what reads otherwise when the party fills it in. */
export interface OwnWords {
  label?: BothLanguages
  short?: BothLanguages
  hint?: BothLanguages
  missing?: BothLanguages
  shownWhen?: BothLanguages
}

export interface Choice {
  value: string
  label: BothLanguages
  hint?: BothLanguages
}

export interface PersonNameField extends FieldBase {
  type: 'person-name'
}
export interface DateField extends FieldBase {
  type: 'date'
  /** partial: day, or day and month, may be unknown. */
  precision: 'day' | 'partial'
  /** Not after today. */
  past: boolean
  notBefore?: string
  /** The lunar day stands beside it: people know births and deaths by it. */
  lunar: boolean
}
export interface IdentityNumberField extends FieldBase {
  type: 'identity-number'
  /** What the number is compared with: a sex, or the field that holds it. */
  sex?: string
  birth?: string
}
export interface CodeField extends FieldBase {
  type: 'cmnd' | 'passport' | 'tax-code' | 'phone' | 'email'
}
export interface AddressField extends FieldBase {
  type: 'address'
  downTo: 'province' | 'commune'
  detail: 'required' | 'optional' | 'none'
  detailLabel?: BothLanguages
  detailHint?: BothLanguages
  abroad: boolean
}
/** A State agency: one of this deployment's, or another by its name. */
export interface AgencyField extends FieldBase {
  type: 'agency'
}
export interface ListField extends FieldBase {
  type: 'nationality' | 'ethnic-group' | 'religion'
}
export interface ChoiceField extends FieldBase {
  type: 'choice' | 'relationship' | 'sex'
  options: readonly Choice[]
  as: 'radios' | 'select'
}
export interface YesNoField extends FieldBase {
  type: 'yes-no'
}
export interface NumberField extends FieldBase {
  type: 'number' | 'money'
  min?: number
  max?: number
  integer: boolean
  unit?: BothLanguages
}
export interface TextField extends FieldBase {
  type: 'text' | 'multiline'
  max: number
}
export interface DeclarationField extends FieldBase {
  type: 'declaration'
  text: BothLanguages
}
export interface ComputedField extends FieldBase {
  type: 'computed'
  /** FEEL, or the date field whose day is written out in words. */
  value: Condition | { wordsOf: string }
}

/** Persons or things, as many rows as there are; each row answers the same fields. */
export interface TableField extends FieldBase {
  type: 'table'
  /** What one row is: "Thành viên". */
  row: BothLanguages
  /** At least one where the table is required. */
  min: number
  max: number
  /** Their ids, and names in their conditions, are the row's own. */
  fields: readonly SimpleField[]
  /** Ids of `fields`, each after those its conditions read. */
  order: readonly string[]
}

/** The place where papers of a component are attached; whether they are needed, the procedure says. It holds no answer. */
export interface FileField extends FieldBase {
  type: 'file'
  component: string
}

export type SimpleField =
  | PersonNameField
  | DateField
  | IdentityNumberField
  | CodeField
  | AddressField
  | AgencyField
  | ListField
  | ChoiceField
  | YesNoField
  | NumberField
  | TextField
  | DeclarationField
  | ComputedField

export type Field = SimpleField | TableField | FileField

export interface Section {
  id: string
  title: BothLanguages
  intro?: BothLanguages
  shownIf?: Shown
  /** Which fields the QR code of a person's identity card fills, by what the card says. */
  card?: Readonly<Record<string, string>>
  /** The party whose part it is, when it can be filled in by another person than the one who began. */
  by?: string
  /** Title and introduction as that party reads them. */
  own?: { title?: BothLanguages; intro?: BothLanguages }
  fields: readonly Field[]
}

/** Another person who may fill in a part of the form, when the one who began invites them. */
export interface Party {
  id: string
  /** In a sentence, as the one who began reads it: "bên kia". */
  name: BothLanguages
  /** Fields of the party's own part that say who it is. */
  person: { name: string; number?: string }
  /** Answers of the one who began that the party sees before the dossier is submitted. */
  shows: readonly string[]
}

/** Somebody the form asks about: the ids of their fields begin with `id`. */
export interface PersonAsked {
  id: string
  /** In a sentence: "người mẹ". */
  name: BothLanguages
  /** Whether people of earlier dossiers are offered here; not where it is the one who fills in, or a newborn child. */
  isOffered: boolean
}

/** A sentence about several answers together. `error` stops, `warning` is shown and does not stop. */
export interface Check {
  id: string
  /** The field beside which the sentence stands. */
  field: string
  severity: 'error' | 'warning'
  /** The sentence is said when this holds. */
  when: Condition
  message: BothLanguages
}

export interface FormDefinition {
  id: string
  title: BothLanguages
  /** The legal document whose form this is. */
  basis?: string
  sections: readonly Section[]
  /** Parts that others answer: conditions read them, nothing of them is shown or asked here. */
  behind?: readonly Section[]
  parties?: readonly Party[]
  people?: readonly PersonAsked[]
  checks: readonly Check[]
  /** Field ids so ordered that each comes after those its conditions read. */
  order: readonly string[]
}

/** What people and machines answer. Absent: not asked, not answered, or hidden by another answer. */
export type Answer = string | number | boolean | AddressAnswer | AgencyAnswer | readonly RowAnswers[]
/** Of one row of a table, by the ids of its fields. */
export type RowAnswers = Readonly<Record<string, string | number | boolean | AddressAnswer | AgencyAnswer>>
export interface AddressAnswer {
  province?: string
  commune?: string
  detail?: string
  abroad?: boolean
  /** As it is printed, with the names in force on the day it was given. */
  text: string
}
export interface AgencyAnswer {
  /** Null for an agency that this deployment's directory doesn't have. */
  id: string | null
  /** As it is printed. */
  name: string
}
export type Answers = Readonly<Record<string, Answer>>

/** What was typed, under the names of the controls; kept as it is until it is right. */
export type RawAnswers = Readonly<Record<string, string>>

interface Fields {
  all: readonly Field[]
  byId: ReadonlyMap<string, { field: Field; section: Section }>
}

/** A published form never changes: its fields are laid out once. */
const laidOut = new WeakMap<FormDefinition, Fields>()

function layOut(form: FormDefinition): Fields {
  const known = laidOut.get(form)
  if (known) return known
  const placesIn = (sections: readonly Section[]) => sections.flatMap((section) => section.fields.map((field) => ({ field, section })))
  const placed = placesIn(form.sections)
  // The first of two fields of one id, as in a definition that is still being judged.
  const byId = new Map([...placed, ...placesIn(form.behind ?? [])].reverse().map((place) => [place.field.id, place]))
  const fields = { all: placed.map(({ field }) => field), byId }
  laidOut.set(form, fields)
  return fields
}

export const fieldsOf = (form: FormDefinition): readonly Field[] => layOut(form).all

const ofRows = new WeakMap<SimpleField, Map<string, SimpleField>>()

/** A field of a table as it stands in one of its rows: `members.0.name`. The same one each time. */
export function fieldOfRow(table: TableField, row: number, field: SimpleField): SimpleField {
  const made = ofRows.get(field) ?? new Map<string, SimpleField>()
  ofRows.set(field, made)
  const id = `${table.id}.${row}.${field.id}`
  const known = made.get(id)
  if (known) return known
  const here = { ...field, id }
  made.set(id, here)
  return here
}

const IN_ROW = /^(.+)\.(\d{1,3})\.([^.]+)$/

/** A field with the section it stands in; of a table also that of one row, by an id like `members.0.name`. */
export function findPlace(form: FormDefinition, id: string): { field: Field; section: Section } | null {
  const place = layOut(form).byId.get(id)
  if (place) return place
  const [, tableId = '', row = '', name = ''] = IN_ROW.exec(id) ?? []
  const at = layOut(form).byId.get(tableId)
  if (at?.field.type !== 'table' || Number(row) >= at.field.max) return null
  const field = at.field.fields.find((one) => one.id === name)
  return field ? { field: fieldOfRow(at.field, Number(row), field), section: at.section } : null
}

export const findField = (form: FormDefinition, id: string): Field | null => findPlace(form, id)?.field ?? null
