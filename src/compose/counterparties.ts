import type { JobHandler, JobHandlers } from '../platform/jobs.ts'
import type { Web } from '../platform/http/index.ts'
import type { FollowDeps, SendPlainNotice } from '../modules/notifications/index.ts'
import type { AskPopulation } from '../modules/processing/index.ts'
import type { SimulatedParty } from '../site/index.ts'

/** Those outside: messages and registers, real or simulated, as the rest of the program uses them. */
export interface Counterparties {
  askPopulation: AskPopulation
  sendNotice: SendPlainNotice
  /** The job that tells people what the events of a stream say, each once and in their order. */
  follow: (noticesOf: FollowDeps['noticesOf']) => JobHandler
  jobs: JobHandlers
  /** Who is told what fails on our side while messages are handed over. */
  listen(onError: (error: unknown, job: string | null) => void): void
  /** Pages of the simulated ones; nothing in production. */
  mount(web: Web): void
  simulated: readonly SimulatedParty[]
  stop(): Promise<void>
}
