import type { JobHandlers } from '../platform/jobs.ts'
import type { Web } from '../platform/http/index.ts'
import type { SendNotice } from '../modules/accounts/index.ts'
import type { AskPopulation } from '../modules/processing/index.ts'
import type { SimulatedParty } from '../site/index.ts'
import type { DossierJobsDeps } from './dossier-jobs.ts'

/** Those outside: messages and registers, real or simulated, as the rest of the program uses them. */
export interface Counterparties {
  askPopulation: AskPopulation
  sendNotice: SendNotice
  notify: DossierJobsDeps['notify']
  jobs: JobHandlers
  /** Pages of the simulated ones; nothing in production. */
  mount(web: Web): void
  simulated: readonly SimulatedParty[]
  stop(): Promise<void>
}
