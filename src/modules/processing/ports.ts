import type { Actor } from '../../platform/actor.ts'
import type { Db, Reader, Tx } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import type { Part } from '../../platform/together.ts'
import type { Period } from '../dossiers/index.ts'
import type { Answers, FormDefinition } from '../forms/index.ts'
import type { StepOnWay } from './rules/hand-overs.ts'

/** A step of the process that is open on a dossier. */
export interface OpenTask {
  taskId: string
  /** Element of the process: Task_appraise. */
  key: string
  name: string
  duty: string
  /** What kind of work it is: appraise, draft, confirm-draft, sign, number, return. */
  work: string
  agencyId: string
  openedAt: Date
  dueAt: Date | null
  claimedBy: string | null
  claimedByName: string | null
}

export interface Processes {
  start(tx: Tx, input: { definitionId: string; dossierId: string; agencyId: string; provinceCode: string; scope: Record<string, string>; actor: Actor; at: Date }): Promise<Decided<{ definitionId: string }>>
  openTasks(reader: Reader, dossierId: string): Promise<OpenTask[]>
  openTasksPart(reader: Reader, dossierId: string): Part<OpenTask[]>
  complete(tx: Tx, input: { taskId: string; actor: Actor; outcome: string; scope: Record<string, string>; at: Date }): Promise<Decided>
  /** The steps that were and are, in the order in which they opened, and those to come. */
  way(reader: Reader, dossierId: string): Promise<StepOnWay[]>
  pause(tx: Tx, dossierId: string, at: Date): Promise<void>
  resume(tx: Tx, dossierId: string, at: Date): Promise<void>
  cancel(tx: Tx, dossierId: string, actor: Actor, at: Date): Promise<void>
  /** The steps that the dossier can be sent back to now, in the order of its process. */
  returnTargets(db: Db, dossierId: string): Promise<{ key: string; name: string; duty: string }[]>
  /** Opens a step that was done anew; what lies behind it is taken back, branches beside it stay. */
  returnTo(tx: Tx, input: { dossierId: string; step: string; reason: string; actor: Actor; at: Date }): Promise<Decided<WentBack>>
  /** Gives a message to the process if it waits for it; nothing happens where it does not. */
  deliver(tx: Tx, input: { dossierId: string; message: ProcessMessage; key: string; actor: Actor; at: Date }): Promise<void>
}

/** Messages that acts bring to a process: a process waits for them by these names. */
export type ProcessMessage = 'supplemented' | 'obligation-met' | 'opinion-answered'

export interface WentBack {
  opened: { taskId: string; key: string; name: string; duty: string }[]
  /** Who did the step before. */
  doneBefore: { staffId: string; name: string } | null
}

export type May = (actor: Actor, act: string, resource: { agencyId: string; agencyPath: string }) => Decided

export interface CaseAgency {
  id: string
  code: string | null
  path: string
  nameVi: string
  parentName: string | null
  /** Địa danh before a date: "Ninh Kiều". */
  place: string | null
  address: string | null
  phone: string | null
  email: string | null
}

/** A package as the officers' side needs it. */
export interface CasePackage {
  versionId: string
  code: string
  name: { vi: string; en: string }
  form: FormDefinition
  period(channel: 1 | 2 | 3, caseKey: string): Period
  components(caseKey: string, answers: Answers, channel?: 1 | 2 | 3): readonly {
    id: string
    name: { vi: string; en: string }
    hint: { vi: string; en: string } | null
    required: boolean
    presentedOnly: boolean
    originals: number
    copies: number
  }[]
  /** What the answers make of its fees. */
  fees(channel: 1 | 2 | 3, caseKey: string, answers: Answers, today: string): readonly { id: string; label: { vi: string; en: string }; amount: number | null; exempt: boolean }[]
  /** "01 ngày làm việc", as published. */
  timeLimit(channel: 1 | 2 | 3, caseKey: string): string
  supplementWithin: Period
  /** Where the law lets the silence of a consulted agency count as consent: after how long, and on what ground. */
  consultation: { within: Period; silenceGround: string } | null
  /** Time in which the citizen checks the draft; null where the law gives none for this channel. */
  confirmWithin(channel: 1 | 2 | 3): Period | null
  asksIdentityNumber: boolean
  /** `pattern`: how its number is written; `entries`: what the officer enters with the draft. */
  result: { title: string; series: string; pattern: string; hasBook: boolean; template: string; entries: FormDefinition | null }
  /** Folder of this version's templates. */
  templateFolder(): Promise<string>
}

/** What is asked of the population database for a newborn. */
export interface BirthFacts {
  name: string
  /** YYYY-MM-DD */
  birthDate: string
  sex: string
  /** Province code where the birth is registered. */
  provinceCode: string
  motherNumber: string | null
  fatherNumber: string | null
}

export type AskPopulation = (
  requestId: string,
  facts: BirthFacts,
) => Promise<{ ok: true; number: string } | { ok: false; reason: 'unreachable' | 'mismatch'; detail: string }>
