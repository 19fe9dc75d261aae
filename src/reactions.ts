import { ACCOUNT_REACTIONS } from './modules/accounts/index.ts'
import { TRACKING_REACTIONS } from './modules/dossiers/index.ts'

/**
 * What follows each event: the jobs written by the relay, in order. No conditions here; a job that has nothing to do
 * does nothing.
 */
export const REACTIONS: Readonly<Record<string, readonly string[]>> = {
  ...ACCOUNT_REACTIONS,
  ...TRACKING_REACTIONS,
  'draft.paper-added': ['files.convert'],
  'draft.party-invited': ['draft.notify'],
  'draft.invitation-sent-again': ['draft.notify'],
  'draft.invitation-declined': ['draft.notify'],
  'draft.invitation-revoked': ['draft.notify'],
  'draft.part-confirmed': ['draft.notify'],
  'draft.part-reopened': ['draft.notify'],
  'reception.pages-scanned': ['files.convert'],
  'account.file-added': ['files.convert'],
  'dossier.supplement-paper-added': ['files.convert'],
  'dossier.submitted': ['dossier.print-receipt', 'dossier.print-form', 'dossier.notify', 'files.convert', 'dossier.follow-parts'],
  'dossier.part-begun': ['dossier.notify', 'dossier.print-form'],
  'dossier.supplement-requested': ['dossier.notify', 'work.tell-watchers'],
  'dossier.supplemented': ['dossier.notify', 'files.convert', 'dossier.print-form', 'work.assign', 'work.tell-watchers'],
  'dossier.accepted': ['dossier.notify', 'reception.transfer-received', 'dossier.follow-parts', 'work.tell-watchers'],
  'dossier.refused': ['dossier.notify', 'dossier.follow-parts'],
  'dossier.draft-sent': ['dossier.notify', 'work.assign'],
  'dossier.issued': ['dossier.notify', 'dossier.deliver-online', 'dossier.follow-parts', 'work.assign', 'work.tell-watchers'],
  'dossier.result-corrected': ['dossier.notify'],
  'dossier.returned': ['dossier.notify', 'custody.result-given-out', 'dossier.follow-parts', 'work.tell-watchers'],
  'dossier.fetching-reminded': ['dossier.notify'],
  'dossier.withdrawal-asked': ['dossier.notify', 'work.tell-watchers'],
  'dossier.withdrawn': ['dossier.notify', 'dossier.follow-parts', 'work.tell-watchers'],
  'dossier.withdrawal-rejected': ['dossier.notify'],
  'dossier.stopped': ['dossier.notify', 'dossier.follow-parts', 'work.tell-watchers'],
  'dossier.due-moved': ['dossier.notify', 'work.tell-watchers'],
  'dossier.extended': ['dossier.notify', 'work.tell-watchers'],
  'dossier.obligation-requested': ['dossier.notify', 'work.tell-watchers'],
  'dossier.obligation-met': ['dossier.notify', 'work.tell-watchers'],
  'rating.answered': ['rating.notify'],
  'booking.made': ['booking.notify'],
  'booking.cancelled': ['booking.notify'],
  'booking.reminded': ['booking.notify'],
  'dossier.handed-over': ['work.assign', 'work.tell-watchers'],
  'dossier.appraised': ['work.assign', 'work.tell-watchers'],
  'dossier.approved': ['work.assign', 'work.tell-watchers'],
  'dossier.sent-back': ['work.assign', 'work.tell-watchers'],
  'dossier.step-returned': ['work.assign', 'work.tell-watchers'],
  'dossier.assigned': ['work.assign'],
  'dossier.draft-made': ['work.assign'],
  'dossier.draft-answered': ['work.assign'],
  'dossier.draft-agreed-by-silence': ['work.assign'],
  'dossier.will-be-late': ['dossier.notify'],
  'process.migration-ordered': ['processes.migrate'],
  'dossier.message-from-office': ['dossier.notify'],
}

/** Jobs that take long (conversion, printing): they have a queue of their own, so that messages don't wait for them. */
export const HEAVY_JOBS: ReadonlySet<string> = new Set(['files.convert', 'files.sweep', 'dossier.print-receipt', 'dossier.print-form'])
