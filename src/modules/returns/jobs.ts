import { civilDateOf } from '../../platform/clock.ts'
import { inTransaction } from '../../platform/db.ts'
import type { JobHandlers } from '../../platform/jobs.ts'
import { lockDossier, STATUS } from '../dossiers/index.ts'
import { readValues } from '../parameters/index.ts'
import { REMIND_AFTER, REMIND_AT_MOST, REMIND_EVERY, RETURN_PARAMETERS } from './parameters.ts'
import type { ReturnsDeps } from './ports.ts'
import { type After, insertReminder, selectReminders, selectWaiting, type WaitingRow } from './store.ts'

export type RemindDeps = Pick<ReturnsDeps, 'db' | 'clock' | 'append' | 'workingDaysAfter' | 'agencyIds'>

const PAGE = 200
const DAY = 86_400_000

/** By the clock: whoever does not come for a result at the counter is told of it again, each time once. */
export function returnsJobs(deps: RemindDeps): JobHandlers {
  return { 'results.remind': async () => void (await remindAll(deps)) }
}

/** @returns how many were reminded. */
export async function remindAll(deps: RemindDeps): Promise<number> {
  const now = deps.clock.now()
  const today = civilDateOf(now)
  const values = await readValues(deps.db, RETURN_PARAMETERS)
  let reminded = 0
  for (const agencyId of await deps.agencyIds()) {
    const rule = { after: values.on(REMIND_AFTER, agencyId, today), every: values.on(REMIND_EVERY, agencyId, today), most: values.on(REMIND_AT_MOST, agencyId, today) }
    // No working day is shorter than a day: what is younger can't be due.
    const endedBefore = new Date(now.getTime() - rule.after * DAY)
    let after: After | null = null
    do {
      const rows: WaitingRow[] = await selectWaiting(deps.db, { agencyIds: [agencyId], folded: '', endedBefore, after, limit: PAGE })
      const earlier = await selectReminders(deps.db, rows.map((row) => row.id))
      for (const row of rows) if (row.result_way === 'counter' && (await isDue(row, earlier.get(row.id), rule)) && (await remind(row, earlier.get(row.id)?.times ?? 0))) reminded += 1
      const last = rows.length === PAGE ? rows.at(-1) : undefined
      after = last ? { endedAt: last.ended_at, id: last.id } : null
    } while (after)
  }
  return reminded

  async function isDue(row: WaitingRow, earlier: { times: number; last: Date } | undefined, rule: { after: number; every: number; most: number }): Promise<boolean> {
    if ((earlier?.times ?? 0) >= rule.most) return false
    const by = earlier ? await deps.workingDaysAfter(row.agency_id, earlier.last, rule.every) : await deps.workingDaysAfter(row.agency_id, row.ended_at, rule.after)
    return by <= now
  }

  function remind(row: WaitingRow, times: number): Promise<boolean> {
    return inTransaction(deps.db, async (tx) => {
      const dossier = await lockDossier(tx, row.id)
      if (dossier?.status !== STATUS.finished) return false
      const ordinal = times + 1
      if (!(await insertReminder(tx, { dossier_id: row.id, ordinal, at: now, agency_id: row.agency_id, province_code: row.province_code }))) return false
      await deps.append(tx, {
        stream: { kind: 'dossier', id: row.id },
        type: 'dossier.fetching-reminded',
        version: 1,
        actor: { kind: 'system', name: 'fetching-reminder' },
        agencyId: row.agency_id,
        provinceCode: row.province_code,
        payload: { ordinal },
        at: now,
      })
      return true
    })
  }
}
