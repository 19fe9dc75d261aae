import { holds } from '../../../../platform/feel/index.ts'
import { type Answers, answersForApi, factsOf, fieldsOf, findField, type FormDefinition } from '../../../forms/index.ts'
import type { LinkedPart } from './definition.ts'
import type { Outcome } from './schema.ts'

/** What earlier parts ended with, by their ids; null where there is none of it. */
export type Outcomes = Readonly<Record<string, Readonly<Record<Outcome, string | null>>>>

interface Whole {
  form: FormDefinition
  answers: Answers
}

/** Whether the answers ask for this part at all. */
export function partApplies(part: LinkedPart, { form, answers }: Whole): boolean {
  return !part.appliesIf || holds(part.appliesIf.tree, factsOf(form, answers, {}))
}

/**
 * What the form of a part is answered with, by its field ids, as over the API: what the package says, else the whole's own answer
 * under the same id where it is of the same kind. Nothing is asked of the citizen a second time.
 */
export function answersOfPart(part: LinkedPart, whole: Whole, child: FormDefinition, outcomes: Outcomes): Record<string, unknown> {
  const told = answersForApi(whole.form, whole.answers)
  const answers: Record<string, unknown> = {}
  for (const field of fieldsOf(child)) {
    const from = part.answers[field.id] ?? (isAnsweredBy(whole.form, field.id, field.type) ? { field: field.id } : null)
    const value = from === null || field.type === 'computed' ? undefined : 'field' in from ? told[from.field] : 'value' in from ? from.value : outcomes[from.of]?.[from.outcome]
    if (value !== undefined && value !== null) answers[field.id] = value
  }
  return answers
}

const isAnsweredBy = (form: FormDefinition, id: string, type: string): boolean => findField(form, id)?.type === type
