import { dayOf } from './working-time.ts'

/** Trước hạn, đúng hạn, quá hạn. */
export type Outcome = 'early' | 'on_time' | 'late'

/** How a dossier ended against its due date: by civil date in Việt Nam, not by the minute. @see shared rules 7.5 */
export function classify(endedAt: Date, dueAt: Date): Outcome {
  const difference = dayOf(endedAt) - dayOf(dueAt)
  return difference < 0 ? 'early' : difference === 0 ? 'on_time' : 'late'
}
