import type { Actor } from '../../platform/actor.ts'
import type { Decided } from '../../platform/result.ts'
import { edited, open, record } from './edit-day.ts'
import { CALENDAR_EVENTS, type CalendarActDeps } from './ports.ts'
import { refuse } from './refusals.ts'
import { daysByLaw } from './rules/by-law.ts'
import { mayEditCalendar } from './rules/editors.ts'
import { reasonOf } from './rules/reason.ts'
import type { LunarYear } from './shipped.ts'
import { insertDays, insertYears, selectDaysOfYear, selectYears } from './store.ts'

/** Lays out a year's days as the law gives them, to be corrected by the yearly notice; days already entered stay. */
export function declareYear(deps: CalendarActDeps & { lunarYears: readonly LunarYear[] }) {
  return async (
    actor: Actor,
    input: { year: number; reason: string },
  ): Promise<Decided<{ version: number; days: number }>> => {
    if (!mayEditCalendar(actor)) return refuse('calendar-not-yours')
    const lunar = deps.lunarYears.find((each) => each.year === input.year)
    if (!lunar) return refuse('calendar-year-out-of-range', rangeOf(deps.lunarYears))
    const reason = reasonOf(input.reason)
    if (reason === null) return refuse('calendar-reason-missing')
    return edited(deps, async (tx) => {
      if ((await selectYears(tx)).includes(input.year)) return refuse('calendar-year-known', { year: input.year })
      const known = new Set((await selectDaysOfYear(tx, input.year)).map((day) => day.date))
      const fresh = daysByLaw(input.year, lunar).filter((day) => !known.has(day.date))
      const { version, edit } = await open(deps, tx, actor, 'declare-year', reason)
      await insertDays(
        tx,
        fresh.map((day) => ({ ...day, source: 'by-rule', note: null })),
        version,
        edit,
      )
      await insertYears(tx, [input.year], version, edit)
      await record(
        deps,
        tx,
        actor,
        CALENDAR_EVENTS.yearDeclared,
        edit,
        { year: input.year, days: fresh.map((day) => day.date) },
        version,
      )
      return { ok: true, version, days: fresh.length }
    })
  }
}

function rangeOf(years: readonly LunarYear[]) {
  const numbers = years.map((each) => each.year)
  return { from: Math.min(...numbers), to: Math.max(...numbers) }
}
