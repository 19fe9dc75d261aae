export { type CountFault, openCounts, type OpenCounts, readOpenCounts, repairCounts, takeInChanges } from './counts.store.ts'
export { filedPart, type FiledRow } from './filed.store.ts'
export { findBySearch, type FoundPage } from './search/search.store.ts'
export { type Asked, type Typed, typedOf } from './search/terms.ts'
export { createMoveDossier, type Deadlines, mayMove, type Move, type MoveDossier, type Period, type Reckoned } from './move.ts'
export { type Extension, extensionsPart, pausesPart, selectExtensions as extensionsOf, selectOpenDue as openDue } from './deadlines.store.ts'
export { createDueDates, type DueDates } from './due-dates.ts'
export { DOSSIER_PARAMETERS, DRAFT_SILENCE } from './parameters.ts'
export { createObligations, type Obligation, type ObligationProof, type Obligations } from './obligations.ts'
export { createNextCode, type NextCode } from './next-code.ts'
export { isParty, type PartyRow, partiesPart, selectOfParty as dossiersOfParty, selectParties as partiesOf } from './parties.store.ts'
export { type Contact, createRecord, type DossierParty, type DossierRecord, type FormAnswers, type NewDossier, NO_COMPONENT } from './record.ts'
export { DEFAULT_CODE_PATTERN, isCode, normaliseCode } from './rules/code.ts'
export { maskName, maskNumber } from './rules/mask.ts'
export { DOSSIER_ACTS, type DossierAct, isClosed, STATUS, type Status, stateRefusals, TRANSITIONS, transitionFor } from './rules/states.ts'
export {
  type DossierRow,
  type DueChangeRow,
  lockRow as lockDossier,
  type MessageRow,
  type PaperRow,
  type PartOfWhole,
  type PauseRow,
  selectByCode as findDossierByCode,
  selectByCodes as dossiersByCode,
  selectById as findDossier,
  selectByIds as findDossiers,
  selectRevisions as revisionsOf,
  selectByNumber as dossiersOfNumber,
  dossierPart,
  dueChangesPart,
  selectDueChanges as dueChangesOf,
  selectLapsed as lapsedSupplements,
  selectOfAccount as dossiersOfAccount,
  papersPart,
  partsOfWhole,
  selectPapers as papersOf,
  selectPauses as pausesOf,
  twinsPart,
  updateRow as updateDossier,
} from './store.ts'
export { type Terms, underTerms } from './terms.ts'
export { statusLabel, statusMeaning, statusWords } from './words.ts'
export { createRequests, type DossierRequests, type DraftCorrection, type SupplementItem, type SupplementRequest } from './requests.ts'
export { selectSilentDrafts as silentDrafts } from './requests.store.ts'
export { documentTitle, formName, isForm, isResult, replacementOf } from './document-words.ts'
export type { TrackingAgency, TrackingDeps, TrackingStep } from './citizen/deps.ts'
export { createLookUp } from './citizen/look-up.ts'
export { mountTracking } from './citizen/index.ts'
export { PASS_COOKIE, passOfNumber, sealPass } from './citizen/pass.ts'
export { type SendTrackingCode, TRACKING_REACTIONS, trackingJobs, type TrackingJobsDeps } from './citizen/jobs.ts'
export { trackingCodeText } from './citizen/words.ts'
export { PartsOfWhole, type PartShown, WholeOfPart } from './citizen/parts.tsx'
export { PaymentAsked, TimeMoved } from './citizen/time-moved.tsx'
export { OfficeContact, wayOfDossier } from './citizen/detail.page.tsx'
