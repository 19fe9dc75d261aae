import { civilDateOf, formatDateTime } from '../../../platform/clock.ts'
import { holdersOfDuty } from '../../agencies/index.ts'
import { openDue, STATUS } from '../../dossiers/index.ts'
import { valueOn } from '../../parameters/index.ts'
import { type CaseDeps, onCase } from '../on-case.ts'
import { presentFor } from '../rules/choose-officer.ts'
import { willBeLate } from '../rules/will-be-late.ts'
import { tell } from '../work/tell.ts'
import { insertLateWarning, lateWarningsOf } from './late.store.ts'
import { WARN_AHEAD } from './parameters.ts'

export interface WarnDeps extends CaseDeps {
  /** Working hours that the steps of a dossier still need; null where no process runs. */
  hoursAhead: (dossierId: string) => Promise<number | null>
  /** The instant so many working days from now, by the calendar of no agency in particular. */
  daysAhead: (from: Date, days: number) => Promise<Date>
}

const PAGE = 100
const OPEN: readonly number[] = [STATUS.accepted, STATUS.processing]

/** Tells officer, leader and citizen of dossiers that will be late, while their date is still ahead; once for each date promised. */
export function createWarnLate(deps: WarnDeps) {
  return async (): Promise<number> => {
    const now = deps.clock.now()
    const until = await deps.daysAhead(now, WARN_AHEAD.max)
    let warned = 0
    let after = { dueAt: now, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
    for (;;) {
      const page = await openDue(deps.db, after, { until, limit: PAGE })
      const told = await lateWarningsOf(deps.db, page.map((row) => row.id))
      for (const row of page) {
        const dueAt = row.current_due_at
        if (!dueAt || !OPEN.includes(row.status) || told.has(`${row.id} ${dueAt.getTime()}`)) continue
        const days = await valueOn(deps.db, WARN_AHEAD, row.agency_id, civilDateOf(now))
        const minutesLeft = await deps.workingMinutes(row.agency_id, now, dueAt)
        if (!willBeLate({ minutesLeft, hoursAhead: await deps.hoursAhead(row.id), warnDays: days })) continue
        if (await warn(row.id, dueAt)) warned += 1
      }
      const last = page.at(-1)
      if (!last?.current_due_at || page.length < PAGE) return warned
      after = { dueAt: last.current_due_at, id: last.id }
    }
  }

  async function warn(dossierId: string, dueAt: Date): Promise<boolean> {
    const act = { dossierId, key: `will-be-late:${dossierId}:${dueAt.getTime()}`, seenRevision: null, kind: 'will-be-late', permission: 'dossier.do-step', request: dueAt.toISOString() }
    const done = await onCase(deps, { kind: 'system', name: 'deadlines' }, act, async ({ tx, row, at, agency }) => {
      await insertLateWarning(tx, { dossier_id: row.id, due_at: dueAt, told_at: at })
      const holding = (await deps.processes.openTasks(tx, row.id)).flatMap((task) => task.claimedBy ?? [])
      const leaders = presentFor(await holdersOfDuty(tx, agency.path, 'leader', civilDateOf(at))).map((one) => one.staffId)
      await tell(tx, [...holding, ...leaders], { row, kind: 'will-be-late', byName: 'Hệ thống', detail: formatDateTime(dueAt), at, about: `${row.id}:${dueAt.getTime()}` })
      return { ok: true, eventType: 'dossier.will-be-late', payload: { dueAt: dueAt.toISOString() } }
    })
    return done.ok && !done.replayed
  }
}
