import type { CivilDate } from '../../platform/clock.ts'
import type { Lang } from '../../platform/words.ts'
import type { Answer, Field, FormDefinition, RawAnswers } from './definition/model.ts'
import { fieldsOf } from './definition/model.ts'
import { kindOf } from './kinds/kinds.ts'

/** A fact about the person who files, and where it comes from. */
export interface Fact {
  value: Answer
  /** As people say it: "tài khoản của Ông/Bà", "hồ sơ 000.01.H20-261101-0005". */
  source: string
  /** Verified facts are shown but not typed over; nothing is called verified without a verifying source. */
  verified: boolean
}

/** Stands in a field's `prefill` for what the same field of the same form held in an earlier dossier of this person. */
export const EARLIER = 'earlier'

/**
 * Facts by name. The account's own: 'account.name', 'account.birthDate', 'account.identityNumber', 'account.documentKind', 'account.phone',
 * 'account.email'. Said of oneself in earlier dossiers: 'account.address', 'account.nationality', 'account.ethnicGroup', 'account.religion',
 * 'account.sex', 'account.homeTown'. Of an earlier dossier of the same form: 'earlier.<field id>'.
 */
export type Facts = Readonly<Record<string, Fact>>

/** Port: what is known of a person that a form may be filled from. Asked only with the person's consent. */
export type FindFacts = (input: { formId: string; accountId: string; personId: string; names: readonly string[]; today: CivilDate; lang: Lang }) => Promise<Facts>

const factOf = (name: string, fieldId: string) => (name === EARLIER ? `${EARLIER}.${fieldId}` : name)

/** Names of all facts that a form can be filled from. */
export const factsWanted = (form: FormDefinition): string[] => [
  ...new Set(fieldsOf(form).flatMap((field) => field.prefill.map((name) => factOf(name, field.id)))),
]

const factFor = (field: Field, facts: Facts): Fact | undefined => field.prefill.map((name) => facts[factOf(name, field.id)]).find((one) => one !== undefined)

/** Takes back what was filled in and not changed since: those fields are empty again. */
export function withoutPrefilled(form: FormDefinition, raw: RawAnswers, fieldIds: readonly string[], facts: Facts): RawAnswers {
  const left: Record<string, string> = { ...raw }
  for (const field of fieldsOf(form).filter((one) => fieldIds.includes(one.id))) {
    const fact = factFor(field, facts)
    const typed = Object.entries((fact && kindOf(field).typed(field, fact.value)) ?? {})
    if (typed.every(([name, text]) => (raw[name] ?? '') === text)) for (const [name] of typed) delete left[name]
  }
  return left
}

/** Fills empty fields; what the person typed is never replaced. */
export function prefill(
  form: FormDefinition,
  raw: RawAnswers,
  facts: Facts,
): { raw: RawAnswers; sources: Record<string, string> } {
  const filled: Record<string, string> = { ...raw }
  const sources: Record<string, string> = {}
  for (const field of fieldsOf(form)) {
    const fact = factFor(field, facts)
    const typed = fact && kindOf(field).typed(field, fact.value)
    if (!fact || !typed || Object.keys(typed).some((name) => filled[name])) continue
    for (const [name, text] of Object.entries(typed)) if (text !== '') filled[name] = text
    sources[field.id] = fact.source
  }
  return { raw: filled, sources }
}
