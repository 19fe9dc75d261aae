import { type Actor, actorKey } from '../../platform/actor.ts'
import { formatDate } from '../../platform/clock.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import type { Json } from '../../platform/idempotency.ts'
import type { Decided } from '../../platform/result.ts'
import { CALENDAR_EVENTS, CALENDAR_STREAM, type CalendarActDeps } from './ports.ts'
import { refuse } from './refusals.ts'
import type { CalendarDay } from './rules/calendar.ts'
import { checkDay, type DayFault, type DayForm } from './rules/day-form.ts'
import { mayEditCalendar } from './rules/editors.ts'
import { reasonOf } from './rules/reason.ts'
import {
  type Edit,
  endDays,
  findDay,
  findDayOn,
  insertDays,
  lockCalendar,
  openVersion,
  type StoredDay,
} from './store.ts'
import type { CalendarAct } from './tables.ts'

export type DayEdited = Decided<{ version: number }> & { faults?: DayFault[] }

/** Adds a holiday, a day off for one, or an exchange of two days. */
export function addDay(deps: CalendarActDeps) {
  return async (actor: Actor, form: DayForm): Promise<DayEdited> => {
    if (!mayEditCalendar(actor)) return refuse('calendar-not-yours')
    const checked = checkDay(form)
    if (!checked.ok) return withFaults(checked.faults)
    return edited(deps, async (tx) => {
      for (const day of checked.days) {
        const taken = await findDayOn(tx, day.date)
        if (taken) return refuse('calendar-day-taken', { date: formatDate(day.date), name: taken.nameVi })
      }
      const { version, edit } = await open(deps, tx, actor, 'add-day', checked.reason)
      await insertDays(tx, checked.days.map(byAdministrator), version, edit)
      await record(deps, tx, actor, CALENDAR_EVENTS.dayAdded, edit, { days: checked.days.map(payloadOf) }, version)
      return { ok: true, version }
    })
  }
}

/** Changes a holiday or a day off for one; the row as it was stays readable. */
export function changeDay(deps: CalendarActDeps) {
  return async (actor: Actor, input: { dayId: string; form: DayForm }): Promise<DayEdited> => {
    if (!mayEditCalendar(actor)) return refuse('calendar-not-yours')
    const checked = checkDay(input.form)
    if (!checked.ok) return withFaults(checked.faults)
    return edited(deps, async (tx) => {
      const before = await findDay(tx, input.dayId)
      const [after] = checked.days
      if (!before || !after) return refuse('calendar-day-gone')
      if (before.swapWith || after.swapWith) return refuse('calendar-exchange-not-editable')
      const taken = after.date === before.date ? null : await findDayOn(tx, after.date)
      if (taken) return refuse('calendar-day-taken', { date: formatDate(after.date), name: taken.nameVi })
      const { version, edit } = await open(deps, tx, actor, 'change-day', checked.reason)
      await endDays(tx, [before.id], version)
      await insertDays(tx, [byAdministrator(after)], version, edit)
      await record(
        deps,
        tx,
        actor,
        CALENDAR_EVENTS.dayChanged,
        edit,
        { from: payloadOf(before), to: payloadOf(after) },
        version,
      )
      return { ok: true, version }
    })
  }
}

/** Takes a day out of the calendar; of an exchange, both days. */
export function removeDay(deps: CalendarActDeps) {
  return async (actor: Actor, input: { dayId: string; reason: string }): Promise<DayEdited> => {
    if (!mayEditCalendar(actor)) return refuse('calendar-not-yours')
    const reason = reasonOf(input.reason)
    if (reason === null) return refuse('calendar-reason-missing')
    return edited(deps, async (tx) => {
      const day = await findDay(tx, input.dayId)
      if (!day) return refuse('calendar-day-gone')
      const partner = day.swapWith ? await findDayOn(tx, day.swapWith) : null
      const gone: StoredDay[] = partner?.swapWith === day.date ? [day, partner] : [day]
      const { version, edit } = await open(deps, tx, actor, 'remove-day', reason)
      await endDays(
        tx,
        gone.map((each) => each.id),
        version,
      )
      await record(deps, tx, actor, CALENDAR_EVENTS.dayRemoved, edit, { days: gone.map(payloadOf) }, version)
      return { ok: true, version }
    })
  }
}

/** Runs an edit under the calendar's lock and lets this process see it. */
export async function edited<R extends { ok: boolean }>(
  deps: CalendarActDeps,
  work: (tx: Tx) => Promise<R>,
): Promise<R> {
  const locked = async (tx: Tx): Promise<R> => {
    await lockCalendar(tx)
    return work(tx)
  }
  if (deps.within) return locked(deps.within)
  const result = await inTransaction(deps.db, locked)
  if (result.ok) await deps.changed?.()
  return result
}

export async function open(deps: CalendarActDeps, tx: Tx, actor: Actor, act: CalendarAct, reason: string | null) {
  const edit: Edit = { act, reason, actor: actorKey(actor), at: deps.clock.now() }
  return { edit, version: await openVersion(tx, edit) }
}

export async function record(
  deps: CalendarActDeps,
  tx: Tx,
  actor: Actor,
  type: string,
  edit: Edit,
  what: { [key: string]: Json },
  version: number,
): Promise<void> {
  await deps.appendEvent(tx, {
    stream: CALENDAR_STREAM,
    type,
    version: 1,
    actor,
    payload: { calendarVersion: version, reason: edit.reason, ...what },
    at: edit.at,
  })
}

const withFaults = (faults: DayFault[]): DayEdited => ({
  ...refuse('calendar-day-has-errors', { count: faults.length }),
  faults,
})
const byAdministrator = (day: CalendarDay) => ({ ...day, source: 'administrator' as const, note: null })
const payloadOf = ({ date, kind, nameVi, nameEn, swapWith, status }: CalendarDay) => ({
  date,
  kind,
  nameVi,
  nameEn,
  swapWith,
  status,
})
