import type { CivilDate } from '../../../platform/clock.ts'
import type { Lang } from '../../../platform/words.ts'
import type { Answer, Field, RawAnswers } from '../definition/model.ts'
import type { FormWords } from '../words.ts'

export interface Unit {
  code: string
  fullName: string
  fullNameEn: string
}

/** The places of today that addresses choose from: a snapshot of the module `places` is one. */
export interface PlaceOptions {
  readonly provinces: readonly Unit[]
  communesOf(provinceCode: string): readonly Unit[]
}

/** An agency of this deployment, as forms name it. */
export interface AgencyUnit {
  id: string
  /** As it is printed. */
  name: string
  /** The name, with what tells it from its namesakes. */
  label: string
}

/** Under what circumstances answers are read. */
export interface Asking {
  today: CivilDate
  lang: Lang
  places: PlaceOptions
  /** Agencies in force; without them every agency is only a name. */
  agencies?: readonly AgencyUnit[]
}

/** Asking, with what the readers need at hand. */
export interface Inquiry extends Asking {
  words: FormWords
}

/** What was made of the typed text: nothing typed, an answer, or a sentence on what is wrong. */
export type Reading =
  | { kind: 'empty' }
  | { kind: 'answer'; answer: Answer }
  | {
      kind: 'fault'
      sentence: string
      /** Suffix of the control that is wrong, where a field has several: 'day', 'commune'. */
      part?: string
    }

export const EMPTY: Reading = { kind: 'empty' }
export const answered = (answer: Answer): Reading => ({ kind: 'answer', answer })
export const faulty = (sentence: string, part?: string): Reading => ({ kind: 'fault', sentence, part })

/** How one kind of field is read from what was typed, and typed again from its answer. */
export interface Kind<F extends Field = Field> {
  /** Suffixes of its controls; one bare control when there are none. */
  parts: readonly string[]
  read(field: F, raw: RawAnswers, inquiry: Inquiry): Reading
  /** What one would have typed to give this answer; null when it isn't an answer of this kind. */
  typed(field: F, answer: unknown): Record<string, string> | null
  /** As people read it. */
  show(field: F, answer: Answer, inquiry: { lang: Lang; words: FormWords }): string
  /** Doubts that don't stop: a number that contradicts the sex. */
  doubts?(field: F, answer: Answer, answerOf: (id: string) => Answer | undefined, inquiry: Inquiry): string[]
}

export const controlName = (field: Field, part?: string): string => (part ? `${field.id}-${part}` : field.id)
/** The id of a control in the page: dots would need escaping in selectors. */
export const controlId = (field: Field, part?: string): string => controlName(field, part).replaceAll('.', '-')

export const labelOf = (field: Field, lang: Lang): string => (field.short ?? field.label)[lang]
