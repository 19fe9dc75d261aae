import type { Web } from '../../platform/http/index.ts'
import { mountCriteria } from './admin/criteria.page.tsx'
import { mountSatisfaction } from './citizen/figures.page.tsx'
import { mountRating } from './citizen/rate.page.tsx'
import type { FeedbackPageDeps } from './deps.ts'
import { mountRatings } from './officer/ratings.page.tsx'

export type { FeedbackDeps, FeedbackPageDeps } from './deps.ts'
export { FEEDBACK_PARAMETERS, RATE_DAYS } from './parameters.ts'
export { createEndCriterion, createSetCriterion } from './set-criteria.ts'
export { createAnswerRating, createRate } from './rate.ts'
export { openRatingToken, ratingPath } from './rating-link.ts'
export { findRating, ratingOfDossier, selectCriteria, selectTallies } from './store.ts'

/** Rating a dossier, what leaders see of it, and the public figures. */
export function mountFeedback(web: Web, deps: FeedbackPageDeps): void {
  mountRating(web, deps)
  mountSatisfaction(web, deps)
  mountRatings(web, deps)
  mountCriteria(web, deps)
}
