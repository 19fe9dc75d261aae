import { controlsOf } from './answers/raw.ts'
import { type Field, fieldsOf, findPlace, type FormDefinition, type Party, type RawAnswers, type Section, type SimpleField } from './definition/model.ts'

/** A form is the same for everybody who is asked alike: its views are made once. */
const views = new WeakMap<FormDefinition, Map<string, FormDefinition>>()

function viewOf(form: FormDefinition, key: string, make: () => FormDefinition): FormDefinition {
  const made = views.get(form) ?? new Map<string, FormDefinition>()
  views.set(form, made)
  const view = made.get(key) ?? make()
  made.set(key, view)
  return view
}

/**
 * The form as the one who began it is asked: without the parts that stand with others (`given`), which conditions still
 * read; a part that nobody was asked for is theirs to fill in, but not from their own account.
 */
export function askedOfBeginner(form: FormDefinition, given: readonly string[]): FormDefinition {
  if (!form.parties) return form
  const isGiven = ({ by }: Section) => by !== undefined && given.includes(by)
  return viewOf(form, `beginner ${[...given].sort().join()}`, () => ({
    ...form,
    sections: form.sections.filter((section) => !isGiven(section)).map((section) => (section.by ? { ...section, fields: section.fields.map(ofAnother) } : section)),
    behind: form.sections.filter(isGiven),
  }))
}

const ofAnother = (field: Field): Field => ({ ...field, prefill: [], autocomplete: undefined })

/** The form as a party is asked: its own part, in the words that are for it. */
export function askedOfParty(form: FormDefinition, party: string): FormDefinition {
  return viewOf(form, `party ${party}`, () => ({
    ...form,
    sections: form.sections.filter((section) => section.by === party).map(toItself),
    behind: form.sections.filter((section) => section.by !== party),
  }))
}

const toItself = (section: Section): Section => ({
  ...section,
  title: section.own?.title ?? section.title,
  intro: section.own?.intro ?? section.intro,
  fields: section.fields.map(ownWords),
})

function ownWords(field: Field): Field {
  return field.type === 'table' ? { ...worded(field), fields: field.fields.map((one): SimpleField => worded(one)) } : worded(field)
}

function worded<F extends Field>(field: F): F {
  const { own } = field
  if (!own) return field
  return {
    ...field,
    label: own.label ?? field.label,
    // A short name speaks of the party as of another.
    short: own.short ?? (own.label ? undefined : field.short),
    hint: own.hint ?? field.hint,
    missing: own.missing ?? field.missing,
    shownIf: field.shownIf && { ...field.shownIf, when: own.shownWhen ?? field.shownIf.when },
  }
}

export const findParty = (form: FormDefinition, id: string): Party | null => form.parties?.find((party) => party.id === id) ?? null

/** The party in whose part a field stands; null for the part of the one who began. */
export const partyOfField = (form: FormDefinition, fieldId: string): string | null => findPlace(form, fieldId)?.section.by ?? null

/** Of what was typed, what belongs to the fields that this view of the form asks; a row of a table has its own controls. */
export function typedInto(view: FormDefinition, raw: RawAnswers): RawAnswers {
  const own = new Set(fieldsOf(view).flatMap((field) => controlsOf(field, raw)))
  return Object.fromEntries(Object.entries(raw).filter(([name]) => own.has(name)))
}

/** What was typed without what is in the part of one of these parties. */
export function withoutParts(form: FormDefinition, raw: RawAnswers, parties: readonly string[]): RawAnswers {
  const gone = parties.map((party) => typedInto(askedOfParty(form, party), raw))
  const names = new Set(gone.flatMap((part) => Object.keys(part)))
  return names.size === 0 ? raw : Object.fromEntries(Object.entries(raw).filter(([name]) => !names.has(name)))
}
