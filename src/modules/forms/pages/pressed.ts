import { changeRows, ROWS } from '../answers/raw.ts'
import { findField, type FormDefinition, type RawAnswers } from '../definition/model.ts'
import { ALL_NATIONALITIES } from '../lists/lists.ts'
import type { Asking } from '../kinds/reading.ts'
import { PICK } from './address-control.tsx'

/**
 * What a form's own buttons make of what was typed: a row more or less, an agency that was found, or, where only a list was
 * asked for, the same. Then the page is shown again and nothing is judged. Null when none was pressed.
 */
export function pressed(form: FormDefinition, raw: RawAnswers, body: Readonly<Record<string, unknown>>, { agencies = [] }: Pick<Asking, 'agencies'>): RawAnswers | null {
  const changed = changeRows(form, raw, body[ROWS])
  if (changed) return changed
  const value = Object.hasOwn(body, PICK) ? body[PICK] : ''
  if (typeof value !== 'string' || value === '') return null
  const [fieldId = '', agencyId = ''] = value.split(':')
  if (findField(form, fieldId)?.type === 'nationality') return { ...raw, [fieldId]: ALL_NATIONALITIES }
  const unit = findField(form, fieldId)?.type === 'agency' ? agencies.find((one) => one.id === agencyId) : undefined
  return unit ? { ...raw, [`${fieldId}-name`]: unit.label, [`${fieldId}-id`]: unit.id } : raw
}
