import type { Json } from '../../platform/idempotency.ts'
import type { AgencyDetails } from './rules/agency-form.ts'

/** Events of the streams `agency` (id of the agency) and `staff` (id of the member of staff). */
export const AGENCY_EVENTS = {
  created: 'agency.created',
  changed: 'agency.changed',
  closed: 'agency.closed',
  receptionPointOpened: 'agency.reception-point-opened',
  receptionPointClosed: 'agency.reception-point-closed',
  competenceGiven: 'agency.competence-given',
  postAssigned: 'staff.post-assigned',
  postEnded: 'staff.post-ended',
  absenceRecorded: 'staff.absence-recorded',
  absenceCancelled: 'staff.absence-cancelled',
} as const

/** Only the fields that differ, as they were and as they are. */
export function changesBetween(before: AgencyDetails, after: AgencyDetails): Record<string, { from: Json; to: Json }> {
  const changes: Record<string, { from: Json; to: Json }> = {}
  for (const field of Object.keys(after) as (keyof AgencyDetails)[]) {
    if (before[field] !== after[field]) changes[field] = { from: before[field], to: after[field] }
  }
  return changes
}
