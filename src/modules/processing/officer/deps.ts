import type { ComponentChildren } from 'preact'
import type { Reader } from '../../../platform/db.ts'
import type { Part } from '../../../platform/together.ts'
import type { ReadStream } from '../../events/index.ts'
import type { FilesDeps } from '../../files/index.ts'
import type { DeskStep, StaffLoad } from '../../processes/index.ts'
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
import type { CaseWork } from '../work/case-work.ts'
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
  /** What its list is ordered by. */
  orderAt: Date
}

export interface OwnAgency {
  id: string
  name: string
  path: string
}

/** A procedure as a filter offers it, with the names of its fields (lĩnh vực). */
export interface ProcedureChoice {
  code: string
  name: string
  fields: readonly string[]
}

export type { DeskStep, StaffLoad }

/** A page of steps: where it begins, as lists say it. */
export type StepsFrom = { place: { orderAt: Date; id: string }; backwards: boolean } | null
export interface StepsPage {
  steps: DeskStep[]
  hasMore: boolean
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
  agenciesOf: (actor: Staff) => Promise<OwnAgency[]>
  /** Steps that wait for the duties this officer holds, what is due first on top. */
  mySteps: (actor: Staff, from: { orderAt: Date; id: string; backwards: boolean } | null) => Promise<{ steps: OpenStep[]; hasMore: boolean }>
  /** Procedures that dossiers here may be of, for the filter of lists. */
  procedures: () => Promise<readonly ProcedureChoice[]>
  /** How many steps wait for the duties this officer holds. */
  countMySteps: (actor: Staff) => Promise<Part<number>>
  /** Open steps of some agencies by who took them up. */
  staffLoads: (agencyIds: readonly string[]) => Part<StaffLoad[]>
  /** Steps that wait for this leader's signature, what is due first on top. */
  stepsToSign: (actor: Staff, from: StepsFrom, limit: number) => Promise<StepsPage>
  /** Open steps of some agencies, what is due first on top. */
  stepsByDue: (agencyIds: readonly string[], from: StepsFrom, limit: number) => Promise<StepsPage>
  /** Steps past their time by who took them up, counted no further than a hundred each. */
  lateByStaff: (agencyIds: readonly string[], now: Date) => Part<Map<string, number>>
  /** Within how many working minutes three of four steps were done, by «process step»; those of which too few were are not there. */
  typicalTimes: (processKeys: readonly string[]) => Promise<Map<string, number>>
  /** Working minutes between two instants at an agency, by the calendar as it is now. */
  workingClock: () => Promise<(agencyId: string, from: Date, to: Date) => number>
  staffNames: (reader: Reader, ids: readonly string[]) => Promise<Map<string, string>>
  /** The line of a case that tells where its paper lies, read with all else of the case. */
  paperLine: (reader: Reader, dossierId: string, code: string) => Part<ComponentChildren>
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
  work: CaseWork
}
