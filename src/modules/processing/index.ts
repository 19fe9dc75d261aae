import type { Web } from '../../platform/http/index.ts'
import { mountActs } from './officer/acts.page.tsx'
import { mountCase } from './officer/case.page.tsx'
import { mountDeadlinePages } from './deadlines/deadline-acts.page.tsx'
import { mountWorkPages } from './work/work.pages.tsx'
import type { OfficerDeps } from './officer/deps.ts'
import { mountDrafting } from './officer/draft.page.tsx'
import { mountFees } from './officer/fees.page.tsx'
import { mountDesk } from './officer/desk.page.tsx'
import { mountLeaders } from './officer/leaders.page.tsx'
import { mountInbox } from './officer/inbox.page.tsx'
import { mountBulk } from './officer/bulk.page.tsx'
import { mountSavedFilters } from './officer/saved-filters.page.tsx'
import { mountSearch } from './officer/search.page.tsx'
import { mountCasePapers } from './officer/papers.page.tsx'
import { mountCorrection } from './officer/correct.page.tsx'
import { mountGivingBack } from './officer/giving-back.page.tsx'
import { type BookDeps, mountResultBooks } from './officer/result-books.page.tsx'
import { mountEndOfDay } from './day/end-of-day.page.tsx'
import { mountRegister, type RegisterDeps } from './officer/register.page.tsx'

export { createAccept } from './accept.ts'
export { createAttest, type EnterBook } from './attest.ts'
export { createCancelFee, createCollectFee } from './collect-fee.ts'
export { createDeadlineActs } from './deadlines/acts.ts'
export { createWarnLate } from './deadlines/warn-late.ts'
export { DEADLINE_PARAMETERS } from './deadlines/parameters.ts'
export { tell as tellOfficers } from './work/tell.ts'
export { mountRedating } from './redating/changes.page.tsx'
export { createFollowCalendar } from './redating/follow.ts'
export { CHANGES_URL, createProposals, type Proposals, type RedatingDeps } from './redating/propose.ts'
export { opinionsOf } from './work/opinions.store.ts'
export { type CaseWork, createCaseWork } from './work/case-work.ts'
export { ASSIGNMENT_MODE, WORK_PARAMETERS } from './work/parameters.ts'
export { createTellWatchers, forgetPresence, WATCHED } from './work/watch.ts'
export { createDecideWithdrawal } from './decide-withdrawal.ts'
export { type DraftMade, draftsMade } from './drafts-made.ts'
export { type Extending, extensionSlip } from './extension-slip.ts'
export { createHandOver, scopeOf } from './hand-over.ts'
export { enterInRegister } from './register/enter.ts'
export { noteInRegister } from './register/register.store.ts'
export { createReprintPaper } from './reprint.ts'
export { BOOK_PAPER, PAPER_PARAMETERS, SLIP_PAPER } from './paper-parameters.ts'
export { createIdentityNumbers } from './identity-number.ts'
export { createAddNote, createMessageCitizen } from './notes.ts'
export type { CaseDeps, Staff } from './on-case.ts'
export { createOutcomeOf } from './outcome.ts'
export type { OfficerDeps, OpenStep, StepsFrom } from './officer/deps.ts'
export { INBOX_HINT, mountLive } from './officer/live.page.ts'
export { createNavigation } from './officer/inbox.page.tsx'
export type { AskPopulation, BirthFacts, CaseAgency, CasePackage, May, OpenTask, Processes } from './ports.ts'
export { createRefuseDossier } from './refuse-dossier.ts'
export { createRequestSupplement } from './request-supplement.ts'
export { createSteps, type Steps } from './steps.ts'
export { createStop } from './stop.ts'
export { createAfterDraftAnswer, createWhenTimePasses } from './when-time-passes.ts'

/** The officers' pages: inbox, case, acts. */
export function mountProcessing(web: Web, deps: OfficerDeps): void {
  mountInbox(web, deps)
  mountDesk(web, deps)
  mountLeaders(web, deps)
  mountSearch(web, deps)
  mountBulk(web, deps)
  mountSavedFilters(web, deps)
  mountCase(web, deps)
  mountActs(web, deps)
  mountDrafting(web, deps)
  mountFees(web, deps)
  mountDeadlinePages(web, deps)
  mountWorkPages(web, deps)
}

/** What is printed of a case at any time, and the books of the office. */
export function mountPapers(web: Web, deps: RegisterDeps & BookDeps): void {
  mountCasePapers(web, deps)
  mountRegister(web, deps)
  mountEndOfDay(web, deps)
  mountResultBooks(web, deps)
  mountCorrection(web, deps)
  mountGivingBack(web, deps)
}

/** The officers' left column: the books. */
export const BOOKS_NAVIGATION = [
  { key: 'so-theo-doi', href: '/can-bo/so-theo-doi', text: 'Sổ theo dõi hồ sơ' },
  { key: 'so-ket-qua', href: '/can-bo/so-ket-qua', text: 'Sổ kết quả' },
]
