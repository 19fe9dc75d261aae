import { type AgencyDirectory, staffWithin } from '../modules/agencies/index.ts'
import { type Calendars, HOURS_A_DAY } from '../modules/calendar/index.ts'
import type { StoredEvent } from '../modules/events/index.ts'
import { type Definitions, hoursAhead } from '../modules/processes/index.ts'
import { valueOn } from '../modules/parameters/index.ts'
import { ASSIGNMENT_MODE, type CaseDeps, createCaseWork, createTellWatchers, createWarnLate, forgetPresence, type Staff } from '../modules/processing/index.ts'
import { findDossier } from '../modules/dossiers/index.ts'
import { civilDateOf, type Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { JobHandlers } from '../platform/jobs.ts'
import type { Acts } from './acts.ts'

const OPEN_TO_ASK = 400

export function caseWork(cases: CaseDeps, { directory, calendars }: { directory: AgencyDirectory; calendars: Calendars }) {
  return createCaseWork(cases, {
    dueBy: async (agencyId, from, period) => (await calendars.current()).dueDate(agencyId, from, period).dueAt,
    async answerersOf(agencyId, at) {
      const agency = (await directory.snapshot()).all.find((one) => one.id === agencyId)
      const staff = agency ? await staffWithin(cases.db, agency.path, civilDateOf(at)) : []
      return staff.filter((one) => one.duties.some((duty) => duty === 'specialist' || duty === 'leader')).map((one) => one.staffId)
    },
    async agenciesToAsk(agencyId) {
      const { all } = await directory.snapshot()
      const own = all.find((one) => one.id === agencyId)
      const today = civilDateOf(cases.clock.now())
      return all
        .filter((one) => one.id !== agencyId && (one.validTo === null || one.validTo >= today) && (one.provinceCode === own?.provinceCode || one.level === 'ministry'))
        .slice(0, OPEN_TO_ASK)
        .map((one) => ({ id: one.id, name: one.nameVi }))
        .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
    },
  })
}

/** Jobs of giving work and of opinions. Each may run again: what was done is found and left alone. */
export function workJobs({ db, clock, acts, calendars, definitions }: { db: Db; clock: Clock; acts: Acts; calendars: Calendars; definitions: Definitions }): JobHandlers {
  const tellWatchers = createTellWatchers({ db })
  const warnLate = createWarnLate({
    ...acts.processing,
    hoursAhead: (dossierId) => hoursAhead(definitions, db, dossierId),
    daysAhead: async (from, days) => (await calendars.current()).addWorkingHours(null, from, days * HOURS_A_DAY),
  })
  const eventOf = (data: { eventId?: string; at?: string }): Promise<StoredEvent> => acts.getEvent(db, data.eventId ?? '', data.at)
  return {
    'work.assign': async (data) => {
      const dossier = await findDossier(db, (await eventOf(data)).stream.id)
      const mode = dossier ? await valueOn(db, ASSIGNMENT_MODE, dossier.agency_id, civilDateOf(clock.now())) : 'leader'
      if (dossier && mode === 'automatic') await acts.processing.work.assignByRule(dossier.id)
    },
    'work.tell-watchers': async (data) => tellWatchers(await eventOf(data)),
    'work.delegations-over': async () => void (await acts.processing.work.delegationsEnd()),
    'work.opinions-overdue': async () => void (await acts.processing.work.opinions.timePasses()),
    'deadlines.warn-late': async () => void (await warnLate()),
    'work.forget-presence': async () => void (await forgetPresence({ db, clock })),
  }
}

/** The officers' left column: what is asked of one by colleagues, beside the lists of dossiers. */
export const workSection = (actor: Staff) => {
  const held = new Set(actor.posts.flatMap((post) => post.duties))
  const item = (key: string, href: string, text: string) => ({ key, href, text })
  return {
    title: 'Cùng làm việc',
    items: [
      item('notices', '/can-bo/thong-bao', 'Thông báo cho tôi'),
      ...(held.has('specialist') || held.has('leader') ? [item('opinions', '/can-bo/y-kien', 'Được xin ý kiến')] : []),
      ...(held.has('leader') ? [item('assignments', '/can-bo/phan-cong', 'Phân công')] : []),
    ],
  }
}
