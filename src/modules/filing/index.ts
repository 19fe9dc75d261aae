export type { FilingApiDeps } from './api/deps.ts'
export { mountFilingApi } from './api/index.ts'
export { type AfterDraftAnswer, createAnswerDraft } from './answer-draft.ts'
export { type AnswerInvitation, createAnswerInvitation } from './answer-invitation.ts'
export type { FilingPageDeps } from './citizen/deps.ts'
export { mountFiling, viewersWords } from './citizen/index.ts'
export { type Citizen, createDrafts, type Drafts } from './drafts.ts'
export { createConfirmPart } from './confirm-part.ts'
export { createFillingTime } from './filling-times.ts'
export { filingJobs } from './jobs.ts'
export type { FillingTime } from './rules/filling-time.ts'
export { FILING_EVENTS } from './events.ts'
export { type BeginPartsDeps, createBeginParts } from './linked/begin-parts.ts'
export { createFollowParts } from './linked/follow-parts.ts'
export { linkageOf } from './linked/shown.ts'
export { createInvitations, type Invitations } from './invitations.ts'
export { createInvitationNotices, type InvitationNotice } from './invitation-notice.ts'
export type { OwnActDeps } from './own-dossier.ts'
export { createParts } from './parts.ts'
export { filingOf } from './parts-of-filing.ts'
export type {
  ApplicableComponent,
  CheckAnswers,
  FilingAgencies,
  FilingAgency,
  FilingPackage,
  FilingPackages,
  FilingPart,
  PartOutcome,
  Submitter,
  SubmitterPart,
} from './ports.ts'
export { createSendMessage } from './send-message.ts'
export type { TakenIn } from './filer.ts'
export { createSubmit, type FiledPaper, type Filing, type Judged, type Submit, type SubmitDeps } from './submit.ts'
export { createSupplementPapers } from './supplement-papers.ts'
export { createSupply } from './supply.ts'
export { createWithdraw } from './withdraw.ts'
