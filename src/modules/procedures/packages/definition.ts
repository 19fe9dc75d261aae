import type { FileKind } from '../../files/index.ts'
import type { BothLanguages, Condition, FormDefinition } from '../../forms/index.ts'
import type { Linked } from './linked/definition.ts'
import type { Channel, FeeSource, ProcedureSource } from './schema.ts'

/** A time limit as the calendar and the dossier's record understand it. */
export interface Deadline {
  amount: number
  unit: 'same_day' | 'working_day' | 'day' | 'hour' | 'month'
  /** What a pause does: adds the time that stood still, or counts the whole period anew from its end. */
  pausePolicy: 'resume' | 'recompute'
  /** HH:MM from which a same-day dossier counts as the next day's. */
  cutOff?: string
}

export interface Span {
  amount: number
  unit: 'working_day' | 'day' | 'hour' | 'month'
}

export type DeadlinesByChannel = Readonly<Partial<Record<Channel, Deadline>>>

export interface PackageCase {
  key: string
  label: BothLanguages
  hint?: BothLanguages
  deadline?: Deadline
  byChannel: DeadlinesByChannel
}

/** Thành phần hồ sơ. */
export interface Component {
  id: string
  name: BothLanguages
  code?: string
  hint?: BothLanguages
  originals: number
  copies: number
  channels?: readonly Channel[]
  appliesIf?: Condition
  required: boolean | Condition
  presentedOnly: boolean
  isForm: boolean
  /** The party of the form who hands it in. */
  by?: string
  fromData?: BothLanguages
  resultOf?: string
  accepts: readonly FileKind[]
  mostFiles: number
  /** Why it is asked although the State holds it; shown to no citizen. */
  asksAnyway?: BothLanguages
}

export type Fee = FeeSource & { exemptIf?: Condition }

/** procedure.yaml, checked. */
export interface ProcedureDefinition {
  code: string
  /** Of a general package: which content of the national record it was made from. */
  madeFrom?: { version: number; asOf: string }
  name: BothLanguages
  summary?: BothLanguages
  field: { code: string; name: string }
  level: 'ministry' | 'province' | 'commune'
  online: ProcedureSource['online']
  channels: readonly Channel[]
  /** The time limit as it is published and printed on slips. */
  timeLimit: BothLanguages
  deadline: Deadline
  byChannel: DeadlinesByChannel
  cases: readonly PackageCase[]
  acknowledgementHours: number
  supplementWithin: Span
  /** Time of the agencies that are asked for their views; after it their silence is consent, on the ground named. */
  consultation?: { within: Span; silenceGround: string }
  fees: readonly Fee[]
  components: readonly Component[]
  resultWays: readonly Channel[]
  result: {
    kind: ProcedureSource['result']['kind']
    name: BothLanguages
    code?: string
    template?: string
    number?: { series: string; pattern: string; book?: BothLanguages }
    /** What the officer enters with the draft; its conditions read the answers too. */
    entries?: FormDefinition
    draftConfirmation?: { within: Span; channels: readonly Channel[] }
    asksIdentityNumber: boolean
    copiesField?: string
  }
  people: ProcedureSource['people']
  /** Of a linked procedure: its parts; it has no process of its own. */
  linked?: Linked
  subject: BothLanguages
  declaration: { version: string; text: BothLanguages }
  formTemplate?: string
  signForm: boolean
  retention: { class: string; note?: BothLanguages }
  whatToPrepare: readonly BothLanguages[]
  minutesToFill?: number
  legal: readonly { number: string; title: string }[]
  sources: readonly string[]
}
