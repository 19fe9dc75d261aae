import { cleanText, foldVietnamese } from '../../../platform/text.ts'
import type { AgencyAnswer, AgencyField, Answer, RawAnswers } from '../definition/model.ts'
import { type AgencyUnit, answered, EMPTY, faulty, type Inquiry, type Kind, labelOf, type Reading } from './reading.ts'

const LONGEST_NAME = 300
/** Names are written in Latin letters: one of another alphabet looks like ours and is none. */
const LATIN = /^(?=.*\p{L})(?!.*\p{M}{3})(?:\p{Script=Latin}|\P{L})+$/u

interface Directory {
  byId: ReadonlyMap<string, AgencyUnit>
  /** Under its name and its label, in small letters; null where several bear it. */
  byName: ReadonlyMap<string, AgencyUnit | null>
  folded: readonly { unit: AgencyUnit; words: readonly string[] }[]
}

const directories = new WeakMap<readonly AgencyUnit[], Directory>()
const NONE: readonly AgencyUnit[] = []
const keyOf = (name: string) => name.toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim()
const wordsOf = (text: string) => foldVietnamese(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean)

/** Laid out once for each list: a deployment's directory changes seldom. */
function directoryOf(agencies: readonly AgencyUnit[]): Directory {
  const known = directories.get(agencies)
  if (known) return known
  const byName = new Map<string, AgencyUnit | null>()
  for (const unit of agencies) for (const key of new Set([keyOf(unit.name), keyOf(unit.label)])) byName.set(key, byName.has(key) ? null : unit)
  const made = {
    byId: new Map(agencies.map((unit) => [unit.id, unit])),
    byName,
    folded: agencies.map((unit) => ({ unit, words: wordsOf(unit.label) })),
  }
  directories.set(agencies, made)
  return made
}

const sameName = (unit: AgencyUnit, typed: string) => [unit.name, unit.label].some((name) => keyOf(name) === keyOf(typed))

/** An id stands only beside its agency's own name: who types another name means another agency. */
function read(field: AgencyField, raw: RawAnswers, { words, lang, agencies = NONE }: Inquiry): Reading {
  const label = labelOf(field, lang)
  const id = (raw[`${field.id}-id`] ?? '').trim()
  const clean = cleanText(raw[`${field.id}-name`] ?? '', { max: LONGEST_NAME })
  if (!clean.ok) return faulty(clean.reason === 'too-long' ? words.tooLong(label, LONGEST_NAME) : words.hostile(label), 'name')
  const name = clean.text
  if (name === '' && id === '') return EMPTY
  const { byId, byName } = directoryOf(agencies)
  const chosen = byId.get(id)
  if (chosen && (name === '' || sameName(chosen, name))) return answerOf(chosen)
  if (name === '') return faulty(words.notListed(label), 'name')
  const named = byName.get(keyOf(name))
  if (named) return answerOf(named)
  return LATIN.test(name) ? answered({ id: null, name }) : faulty(words.agencyLetters(label), 'name')
}

const answerOf = ({ id, name }: AgencyUnit): Reading => answered({ id, name })

const isAgency = (answer: unknown): answer is Partial<AgencyAnswer> => typeof answer === 'object' && answer !== null && !Array.isArray(answer)

export const agency: Kind<AgencyField> = {
  parts: ['name', 'id'],
  read,
  typed(field, answer) {
    // A name by itself, as a text field of the same id held it in an earlier dossier.
    if (typeof answer === 'string') return { [`${field.id}-name`]: answer, [`${field.id}-id`]: '' }
    if (!isAgency(answer)) return null
    const { id = null, name = '', ...more } = answer
    if (typeof name !== 'string' || (id !== null && typeof id !== 'string') || Object.keys(more).length > 0) return null
    return { [`${field.id}-name`]: name, [`${field.id}-id`]: id ?? '' }
  },
  show: (_field, answer: Answer) => (isAgency(answer) ? (answer.name ?? '') : String(answer)),
}

/** Agencies whose names hold all that is typed, word by word: the first `most` of them. */
export function agenciesLike(agencies: readonly AgencyUnit[], typed: string, most: number): readonly AgencyUnit[] {
  const asked = wordsOf(typed)
  if (asked.join('').length < 2) return NONE
  const found: AgencyUnit[] = []
  for (const { unit, words } of directoryOf(agencies).folded) {
    if (found.length === most) break
    if (asked.every((one) => words.some((word) => word.startsWith(one)))) found.push(unit)
  }
  return found
}
