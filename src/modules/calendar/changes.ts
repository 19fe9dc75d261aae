import type { Actor } from '../../platform/actor.ts'
import type { CivilDate } from '../../platform/clock.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import { declareYear } from './declare-year.ts'
import { addDay, changeDay, type DayEdited, removeDay } from './edit-day.ts'
import type { CalendarActDeps } from './ports.ts'
import type { DayFault, DayForm } from './rules/day-form.ts'
import type { LunarYear } from './shipped.ts'
import { type CalendarSnapshot, calendarSnapshot } from './snapshot.ts'
import { selectDays, selectVersion, type StoredDay } from './store.ts'

/** An edit of the days off, as typed. */
export type CalendarChange =
  | { act: 'add-day'; form: DayForm }
  | { act: 'change-day'; dayId: string; form: DayForm }
  | { act: 'remove-day'; dayId: string; reason: string }
  | { act: 'declare-year'; year: number; reason: string }

export interface ChangeDeps extends CalendarActDeps {
  lunarYears: readonly LunarYear[]
}

/** A day as it was and as it will be; null where it isn't in the calendar. */
export interface DayMoved {
  date: CivilDate
  before: Pick<StoredDay, 'kind' | 'nameVi'> | null
  after: Pick<StoredDay, 'kind' | 'nameVi'> | null
}

export interface Tried {
  /** The calendar that the change would start from. */
  baseVersion: number
  /** The calendar as it would be. */
  snapshot: CalendarSnapshot
  days: DayMoved[]
}

/** Makes the change within a transaction of the caller's. */
export function applyChange(deps: ChangeDeps) {
  return (tx: Tx, actor: Actor, change: CalendarChange): Promise<DayEdited> => {
    const within = { ...deps, within: tx }
    switch (change.act) {
      case 'add-day':
        return addDay(within)(actor, change.form)
      case 'change-day':
        return changeDay(within)(actor, change)
      case 'remove-day':
        return removeDay(within)(actor, change)
      case 'declare-year':
        return declareYear(within)(actor, change)
    }
  }
}

class Undone extends Error {}

/** What the change would make of the calendar: made, looked at and undone, so that it is refused where the edit itself would be. */
export function tryChange(deps: ChangeDeps) {
  return async (actor: Actor, change: CalendarChange): Promise<Decided<{ tried: Tried }> & { faults?: DayFault[] }> => {
    let answer: (Decided<{ tried: Tried }> & { faults?: DayFault[] }) | null = null
    try {
      await inTransaction(deps.db, async (tx) => {
        const baseVersion = await selectVersion(tx)
        const before = await selectDays(tx)
        const done = await applyChange(deps)(tx, actor, change)
        answer = done.ok ? { ok: true, tried: { baseVersion, snapshot: await calendarSnapshot(tx), days: daysMoved(before, await selectDays(tx)) } } : done
        throw new Undone()
      })
    } catch (error) {
      if (!(error instanceof Undone)) throw error
    }
    if (!answer) throw new Error('A change of the calendar was tried without an answer.')
    return answer
  }
}

function daysMoved(before: readonly StoredDay[], after: readonly StoredDay[]): DayMoved[] {
  const [was, is] = [before, after].map((days) => new Map(days.map((day) => [day.date, day])))
  const dates = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].sort()
  return dates.flatMap((date) => {
    const [one, other] = [was?.get(date) ?? null, is?.get(date) ?? null]
    return one?.id === other?.id ? [] : [{ date, before: one, after: other }]
  })
}
