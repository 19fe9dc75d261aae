import type { Deadline } from './definition.ts'
import type { DeadlineSource } from './schema-parts.ts'

/** A time limit of procedure.yaml as the calendar takes it. */
export const deadlineOf = (raw: DeadlineSource): Deadline => ({
  amount: raw.amount,
  unit: raw.unit,
  pausePolicy: raw.pause,
  ...(raw['cut-off'] ? { cutOff: raw['cut-off'] } : {}),
})
