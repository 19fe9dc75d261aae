import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { AgencyDirectory } from '../modules/agencies/index.ts'
import type { Calendars } from '../modules/calendar/index.ts'
import type { FilesDeps } from '../modules/files/index.ts'
import type { ReturnsDeps } from '../modules/returns/index.ts'
import type { Acts } from './acts.ts'

export const agencyIdsOf = (directory: AgencyDirectory) => async () => (await directory.snapshot()).all.map((agency) => agency.id)

export const workingDaysAfter =
  (calendars: Calendars): ReturnsDeps['workingDaysAfter'] =>
  async (agencyId, from, days) =>
    (await calendars.current()).dueDate(agencyId, from, { amount: days, unit: 'working_day' }).dueAt

/** What giving results back needs of the modules beside it. */
export function returnsOf({ db, clock, calendars, directory, files, acts }: { db: Db; clock: Clock; calendars: Calendars; directory: AgencyDirectory; files: FilesDeps; acts: Acts }): ReturnsDeps {
  const { processing } = acts
  return {
    db,
    clock,
    sealer: files.sealer,
    files,
    append: acts.append,
    logAccess: acts.logAccess,
    logAccesses: processing.logAccesses,
    record: acts.record,
    giveBack: processing.steps.giveBack,
    findReturnTask: async (reader, dossierId) => (await processing.processes.openTasks(reader, dossierId)).find((one) => one.work === 'return')?.taskId ?? null,
    agenciesOf: processing.agenciesOf,
    agencyIds: agencyIdsOf(directory),
    workingDaysAfter: workingDaysAfter(calendars),
  }
}
