import type { Together } from '../../platform/all-or-nothing.ts'
import type { Actor } from '../../platform/actor.ts'
import type { CivilDate } from '../../platform/clock.ts'
import type { Reader } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import type { Write } from '../../platform/together.ts'
import type { Answers, FormDefinition, RawAnswers, Validated } from '../forms/index.ts'
import type { PaperCounts } from './rules/counts.ts'
import type { KnownPerson } from './rules/who.ts'

export type Staff = Extract<Actor, { kind: 'staff' }>
export type Channel = 1 | 2 | 3

/** A counter: an agency in which a member of staff has the duty of reception. */
export interface Desk {
  agencyId: string
  agencyPath: string
  name: string
  provinceCode: string
  /** Commune whose procedures are taken first here. */
  communeCode: string | null
}

export interface ReceptionComponent {
  id: string
  name: { vi: string; en: string }
  hint: { vi: string; en: string } | null
  required: boolean
  presentedOnly: boolean
  originals: number
  copies: number
}

/** A published package as a counter needs it, for one way of handing in. */
export interface ReceptionPackage {
  versionId: string
  code: string
  name: { vi: string; en: string }
  form: FormDefinition
  cases: readonly { key: string; label: { vi: string; en: string } }[]
  resultWays: readonly ('online' | 'counter' | 'post')[]
  components(caseKey: string, answers: Answers): readonly ReceptionComponent[]
  fees(caseKey: string, answers: Answers, today: CivilDate): readonly { id: string; label: { vi: string; en: string }; amount: number | null; note: { vi: string; en: string } | null; exempt: boolean }[]
  declaration: { text: { vi: string; en: string } }
  /** As published: "01 ngày làm việc". */
  timeLimit(caseKey: string): string
  /** Register of certification whose numbers it takes; null for all other procedures. */
  register: string | null
  /** Where its templates lie; laid out there when it is asked for first. */
  templateFolder(): Promise<string>
}

export interface ReceptionPackages {
  /** The version that new dossiers take; null where it isn't taken in so. */
  current(code: string, channel: Channel): Promise<ReceptionPackage | null>
  version(versionId: string, channel: Channel): Promise<ReceptionPackage>
  /** All that are taken in by a way. */
  listed(channel: Channel): Promise<readonly { code: string; name: string }[]>
}

export interface CounterPaper {
  component: string
  fileId: string | null
  /** Null for what is filed as a file only. */
  handedIn?: PaperCounts
}

/** What is filed, as the one act of filing takes it. */
export interface CounterFiling {
  communeCode: string | null
  caseKey: string | null
  resultWay: 'online' | 'counter' | 'post' | null
  raw: RawAnswers
  papers: readonly CounterPaper[]
}

export interface Lacking {
  /** 'place', 'agency', 'case', 'result-way', 'field', 'paper' … */
  kind: string
  /** Field or component. */
  id: string
  text: string
}

export interface CounterJudged {
  missing: readonly Lacking[]
  warnings: readonly { field: string; text: string }[]
  agency: CompetentAgency | null
}

export interface CompetentAgency {
  id: string
  nameVi: string
}

export interface Submitting {
  personId: string | null
  name: string
  identityNumber: string | null
  birthDate: CivilDate | null
  phone: string | null
  email: string | null
  address: string | null
}

/** The one act of filing, as the counter uses it. */
export interface FilingPort {
  judge(input: { versionId: string; channel: Channel; filing: CounterFiling; checked?: Validated }): Promise<CounterJudged>
  file(
    officer: Staff,
    input: {
      draftId: string
      versionId: string
      channel: Channel
      filing: CounterFiling
      desk: Desk
      submitter: Submitting
      accountId: string | null
      owner: { ownerName: string; ownerNumber: string | null; ownerAddress: string | null } | null
      onBehalf: { confirmedAt: Date } | null
      refusing: boolean
      alongside: (dossierId: string) => readonly Write[]
      andThen?: (together: Together, dossierId: string) => Promise<Decided<object>>
    },
  ): Promise<Decided<{ dossierId: string; code: string; isNew: boolean }>>
}

export interface FeeTaken {
  amount: number | null
  payer: string
  way: string
  receipt: string
}

/** Whoever signs a certification, on paper. */
export interface Signer {
  staffId: string
  name: string
  title: string
}

interface OnDossier {
  dossierId: string
  key: string
  seenRevision: null
}

/** Acts on a dossier that stand elsewhere. Together with what makes the dossier: refused themselves, nothing of both is written. */
export interface CasePort {
  accept(officer: Staff, input: OnDossier & { valid: readonly string[] }, together?: Together): Promise<Decided<object>>
  collectFee(officer: Staff, input: OnDossier & FeeTaken, together?: Together): Promise<Decided<object>>
  refuse(officer: Staff, input: OnDossier & { reason: string; guidance: string }, together?: Together): Promise<Decided<object>>
  /** Certified, entered in the register, given back at once. */
  attest(officer: Staff, input: OnDossier & { signer: Signer }, together?: Together): Promise<Decided<object>>
}

/** People that the deployment knows. */
export interface PeoplePort {
  findByNumber(reader: Reader, number: string): Promise<KnownPerson | null>
  searchByName(reader: Reader, name: string, limit: number): Promise<KnownPerson[]>
  /** A phone is told only where it is that of a verified account. */
  record(person: { name: string; birthDate: CivilDate | null; identityNumber: string; cardSeen: boolean }): Promise<{ personId: string; accountId: string | null }>
  /** The verified phone of a person whose account is known to be theirs; null for all others. */
  verifiedPhone(personId: string): Promise<string | null>
}

/** Where paper lies that a counter takes in. */
export interface PaperPort {
  /** Places of the counter's agency; the first one stands there beforehand. */
  places(agencyId: string): Promise<readonly { id: string; name: string; isFirst: boolean }[]>
  /** Written in the statement that makes the dossier: the place that was chosen, or whoever receives it. */
  first(received: { agencyId: string; desk: Pick<Desk, 'agencyId' | 'name' | 'provinceCode'>; placeId: string | null; by: { key: string; name: string }; at: Date }): Promise<(dossierId: string) => readonly Write[]>
}

export interface Places {
  /** Places whose office takes dossiers, for the choice of another competent office. */
  open(): Promise<readonly { communeCode: string; provinceCode: string; name: string }[]>
}
