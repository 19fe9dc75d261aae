import { accountsJobs } from '../modules/accounts/index.ts'
import type { AgencyDirectory } from '../modules/agencies/index.ts'
import type { Calendars } from '../modules/calendar/index.ts'
import type { DocumentsDeps } from '../modules/documents/index.ts'
import { trackingCodeText, trackingJobs } from '../modules/dossiers/index.ts'
import type { AppendEvent, createGetEvent } from '../modules/events/index.ts'
import { filesJobs } from '../modules/files/index.ts'
import { filingJobs } from '../modules/filing/index.ts'
import type { Packages } from '../modules/procedures/index.ts'
import type { Definitions } from '../modules/processes/index.ts'
import { receptionJobs } from '../modules/reception/index.ts'
import { returnsJobs } from '../modules/returns/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { JobHandlers } from '../platform/jobs.ts'
import type { Sealer } from '../platform/seal.ts'
import type { Acts } from './acts.ts'
import { workJobs } from './case-work.ts'
import type { Counterparties } from './counterparties.ts'
import { paperJobs } from './custody.ts'
import { dossierJobs } from './dossier-jobs.ts'
import { feedbackJobs } from './feedback.ts'
import { inboxJobs } from './inbox.ts'
import { createPrintFiledForm } from './printing.ts'
import { processJobs } from './process-work.ts'
import { queueJobs } from './queue.ts'
import { nameOfStaffKey } from './reception.ts'
import { type RedatingParts, redatingJobs } from './redating.ts'
import { agencyIdsOf, workingDaysAfter } from './returns.ts'

export interface JobParts extends Pick<Parameters<typeof filesJobs>[0], 'store' | 'scanner' | 'toPdf'> {
  db: Db
  clock: Clock
  sealer: Sealer
  acts: Acts
  appendEvent: AppendEvent
  getEvent: ReturnType<typeof createGetEvent>
  outside: Counterparties
  documents: DocumentsDeps
  packages: Packages
  calendars: Calendars
  definitions: Definitions
  directory: AgencyDirectory
  redating: RedatingParts
  publicUrl: string
}

/** All that the worker does, by the names of its jobs; what follows from an event stands in `reactions.ts`. */
export function jobsOf({ db, clock, sealer, acts, appendEvent, getEvent, outside, store, scanner, toPdf, documents, packages, calendars, definitions, directory, redating, publicUrl }: JobParts): JobHandlers {
  return {
    ...accountsJobs({ db, clock, sealer, getEvent, sendNotice: outside.sendNotice }),
    ...filesJobs({ db, clock, sealer, store, scanner, toPdf }),
    ...trackingJobs({
      db,
      clock,
      sealer,
      getEvent,
      sendTrackingCode: ({ phone, code, lang, key, expiresAt }) =>
        outside.sendNotice({ key, channel: 'sms', to: phone, subject: '', text: trackingCodeText(lang, code), lang, about: { kind: 'tracking', id: key.split(':')[1] ?? key }, secretUntil: expiresAt }),
    }),
    ...dossierJobs({ db, acts, documents, publicUrl, follow: outside.follow, printFiledForm: createPrintFiledForm({ db, documents, packages, acts }) }),
    ...filingJobs({ db, clock }),
    ...workJobs({ db, clock, acts, calendars, definitions }),
    ...processJobs({ db, clock, calendars, definitions, appendEvent }),
    ...redatingJobs(redating),
    ...inboxJobs({ db, calendars }),
    ...returnsJobs({ db, clock, append: acts.append, agencyIds: agencyIdsOf(directory), workingDaysAfter: workingDaysAfter(calendars) }),
    ...queueJobs({ db, clock, sealer, directory, calendars, acts, follow: outside.follow }),
    ...feedbackJobs({ directory, acts, follow: outside.follow }),
    ...receptionJobs({ db, getEvent, nameOfStaff: nameOfStaffKey(db) }),
    ...paperJobs({ db, acts }),
    ...outside.jobs,
  }
}
