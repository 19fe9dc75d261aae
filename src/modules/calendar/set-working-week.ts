import type { Actor } from '../../platform/actor.ts'
import { type CivilDate, formatDate } from '../../platform/clock.ts'
import { formatCivilDate, parseCivilDate } from '../../platform/day-number.ts'
import type { Decided } from '../../platform/result.ts'
import { edited, open, record } from './edit-day.ts'
import { CALENDAR_EVENTS, type CalendarActDeps } from './ports.ts'
import { refuse } from './refusals.ts'
import { maySetHours } from './rules/editors.ts'
import { reasonOf } from './rules/reason.ts'
import type { WorkingWeek } from './rules/sessions.ts'
import { checkWeek } from './rules/week-form.ts'
import { endWeeks, insertWeek, selectWeeks } from './weeks.store.ts'

export interface WeekInput {
  /** null sets the deployment's default week. */
  agency: { id: string; path: string } | null
  /** Monday to Friday, as typed. */
  sessions: readonly string[]
  validFrom: CivilDate
  reason: string
}

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu']

/** Sets an office's working sessions from a day on; what held before ends the day before. */
export function setWorkingWeek(deps: CalendarActDeps) {
  return async (actor: Actor, input: WeekInput): Promise<Decided<{ version: number }> & { days?: number[] }> => {
    if (!maySetHours(actor, input.agency?.path ?? null)) return refuse('calendar-not-yours')
    const checked = checkWeek(input.sessions)
    if (!checked.ok)
      return {
        ...refuse('calendar-week-has-errors', { days: checked.days.map((i) => WEEKDAYS[i]).join(', ') }),
        days: checked.days,
      }
    const reason = reasonOf(input.reason)
    const from = parseCivilDate(input.validFrom)
    if (from === null) return refuse('calendar-week-from')
    if (reason === null) return refuse('calendar-reason-missing')
    return edited(deps, async (tx) => {
      const agencyId = input.agency?.id ?? null
      const [last] = (await selectWeeks(tx)).filter((week) => week.agencyId === agencyId)
      if (last && last.validFrom >= input.validFrom)
        return refuse('calendar-week-not-later', { date: formatDate(last.validFrom) })
      const { version, edit } = await open(deps, tx, actor, 'set-week', reason)
      if (last && last.validTo === null) {
        await endWeeks(tx, [last.id], version)
        await insertWeek(tx, { ...last, validTo: formatCivilDate(from - 1) }, version, edit)
      }
      const sessions: WorkingWeek = checked.week
      await insertWeek(tx, { agencyId, sessions, validFrom: input.validFrom, validTo: null }, version, edit)
      await record(
        deps,
        tx,
        actor,
        CALENDAR_EVENTS.weekSet,
        edit,
        { agencyId, validFrom: input.validFrom, sessions: JSON.parse(JSON.stringify(sessions)) },
        version,
      )
      return { ok: true, version }
    })
  }
}
