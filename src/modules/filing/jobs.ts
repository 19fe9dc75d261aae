import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db.ts'
import { createCountFillings } from './filling-times.ts'

/** 'filing.count-fillings': by schedule; what was counted is not counted again. */
export function filingJobs(deps: { db: Db; clock: Clock }): Record<'filing.count-fillings', () => Promise<void>> {
  const countFillings = createCountFillings(deps)
  return { 'filing.count-fillings': () => countFillings() }
}
