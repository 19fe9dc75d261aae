import type { CivilDate } from '../../../platform/clock.ts'
import type { Decided } from '../../../platform/result.ts'
import { refuse } from '../refusals.ts'
import { ABSENCE_REASONS, type Absence, type AbsenceReason } from '../types.ts'
import { overlaps } from './substitution.ts'

export interface AbsenceForm {
  staffId: string
  substituteStaffId: string
  from: CivilDate
  to: CivilDate
  reason: string
}

/** Longest absence that one entry may cover. */
export const MAX_ABSENCE_DAYS = 366

const DAY_MS = 86_400_000
const daysBetween = (from: CivilDate, to: CivilDate) => (Date.parse(to) - Date.parse(from)) / DAY_MS

/**
 * Whether an absence may be entered, given the absences already known of both people.
 * @see NĐ 309/2026, art. 11.8: an absent member of staff needs a named substitute.
 */
export function decideAbsence(form: AbsenceForm, known: readonly Absence[], today: CivilDate): Decided<{ reason: AbsenceReason }> {
  if (form.substituteStaffId === form.staffId) return refuse('substitute-is-absentee')
  if (form.to < form.from || form.to < today || daysBetween(form.from, form.to) >= MAX_ABSENCE_DAYS) {
    return refuse('absence-dates-wrong', { days: MAX_ABSENCE_DAYS })
  }
  const atThatTime = known.filter((absence) => overlaps(absence, form))
  if (atThatTime.some((absence) => absence.staffId === form.staffId)) return refuse('absence-overlaps')
  if (atThatTime.some((absence) => absence.staffId === form.substituteStaffId)) return refuse('substitute-is-absent')
  return { ok: true, reason: ABSENCE_REASONS.find((known) => known === form.reason) ?? 'other' }
}

/** People who have already promised to stand in while they would themselves be absent now. */
export const promisedAs = (form: AbsenceForm, known: readonly Absence[]): Absence[] =>
  known.filter((absence) => absence.substituteStaffId === form.staffId && overlaps(absence, form))
