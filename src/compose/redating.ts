import type { AgencyDirectory } from '../modules/agencies/index.ts'
import { type Calendars, type ChangeDeps, createDeadlines, mountCalendarAdmin } from '../modules/calendar/index.ts'
import { createDueDates } from '../modules/dossiers/index.ts'
import { createFollowSteps, type Definitions } from '../modules/processes/index.ts'
import { type CaseDeps, CHANGES_URL, createFollowCalendar, createProposals, mountRedating, type RedatingDeps } from '../modules/processing/index.ts'
import type { Web } from '../platform/http/index.ts'
import type { JobHandlers } from '../platform/jobs.ts'
import { administered } from './administered.ts'

export interface RedatingParts {
  cases: CaseDeps
  calendar: ChangeDeps
  calendars: Calendars
  definitions: Definitions
}

/** What a change of the days off needs to be followed by the dates that are promised. */
export function redatingOf({ cases, calendar, calendars, definitions }: RedatingParts): RedatingDeps {
  return {
    ...cases,
    calendar: { ...calendar, changed: () => calendars.changed() },
    duesBy: (snapshot) => createDueDates(createDeadlines({ current: async () => snapshot }), cases.sealer),
    async reach(version) {
      if (calendars.knownVersion() < version) await calendars.changed()
    },
    followSteps: createFollowSteps({ calendars, definitions }),
  }
}

/** Administrators' pages of the calendar, and of what its changes move. */
export function mountCalendar(web: Web, parts: RedatingParts & { directory: AgencyDirectory }): void {
  const { calendar, directory } = parts
  const deps = redatingOf(parts)
  const proposals = createProposals(deps)
  const follow = createFollowCalendar(deps)
  const propose: typeof proposals.propose = async (actor, change) => {
    const proposed = await proposals.propose(actor, change)
    if (proposed.ok) await follow.begin(proposed.id)
    return proposed
  }
  mountRedating(web, {
    db: deps.db,
    proposals,
    agencyNames: async (ids) => new Map((await directory.snapshot()).all.filter((agency) => ids.includes(agency.id)).map((agency) => [agency.id, agency.nameVi])),
  })
  mountCalendarAdmin(web, { ...calendar, ...administered({ db: deps.db, directory }), propose, changesUrl: CHANGES_URL, changed: () => parts.calendars.changed() })
}

/** The job that looks at open dates, and moves them once a change is saved. */
export function redatingJobs(parts: RedatingParts): JobHandlers {
  const follow = createFollowCalendar(redatingOf(parts))
  return { 'calendar.follow': () => follow.turn() }
}
