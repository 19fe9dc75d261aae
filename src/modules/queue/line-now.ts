import { addDays } from './rules/days.ts'
import type { QueueDeps } from './deps.ts'
import { openDesks } from './desks.store.ts'
import { selectMeasures } from './measures.store.ts'
import type { Hour } from './rules/figures.ts'
import { minutesToWait, type Served, secondsEach } from './rules/estimate.ts'
import type { Settings } from './settings.ts'
import { countWaiting, MOST_COUNTED } from './tickets.store.ts'

/** How an office's lines stand now. */
export interface GroupNow {
  groupId: string
  waiting: number
  openCounters: number
  /** Until somebody who comes now is called; null while no counter is open. */
  minutes: number | null
  secondsEach: number
}

const DAYS_BACK = 14

const sumOf = (rows: readonly Hour[]): Served => rows.reduce((sum, row) => ({ served: sum.served + row.served, serveSeconds: sum.serveSeconds + Number(row.serve_seconds) }), { served: 0, serveSeconds: 0 })

/** People who wait for each group (before a place, when one is given), counters open for it and the wait that follows from what was measured. */
export async function linesNow(deps: Pick<QueueDeps, 'db'>, settings: Settings, before?: { orderAt: Date; id: string }): Promise<Map<string, GroupNow>> {
  const { agencyId, day, groups, counters, quantities } = settings
  const [waiting, desks, measured] = await Promise.all([
    countWaiting(deps.db, agencyId, day, groups.map((one) => one.id), before),
    openDesks(deps.db, agencyId),
    selectMeasures(deps.db, agencyId, addDays(day, -DAYS_BACK), day),
  ])
  const found = new Map<string, GroupNow>()
  for (const { id } of groups) {
    const openCounters = desks.filter((desk) => counters.some((one) => one.id === desk.counter_id && one.groupIds.includes(id))).length
    const rows = measured.filter((row) => row.group_id === id)
    const each = secondsEach(sumOf(rows.filter((row) => row.day === day)), sumOf(rows), quantities.serveMinutes)
    const ahead = waiting.get(id) ?? 0
    found.set(id, { groupId: id, waiting: ahead, openCounters, minutes: minutesToWait({ ahead, open: openCounters, secondsEach: each }), secondsEach: each })
  }
  return found
}

/** «99+»: more are not counted. */
export const counted = (count: number): string => (count < MOST_COUNTED ? String(count) : `${MOST_COUNTED - 1}+`)
