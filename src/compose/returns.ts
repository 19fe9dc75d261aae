import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { Calendars } from '../modules/calendar/index.ts'
import type { FilesDeps } from '../modules/files/index.ts'
import type { ReturnsDeps } from '../modules/returns/index.ts'
import type { Acts } from './acts.ts'

export const workingDaysAfter =
  (calendars: Calendars): ReturnsDeps['workingDaysAfter'] =>
  async (agencyId, from, days) =>
    (await calendars.current()).dueDate(agencyId, from, { amount: days, unit: 'working_day' }).dueAt

/** What giving results back needs of the modules beside it. */
export function returnsOf({ db, clock, calendars, files, acts }: { db: Db; clock: Clock; calendars: Calendars; files: FilesDeps; acts: Acts }): ReturnsDeps {
  const { processing } = acts
  return {
    db,
    clock,
    sealer: files.sealer,
    files,
    append: acts.append,
    logAccess: acts.logAccess,
    record: acts.record,
    giveBack: processing.steps.giveBack,
    findReturnTask: async (reader, dossierId) => (await processing.processes.openTasks(reader, dossierId)).find((one) => one.work === 'return')?.taskId ?? null,
    agenciesOf: processing.agenciesOf,
    workingDaysAfter: workingDaysAfter(calendars),
  }
}
