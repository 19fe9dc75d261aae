import { repairCounts, takeInChanges } from '../modules/dossiers/index.ts'
import { repairTaskCounts, takeInTasks } from '../modules/processes/index.ts'
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

/** Jobs that keep what the inbox reads: counts, words, times of steps. */
export function inboxJobs({ db, calendars }: { db: Db; calendars: Calendars }): JobHandlers {
  return {
    'inbox.take-in': async () => {
      await takeInChanges(db)
      const calendar = await calendars.current()
      await takeInTasks(db, (agencyId, from, to) => calendar.workingMinutesBetween(agencyId, from, to))
    },
    // Nothing differs unless rows were changed by hand: looked at when nobody works.
    'inbox.repair': async () => {
      await repairCounts(db)
      await repairTaskCounts(db)
    },
  }
}
