import type { Part } from '../../../platform/together.ts'
import type { ReadStream } from '../../events/index.ts'
import type { FilesDeps } from '../../files/index.ts'
import type { FindPlace } from '../../forms/index.ts'
import type { createAccept } from '../accept.ts'
import type { createCancelFee, createCollectFee } from '../collect-fee.ts'
import type { DeadlineActs } from '../deadlines/acts.ts'
import type { createDecideWithdrawal } from '../decide-withdrawal.ts'
import type { AskingOffice } from '../entries.ts'
import type { createHandOver } from '../hand-over.ts'
import type { createAddNote, createMessageCitizen } from '../notes.ts'
import type { CaseDeps, Staff } from '../on-case.ts'
import type { createRefuseDossier } from '../refuse-dossier.ts'
import type { createRequestSupplement } from '../request-supplement.ts'
import type { Steps } from '../steps.ts'
import type { createStop } from '../stop.ts'
import type { IdentityNumbers } from '../identity-number.ts'

export interface OpenStep {
  taskId: string
  dossierId: string
  name: string
  work: string
  duty: string
  dueAt: Date | null
  paused: boolean
}

/** What the officers' pages stand on. */
export interface OfficerDeps extends CaseDeps, DeadlineActs {
  files: FilesDeps
  readStream: ReadStream
  identityNumbers: IdentityNumbers
  asking: AskingOffice
  /** Where an address in the old units lies today. */
  findPlace: FindPlace
  /** Agencies whose dossiers this officer sees: those of the posts held and all below them. */
  agenciesOf: (actor: Staff) => Promise<{ id: string; name: string }[]>
  /** Steps that wait for the duties this officer holds, what is due first on top. */
  mySteps: (actor: Staff, after: string | null) => Promise<{ steps: OpenStep[]; next: string | null }>
  /** Procedures that dossiers here may be of, for the filter of lists. */
  procedures: () => Promise<readonly { code: string; name: string }[]>
  /** How many steps wait for the duties this officer holds, counted no further than `cap`. */
  countMySteps: (actor: Staff, cap: number) => Promise<Part<number>>
  accept: ReturnType<typeof createAccept>
  requestSupplement: ReturnType<typeof createRequestSupplement>
  refuseDossier: ReturnType<typeof createRefuseDossier>
  handOver: ReturnType<typeof createHandOver>
  decideWithdrawal: ReturnType<typeof createDecideWithdrawal>
  stop: ReturnType<typeof createStop>
  collectFee: ReturnType<typeof createCollectFee>
  cancelFee: ReturnType<typeof createCancelFee>
  addNote: ReturnType<typeof createAddNote>
  messageCitizen: ReturnType<typeof createMessageCitizen>
  steps: Steps
}
