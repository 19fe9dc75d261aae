/** Payloads hold levels; reasons and answers stay sealed in their row. */
export const FEEDBACK_EVENTS = {
  given: 'rating.given',
  changed: 'rating.changed',
  answered: 'rating.answered',
  criterionSet: 'criteria.criterion-set',
  criterionEnded: 'criteria.criterion-ended',
} as const
