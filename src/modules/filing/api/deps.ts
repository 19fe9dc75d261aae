import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db.ts'
import type { Sealer } from '../../../platform/seal.ts'
import type { Lang } from '../../../platform/words.ts'
import type { Throttle } from '../../accounts/index.ts'
import type { DossierRecord, DossierRequests } from '../../dossiers/index.ts'
import type { AppendEvent, LogAccess } from '../../events/index.ts'
import type { FilesDeps } from '../../files/index.ts'
import type { Asking } from '../../forms/index.ts'
import type { AnswerInvitation } from '../answer-invitation.ts'
import type { ConfirmPart } from '../confirm-part.ts'
import type { Drafts } from '../drafts.ts'
import type { Invitations } from '../invitations.ts'
import type { Parts } from '../parts.ts'
import type { CheckAnswers, FilingAgencies, FilingPackages } from '../ports.ts'
import type { Submit } from '../submit.ts'

export interface FilingApiDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  files: FilesDeps
  append: AppendEvent
  logAccess: LogAccess
  packages: FilingPackages
  agencies: FilingAgencies
  asking: (lang: Lang) => Promise<Asking>
  check: CheckAnswers
  submit: Submit
  drafts: Drafts
  invitations: Invitations
  answerInvitation: AnswerInvitation
  parts: Parts
  confirmPart: ConfirmPart
  record: DossierRecord
  requests: DossierRequests
  throttle: Throttle
  /** Without a slash at the end. */
  publicUrl: string
}
