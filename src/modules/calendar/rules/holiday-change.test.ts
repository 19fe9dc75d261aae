import { describe, expect, it } from 'vitest'
import { weekdayOf } from '../../../platform/day-number.ts'
import { aHistory, aPlan, asHistory, type Chance, chance, DAYS, FIRST, type Ground, groundOf, instant, type Plan } from './histories.fixture.ts'
import { reckonHistory } from './history.ts'
import type { OracleHistory } from './minute-oracle.fixture.ts'

const RUNS = 20_000
const SEED = 20_261_128
const CHANGES = 60
const A_DAY = 1440

interface Changed {
  before: Ground
  after: Ground
  /** Numbers of the days that became off or worked, counted from the first. */
  first: number
  last: number
}

/** Days off are added and taken away, as a decision or its correction does. */
function aChange(random: Chance): Changed {
  const plan: Plan = aPlan(random)
  const kinds = new Map(plan.kinds)
  const days = new Set<number>()
  const [from, span] = [random.int(0, 430), random.sometimes(0.5) ? 0 : random.int(1, 20)]
  for (let n = random.int(1, 4); n > 0 || days.size === 0; n -= 1) {
    const day = FIRST + Math.min(DAYS - 1, from + random.int(0, span + 2))
    if (days.has(day)) continue
    const kind = kinds.get(day)
    if (kind === 'swap_work') continue
    if (kind) kinds.delete(day)
    else if (weekdayOf(day) <= 5) kinds.set(day, 'holiday')
    else continue
    days.add(day)
  }
  const moved = [...days].map((day) => day - FIRST)
  return { before: groundOf(plan), after: groundOf({ ...plan, kinds }), first: Math.min(...moved), last: Math.max(...moved) }
}

/** Whether a stop began when the date had passed already: its days may lie beyond the date. */
function stoppedLate(history: OracleHistory, { office }: Ground): boolean {
  return history.pauses.some(({ stopped }, index) => reckonHistory(asHistory({ ...history, pauses: history.pauses.slice(0, index) }), office).dueAt < instant(stopped))
}

describe('promised dates under a change of the days off', () => {
  it(`are what an oracle makes of the new calendar minute by minute, in ${RUNS} random changes and histories; what the change cannot reach stays`, { timeout: 300_000 }, () => {
    const random = chance(SEED)
    const changes = Array.from({ length: CHANGES }, () => aChange(random))
    const met = { moved: 0, stayed: 0, before: 0, after: 0 }
    for (let run = 0; run < RUNS; run += 1) {
      const { before, after, first, last } = random.of(changes)
      const history = aHistory(random)
      const was = reckonHistory(asHistory(history), before.office).dueAt.getTime()
      const is = reckonHistory(asHistory(history), after.office).dueAt.getTime()
      const fail = (what: string) => expect.fail(`seed ${SEED}, run ${run}: ${what}, days ${first}–${last}, ${JSON.stringify(history)}`)
      if (is !== instant(after.oracle.due(history)).getTime()) fail('another date than the oracle’s')
      met[is === was ? 'stayed' : 'moved'] += 1
      // The job starts at what is due on the first of the changed days, and leaves what was received after the last.
      if (was < instant(first * A_DAY).getTime() && !stoppedLate(history, before)) {
        met.before += 1
        if (is !== was) fail('it moved, though it was due before the first changed day')
      }
      if (history.received >= (last + 1) * A_DAY) {
        met.after += 1
        if (is !== was) fail('it moved, though it was received after the last changed day')
      }
    }
    expect(Math.min(...Object.values(met))).toBeGreaterThan(RUNS / 100)
  })
})
