import type { CivilDate } from '../../../platform/clock.ts'

export type Channel = 'in_person' | 'online' | 'post'
export type TimeUnit = 'hour' | 'day' | 'working_day' | 'month'

/** A time as published; the unit is null where the source gives none, and is never guessed. */
export interface PublishedTime {
  amount: number | null
  unit: TimeUnit | null
  /** The source's words where they say more than amount and unit. */
  text: string | null
}

export interface PublishedFee {
  kind: 'phi' | 'le_phi' | 'gia' | null
  /** Null where the source names no amount. */
  amount: number | null
  currency: 'VND' | 'USD'
  note: string | null
  /** The amount looks like the source's typing error: shown as such, never counted with. */
  suspect: boolean
  /** Name of a file in which the source keeps the amounts. */
  file: string | null
}

export interface Method {
  channel: Channel
  time: PublishedTime | null
  /** Null where the source says nothing of fees: not the same as free. */
  fees: PublishedFee[] | null
  note: string | null
}

export interface Component {
  name: string
  code: string | null
  originals: number | null
  copies: number | null
  /** Null where the source marks nothing; the portal's data never mark a paper as required. */
  required: true | null
  electronicForm: boolean | null
  /** The paper is the result of another procedure. */
  resultOfOther: boolean | null
  /** File names of blank forms; the files themselves are not at hand. */
  forms: string[]
}

/** Papers under one heading of the source: a case, or what to hand in, to show, to mind. */
export interface ComponentGroup {
  name: string | null
  components: Component[]
}

export interface Service {
  id: string
  code: string
  name: string
  time: PublishedTime
}

export interface LegalBasis {
  number: string | null
  title: string | null
  issued: string | null
  issuer: string | null
}

export type Receiving = 'AT_SUBMISSION_PLACE' | 'AT_HOME' | 'ONLINE'

/** What was published of a procedure, in one shape for all sources. Words are the source's own. */
export interface ProcedureContent {
  decision: { number: string | null; date: CivilDate | null; issuer: string | null }
  /** Loại thủ tục. */
  formality: string | null
  steps: { name: string | null; text: string }[]
  methods: Method[]
  groups: ComponentGroup[]
  services: Service[]
  subjects: string[]
  agencies: { executing: string[]; authority: string[]; authorised: string[]; coordinating: string[] }
  addresses: string | null
  results: { name: string; code: string | null }[]
  legalBases: LegalBasis[]
  requirements: string | null
  /** The source says that there are none. */
  requirementsNone: boolean
  keywords: string | null
  description: string | null
  note: string | null
  /** How the result is received after filing online and otherwise; null where not published. */
  receiving: { online: Receiving[]; offline: Receiving[] } | null
  /** Any place of the province takes it in; null where not published. */
  nonTerritorial: boolean | null
  serviceGroups: string[]
  url: string | null
}

export type Level = 'ministry' | 'province' | 'commune' | 'other'
export const LEVELS: readonly Level[] = ['ministry', 'province', 'commune', 'other']
export type OnlineLevel = 'full' | 'partial' | 'info'
export type Status = 'current' | 'no_longer_published' | 'internal'
export type Source = 'portal' | 'older' | 'list' | 'index' | 'package'
