import type { Content, LifeEvent, ProcedureName } from '../modules/content/index.ts'
import type { CivilDate } from '../platform/clock.ts'
import type { Lang } from '../platform/words.ts'
import type { Deployment } from './deployment.ts'

/** The next days on which the office is closed besides weekends. */
export interface DaysOff {
  name: Record<Lang, string>
  from: CivilDate
  to: CivilDate
  /** First working day after them. */
  reopens: CivilDate
}

export interface SiteDeps {
  deployment: () => Deployment
  content: Content
  /** Life and business events, as the catalogue's taxonomy names them. */
  events: readonly LifeEvent[]
  assets: (name: string) => string
  /** Those of these codes that citizens may see, in this order. */
  findProcedures: (codes: readonly string[]) => Promise<readonly ProcedureName[]>
  /** Procedures that can be filed here by a form of their own, and how many more by the general form. */
  findFilable: () => Promise<{ procedures: readonly ProcedureName[]; byGeneralForm: number }>
  /** How many procedures citizens may see; null before the catalogue is loaded. */
  countProcedures: () => Promise<number | null>
  findDaysOff: () => Promise<DaysOff | null>
  /** Mounts the gallery of components, in development only. */
  development: boolean
  publicUrl: string
}
