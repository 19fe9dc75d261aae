import { foldVietnamese } from '../../platform/text.ts'
import type { Lang } from '../../platform/words.ts'
import { type Answer, type Answers, type BothLanguages, type Field, fieldsOf, findField, type FormDefinition, type PersonAsked, type RawAnswers } from './definition/model.ts'
import { kindOf } from './kinds/kinds.ts'
import { controlsOf } from './answers/raw.ts'

/** What forms ask of a person, under the same last words of the id in each of them: `mother.birthDate`, `partner.birthDate`. */
export const FACETS = [
  'name', 'birthDate', 'sex', 'nationality', 'ethnicGroup', 'religion', 'identityNumber', 'passport',
  'document.kind', 'document.number', 'document.issuedOn', 'document.issuer', 'residence', 'homeTown', 'phone', 'email',
] as const
export type Facet = (typeof FACETS)[number]

/** Whether a person is declared at all: yes, once one was chosen. */
const KNOWN = 'known'

export interface Told {
  value: Answer
  /** As people say it: "hồ sơ H92… của Ông/Bà". */
  source: string
}

/** Somebody of whom the account or own earlier dossiers tell; nothing of it is verified by the State. */
export interface KnownPerson {
  /** Names them among those who are offered. */
  key: string
  name: string
  /** Who they were there: "người mẹ, hồ sơ H92…". */
  as: string
  facets: Readonly<Partial<Record<Facet, Told>>>
}

/** Port: people of whom the person's own account and earlier own dossiers tell. Asked only with the person's consent. */
export type FindPeople = (input: { accountId: string; personId: string; lang: Lang }) => Promise<readonly KnownPerson[]>

/** The people that a form was answered about, with what was said of each. */
export function peopleIn(form: FormDefinition, answers: Answers): { id: string; name: BothLanguages; facets: Partial<Record<Facet, Answer>> }[] {
  // The one who filed is often the mother or father too, and better known as such.
  const asked = [...(form.people ?? [])].sort((a, b) => Number(b.isOffered) - Number(a.isOffered))
  return asked.flatMap(({ id, name }) => {
    const facets = Object.fromEntries(FACETS.flatMap((facet) => (answers[`${id}.${facet}`] === undefined ? [] : [[facet, answers[`${id}.${facet}`]]])))
    return facets.name === undefined ? [] : [{ id, name, facets }]
  })
}

/** The same number is the same person; without numbers, the same name and day of birth. */
function isSame(one: KnownPerson, other: KnownPerson): boolean {
  const said = (person: KnownPerson, facet: Facet) => person.facets[facet]?.value
  const [a, b] = [said(one, 'identityNumber'), said(other, 'identityNumber')]
  if (a !== undefined && b !== undefined) return a === b
  const [born, bornToo] = [said(one, 'birthDate'), said(other, 'birthDate')]
  return foldVietnamese(one.name) === foldVietnamese(other.name) && born !== undefined && born === bornToo
}

/** One entry for each person, told from the first that tells of each thing: the list begins with the account and the latest dossier. */
export function eachOnce(people: readonly KnownPerson[]): KnownPerson[] {
  const once: KnownPerson[] = []
  for (const person of people) {
    const at = once.findIndex((one) => isSame(one, person))
    const known = once[at]
    if (known) once[at] = { ...known, facets: { ...person.facets, ...known.facets } }
    else once.push(person)
  }
  return once
}

const CHOSEN = /^(ask|fill):([a-zA-Z][a-zA-Z0-9.]{0,79})$/

/** What the buttons of a person's part send. */
export const PERSON = '_person'
export const personControl = (id: string): string => `_person-${id}`

export interface PersonPressed {
  person: PersonAsked
  /** The key of who was chosen; null where those who are known are only to be shown. */
  chosen: string | null
}

export function personPressed(form: FormDefinition, body: Readonly<Record<string, unknown>>): PersonPressed | null {
  const sent = (name: string) => (Object.hasOwn(body, name) && typeof body[name] === 'string' ? (body[name] as string) : '')
  const [, act, id = ''] = CHOSEN.exec(sent(PERSON)) ?? []
  const person = form.people?.find((one) => one.id === id)
  if (!person || !findField(form, `${id}.name`)) return null
  return { person, chosen: act === 'fill' ? sent(personControl(id)) : null }
}

/** The fields of a form about one of its people. */
export const fieldsAbout = (form: FormDefinition, { id }: PersonAsked): { facet: Facet; field: Field }[] =>
  FACETS.flatMap((facet) => {
    const field = fieldsOf(form).find((one) => one.id === `${id}.${facet}`)
    return field && field.type !== 'computed' && field.type !== 'table' && field.type !== 'file' ? [{ facet, field }] : []
  })

/** What one would type; null for what this field does not take. */
function typedOf(field: Field, { value }: Told): Readonly<Record<string, string>> | null {
  if ('options' in field && !field.options.some((option) => option.value === value)) return null
  if (field.type === 'agency' && typeof value === 'string') return kindOf(field).typed(field, { id: null, name: value })
  if (field.type === 'text' && typeof value === 'object' && 'name' in value) return kindOf(field).typed(field, value.name)
  return kindOf(field).typed(field, value)
}

/** Puts what is told of somebody where the form asks of this person. Where another person stood, nothing of them is left. */
export function fillPerson(form: FormDefinition, asked: PersonAsked, raw: RawAnswers, known: KnownPerson): { raw: RawAnswers; sources: Record<string, string> } {
  const filled: Record<string, string> = { ...raw }
  const sources: Record<string, string> = {}
  const before = filled[`${asked.id}.name`]
  const isAnother = before !== undefined && foldVietnamese(before) !== foldVietnamese(known.name)
  for (const { facet, field } of fieldsAbout(form, asked)) {
    const told = known.facets[facet]
    const typed = told && typedOf(field, told)
    if (isAnother || typed) for (const name of controlsOf(field, filled)) delete filled[name]
    if (!told || !typed) continue
    for (const [name, text] of Object.entries(typed)) if (text !== '') filled[name] = text
    sources[field.id] = told.source
  }
  if (findField(form, `${asked.id}.${KNOWN}`)?.type === 'yes-no') filled[`${asked.id}.${KNOWN}`] = 'yes'
  return { raw: filled, sources }
}

/** Takes back what was filled in of people and not changed since, of these fields. */
export function withoutPeople(form: FormDefinition, raw: RawAnswers, fieldIds: readonly string[], people: readonly KnownPerson[]): RawAnswers {
  const left: Record<string, string> = { ...raw }
  for (const { facet, field } of (form.people ?? []).flatMap((person) => fieldsAbout(form, person))) {
    if (!fieldIds.includes(field.id)) continue
    for (const { facets } of people) {
      const told = facets[facet]
      const typed = Object.entries((told && typedOf(field, told)) ?? {})
      if (typed.length === 0 || !typed.every(([name, text]) => (raw[name] ?? '') === text)) continue
      for (const [name] of typed) delete left[name]
    }
  }
  return left
}
