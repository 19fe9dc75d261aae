import { flatAnswers, type FormDefinition, placeLabel, type PrintedAnswers } from '../../forms/index.ts'

/** A field that stands differently in two states of the same form; null where it isn't there. */
export interface Difference {
  id: string
  label: string
  before: string | null
  after: string | null
}

/** What differs between two printed states of a form, in the form's order; and how many answers are the same. */
export function compare(form: FormDefinition, before: PrintedAnswers, after: PrintedAnswers): { differences: Difference[]; same: number } {
  const [was, is] = [flatAnswers(before), flatAnswers(after)]
  const label = (id: string) => placeLabel([form], id, 'vi') ?? id
  const ids = [...new Set([...was.keys(), ...is.keys()])]
  const differing = ids.filter((id) => (was.get(id) ?? '') !== (is.get(id) ?? ''))
  return { differences: differing.map((id) => ({ id, label: label(id), before: was.get(id) ?? null, after: is.get(id) ?? null })), same: ids.length - differing.length }
}
