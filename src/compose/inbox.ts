import { repairCounts, takeInChanges } from '../modules/dossiers/index.ts'
import { lateByStaff, repairTaskCounts, selectStepTimes, stepsByDue, stepsToSign, type StepTimeRow, takeInTasks, typicalMinutes } from '../modules/processes/index.ts'
import type { AgencyDirectory } from '../modules/agencies/index.ts'
import { type createNavigation, INBOX_HINT, mountLive, mountProcessing, type OfficerDeps, type StepsFrom } from '../modules/processing/index.ts'
import { agenciesOf } from './agency-views.ts'
import { stopwatch } from '../platform/clock.ts'
import { createHints, giveHint } from '../platform/hints.ts'
import type { Web } from '../platform/http/index.ts'
import type { Acts } from './acts.ts'
import { paperLine } from './custody.ts'
import type { Calendars } from '../modules/calendar/index.ts'
import type { Catalogue, Packages } from '../modules/procedures/index.ts'
import type { Db } from '../platform/db.ts'
import type { JobHandlers } from '../platform/jobs.ts'

/** Procedures that dossiers here may be of, with the fields that the national record puts them in. */
export function procedureChoices({ packages, catalogue }: { packages: Pick<Packages, 'listed'>; catalogue: Pick<Catalogue, 'findItems'> }) {
  let made: { of: unknown; choices: { code: string; name: string; fields: string[] }[] } | null = null
  return async () => {
    const of = await packages.listed()
    if (made?.of !== of) {
      const items = new Map((await catalogue.findItems(of.map((one) => one.code))).map((item) => [item.code, item]))
      made = { of, choices: of.map((one) => ({ code: one.code, name: one.name.vi, fields: (items.get(one.code)?.fields ?? []).map((field) => field.name) })) }
    }
    return made.choices
  }
}

/** Past times change slowly: looked up again after so long. */
const TIMES_KEPT_MS = 5 * 60_000

/** What leaders' pages read of processes. */
export function leadersViews({ db, calendars, directory }: { db: Db; calendars: Calendars; directory: AgencyDirectory }): Pick<OfficerDeps, 'stepsToSign' | 'stepsByDue' | 'lateByStaff' | 'typicalTimes' | 'workingClock'> {
  const times = new Map<string, { until: number; ofSteps: Map<string, StepTimeRow[]> }>()
  const placeOf = (from: StepsFrom) => (from ? { place: { orderAt: from.place.orderAt, taskId: from.place.id }, backwards: from.backwards } : null)
  return {
    async stepsToSign(actor, from, limit) {
      const leading = { ...actor, posts: actor.posts.filter((post) => post.duties.includes('leader')) }
      const agencyIds = (await agenciesOf(directory)(leading)).map((agency) => agency.id)
      return stepsToSign(db, { agencyIds, from: placeOf(from), limit })
    },
    stepsByDue: (agencyIds, from, limit) => stepsByDue(db, { agencyIds, from: placeOf(from), limit }),
    lateByStaff,
    async typicalTimes(processKeys) {
      const unknown = processKeys.filter((key) => (times.get(key)?.until ?? 0) < stopwatch())
      if (unknown.length > 0) {
        const byProcess = Map.groupBy(await selectStepTimes(db, unknown), (row) => row.process_key)
        for (const key of unknown) times.set(key, { until: stopwatch() + TIMES_KEPT_MS, ofSteps: Map.groupBy(byProcess.get(key) ?? [], (row) => row.task_key) })
      }
      return new Map(processKeys.flatMap((key) => [...(times.get(key)?.ofSteps ?? [])].flatMap(([task, rows]) => {
        const minutes = typicalMinutes(rows)
        return minutes === null ? [] : [[`${key} ${task}`, minutes] as const]
      })))
    },
    async workingClock() {
      const calendar = await calendars.current()
      return (agencyId, from, to) => calendar.workingMinutesBetween(agencyId, from, to)
    },
  }
}

export interface CasesDeps {
  db: Db
  calendars: Calendars
  directory: AgencyDirectory
  catalogue: Pick<Catalogue, 'findItems'>
  packages: Pick<Packages, 'listed'>
  acts: Acts
  files: OfficerDeps['files']
  findPlace: OfficerDeps['findPlace']
  navigation: ReturnType<typeof createNavigation>
}

/** The officers' pages of dossiers, and the line on which they tell what changes while they lie open. */
export function composeCases(web: Web, deps: CasesDeps): { pages: OfficerDeps; stop: () => Promise<void> } {
  const { db, acts, files, findPlace, navigation } = deps
  const pages: OfficerDeps = { ...acts.processing, files, readStream: acts.readStream, paperLine, findPlace, procedures: procedureChoices(deps), ...leadersViews(deps) }
  mountProcessing(web, pages)
  const hints = createHints(db)
  const live = mountLive(web, { ...pages, hints, navigation })
  return {
    pages,
    async stop() {
      live.stop()
      await hints.stop()
    },
  }
}

/** Jobs that keep what the inbox reads: counts, words, times of steps. */
export function inboxJobs({ db, calendars }: { db: Db; calendars: Calendars }): JobHandlers {
  return {
    'inbox.take-in': async () => {
      const taken = await takeInChanges(db)
      const calendar = await calendars.current()
      const steps = await takeInTasks(db, (agencyId, from, to) => calendar.workingMinutesBetween(agencyId, from, to))
      if (taken.rows + steps > 0) await giveHint(db, INBOX_HINT)
    },
    // Nothing differs unless rows were changed by hand: looked at when nobody works.
    'inbox.repair': async () => {
      await repairCounts(db)
      await repairTaskCounts(db)
    },
  }
}
