import type { Clock } from '../../../platform/clock.ts'
import type { Db, Reader } from '../../../platform/db.ts'
import type { Answer } from '../../../platform/http/index.ts'
import type { Sealer } from '../../../platform/seal.ts'
import type { Lang } from '../../../platform/words.ts'
import type { WithdrawnPdf } from '../../documents/index.ts'
import type { DossierRecord, DossierRequests, TrackingStep } from '../../dossiers/index.ts'
import type { LogAccess, ReadStream } from '../../events/index.ts'
import type { FilesDeps } from '../../files/index.ts'
import type { Asking, FindFacts, FindPeople, FindPlace, FormDefinition, Answers } from '../../forms/index.ts'
import type { createAnswerDraft } from '../answer-draft.ts'
import type { AnswerInvitation } from '../answer-invitation.ts'
import type { ConfirmPart } from '../confirm-part.ts'
import type { Drafts } from '../drafts.ts'
import type { Invitations } from '../invitations.ts'
import type { Parts } from '../parts.ts'
import type { CheckAnswers, FilingAgencies, FilingPackages } from '../ports.ts'
import type { FillingTime } from '../rules/filling-time.ts'
import type { createSendMessage } from '../send-message.ts'
import type { Submit } from '../submit.ts'
import type { createSupplementPapers } from '../supplement-papers.ts'
import type { createSupply } from '../supply.ts'
import type { createWithdraw } from '../withdraw.ts'

/** What the citizen's pages of filing stand on. */
export interface FilingPageDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  files: FilesDeps
  /** A result that was withdrawn, as it is given out: marked. */
  withdrawnPdf: WithdrawnPdf
  packages: FilingPackages
  agencies: FilingAgencies
  /** Communes whose office takes dossiers on this deployment: province code, commune code, agency's name. */
  openPlaces: () => Promise<readonly { provinceCode: string; communeCode: string; name: string }[]>
  asking: (lang: Lang) => Promise<Asking>
  check: CheckAnswers
  findFacts: FindFacts
  findPeople: FindPeople
  /** How long the form of a procedure takes, as its latest dossiers say; null while they are too few. */
  fillingTime: (procedureCode: string) => Promise<FillingTime | null>
  /** Finds a written address among the places of today and the old units. */
  findPlace: FindPlace
  drafts: Drafts
  submit: Submit
  /** Inviting another person to a part of a draft, and what that person does. */
  invitations: Invitations
  answerInvitation: AnswerInvitation
  parts: Parts
  confirmPart: ConfirmPart
  /** Without a slash at the end: addresses that are passed on by hand begin with it. */
  publicUrl: string
  record: DossierRecord
  requests: DossierRequests
  /** The steps of a dossier's process with who does them (NĐ 224/2026 art. 15.1: real-time status). */
  stepsOf: (dossierId: string) => Promise<readonly TrackingStep[]>
  readStream: ReadStream
  logAccess: LogAccess
  /** Names of members of staff by their ids. */
  staffNames: (reader: Reader, ids: readonly string[]) => Promise<Map<string, string>>
  supply: ReturnType<typeof createSupply>
  supplementPapers: ReturnType<typeof createSupplementPapers>
  withdraw: ReturnType<typeof createWithdraw>
  answerDraft: ReturnType<typeof createAnswerDraft>
  sendMessage: ReturnType<typeof createSendMessage>
  /** Prints the declaration form from its answers; null when the package prints none. */
  printForm: (input: { versionId: string; form: FormDefinition; answers: Answers; agencyId: string | null }) => Promise<Answer | null>
}
