import type { Part } from '../../platform/together.ts'
import type { Lang } from '../../platform/words.ts'
import type { Period, Terms } from '../dossiers/index.ts'
import type { FileKind } from '../files/index.ts'
import type { Answers, FormDefinition, RawAnswers, Validated } from '../forms/index.ts'

/** One thành phần hồ sơ as it applies to a case and its answers. */
export interface ApplicableComponent {
  id: string
  name: { vi: string; en: string }
  hint: { vi: string; en: string } | null
  /** Missing it stops submission. */
  required: boolean
  /** Shown at the office, not handed in. */
  presentedOnly: boolean
  /** The party of the form whose paper it is; null for the one who files. */
  by: string | null
  originals: number
  copies: number
  /** Kinds of files that it takes. */
  accepts: readonly FileKind[]
  mostFiles: number
}

/** A published package as filing needs it: fixed to one version. */
export interface FilingPackage {
  versionId: string
  publishedAt: Date
  code: string
  name: { vi: string; en: string }
  form: FormDefinition
  /** Null for linked procedures: their parts have processes. */
  processDefinitionId: string | null
  level: 'ministry' | 'province' | 'commune'
  cases: readonly { key: string; label: { vi: string; en: string }; hint?: { vi: string; en: string } }[]
  resultWays: readonly ('online' | 'counter' | 'post')[]
  declaration: { version: string; text: { vi: string; en: string } }
  acknowledgementHours: number
  retentionClass: string
  /** Minutes that its form takes to fill in, as the package reckons; null where it doesn't say. */
  minutesToFill: number | null
  /** What to have at hand while filling it in. */
  whatToPrepare: readonly { vi: string; en: string }[]
  period(channel: 1 | 2 | 3, caseKey: string): Period
  components(caseKey: string, answers: Answers): readonly ApplicableComponent[]
  /** Its form is the general one: the procedure has none of its own. */
  isGeneral: boolean
  /** What the answers make of its fees: đồng, null where the province sets it or the office reckons it by `note`. */
  fees(caseKey: string, answers: Answers, today: string): readonly { id: string; label: { vi: string; en: string }; amount: number | null; note: { vi: string; en: string } | null; exempt: boolean }[]
  /** Whose dossier it is and what it is about, from the answers. */
  subjectOf(answers: Answers): { subject: string; ownerName: string; ownerNumber: string | null }
  /** What the officer enters in the result, beside the form; null where nothing. */
  resultEntries: FormDefinition | null
  /** What a linked procedure (thủ tục liên thông) consists of; null for all others. */
  parts: readonly FilingPart[] | null
}

/** What a part ended with, for those that wait for it; null where there is none of it. */
export interface PartOutcome {
  'identity-number': string | null
  number: string | null
  /** YYYY-MM-DD */
  'issued-on': string | null
}

/** A procedure that a linked one carries out, as a dossier of its own. */
export interface FilingPart {
  id: string
  procedure: string
  caseKey: string
  /** Parts that must have ended with a result before this one begins. */
  after: readonly string[]
  /** Address field whose commune says which office is competent; the commune of the whole when absent. */
  place: string | null
  terms: Terms
  acknowledgementHours: number
  /** Whether the answers of the whole ask for it. */
  applies(answers: Answers): boolean
  /** Its form's answers as JSON, from those of the whole and what earlier parts ended with. */
  answers(whole: Answers, form: FormDefinition, outcomes: Readonly<Record<string, PartOutcome>>): Record<string, unknown>
  /** Its component → the component of the whole that stands for it. */
  papers: Readonly<Record<string, string>>
}

export interface FilingPackages {
  /** The version that new drafts take; null when the procedure can't be filed here. */
  current(code: string): Promise<FilingPackage | null>
  /** @throws Error when there is no such version. */
  version(versionId: string): Promise<FilingPackage>
}

export type CheckAnswers = (form: FormDefinition, raw: RawAnswers, lang: Lang) => Promise<Validated>

export interface FilingAgency {
  id: string
  code: string | null
  nameVi: string
  nameEn: string | null
  provinceCode: string | null
  communeCode: string | null
  address: string | null
  phone: string | null
  hoursVi: string | null
  hoursEn: string | null
  mapUrl: string | null
}

export interface FilingAgencies {
  find(id: string): Promise<FilingAgency | null>
  /** The office that takes a procedure of this level for a commune; null when this deployment has none. */
  competent(communeCode: string, level: FilingPackage['level'], procedureCode: string): Promise<FilingAgency | null>
}

/** The person behind an account, opened; reading it is logged by whoever shows it. */
export interface Submitter {
  personId: string
  name: string
  identityNumber: string | null
  birthDate: string | null
  phone: string | null
  email: string | null
  address: string | null
}

export type SubmitterPart = (personId: string) => Part<Submitter | null>
