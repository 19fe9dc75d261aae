import type { CaseDeps } from '../on-case.ts'
import { createExtend } from './extend.ts'
import { createMeetObligation, createRequestObligation } from './obligation.ts'

/** The acts on a dossier's time. */
export const createDeadlineActs = (deps: CaseDeps) => ({
  extend: createExtend(deps),
  requestObligation: createRequestObligation(deps),
  meetObligation: createMeetObligation(deps),
})
export type DeadlineActs = ReturnType<typeof createDeadlineActs>
