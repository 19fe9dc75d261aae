export type { AgencyAdminDeps } from './admin/deps.ts'
export { mountAgencyAdmin } from './admin/mount.ts'
export { type AgencyChange, changeAgency } from './change-agency.ts'
export { type AgencyClosing, closeAgency } from './close-agency.ts'
export { type AgencyWritten, createAgency, createAgencyWithin, type NewAgency } from './create-agency.ts'
export type { AgencyActDeps } from './deps.ts'
export { type AgencyDirectory, AgencySnapshot, createAgencyDirectory, type DirectoryDeps } from './directory.ts'
export { assignPost, assignPostWithin, type NewPost } from './assign-post.ts'
export { endPost } from './end-post.ts'
export { AGENCY_EVENTS } from './events.ts'
export { agencyWords } from './labels.ts'
export { giveCompetence, type NewCompetence } from './give-competence.ts'
export { type Holder, holdersOfDuty, postsToActIn, type StaffOnDuty, staffOnDuty, staffWithin } from './posts.ts'
export { selectAbsences, selectAllPosts, selectPostsWithin } from './posts.store.ts'
export { closeReceptionPoint, openReceptionPoint } from './reception-points.ts'
export { cancelAbsence, recordAbsence } from './record-absence.ts'
export type { AbsenceForm } from './rules/absence.ts'
export type { AgencyForm, Fault, PlaceNames } from './rules/agency-form.ts'
export { isInForce } from './rules/competence.ts'
export type { PostForm } from './rules/post.ts'
export { placeNames } from './place-names.ts'
export { administeredPaths, administers, holdsDuty } from './rules/scope.ts'
export { isWithin } from './rules/tree.ts'
export {
  ABSENCE_REASONS,
  type Absence,
  type AbsenceReason,
  AGENCY_KINDS,
  type Agency,
  type AgencyKind,
  DUTIES,
  type Duty,
  LEVELS,
  type Level,
  type Office,
  type ReceptionPoint,
  type StaffPost,
} from './types.ts'
