export type { FilingApiDeps } from './api/deps.ts'
export { mountFilingApi } from './api/index.ts'
export { type AfterDraftAnswer, createAnswerDraft } from './answer-draft.ts'
export type { FilingPageDeps } from './citizen/deps.ts'
export { mountFiling } from './citizen/index.ts'
export { type Citizen, createDrafts, type Drafts } from './drafts.ts'
export { createFillingTime } from './filling-times.ts'
export { filingJobs } from './jobs.ts'
export type { FillingTime } from './rules/filling-time.ts'
export { FILING_EVENTS } from './events.ts'
export type { OwnActDeps } from './own-dossier.ts'
export type {
  ApplicableComponent,
  CheckAnswers,
  FilingAgencies,
  FilingAgency,
  FilingPackage,
  FilingPackages,
  Submitter,
  SubmitterPart,
} from './ports.ts'
export { createSendMessage } from './send-message.ts'
export { createSubmit, type Filing, type Submit, type SubmitDeps } from './submit.ts'
export { createSupplementPapers } from './supplement-papers.ts'
export { createSupply } from './supply.ts'
export { createWithdraw } from './withdraw.ts'
