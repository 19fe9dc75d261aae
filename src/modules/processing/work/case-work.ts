import type { CaseDeps } from '../on-case.ts'
import { createGiving } from './assign.ts'
import { createOpinions, type OpinionDeps } from './opinions.ts'
import { createReturnStep } from './return-step.ts'
import { createWatch } from './watch.ts'

export interface CaseWorkDeps extends Omit<OpinionDeps, keyof CaseDeps> {
  /** Agencies that may be asked for a view, by name. */
  agenciesToAsk: (agencyId: string) => Promise<readonly { id: string; name: string }[]>
}

/** The acts by which work is given, views are asked and a case is watched. */
export const createCaseWork = (deps: CaseDeps, more: CaseWorkDeps) => ({
  ...createGiving(deps),
  opinions: createOpinions({ ...deps, ...more }),
  returnToStep: createReturnStep(deps),
  watch: createWatch(deps),
  agenciesToAsk: more.agenciesToAsk,
})
export type CaseWork = ReturnType<typeof createCaseWork>
