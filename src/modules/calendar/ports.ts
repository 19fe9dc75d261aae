import type { Actor } from '../../platform/actor.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Db, Tx } from '../../platform/db.ts'
import type { Json } from '../../platform/idempotency.ts'

/** Appends an event in the act's transaction; the events module's own function fits. */
export type RecordEvent = (
  tx: Tx,
  event: {
    stream: { kind: string; id: string }
    type: string
    version: number
    actor: Actor
    agencyId?: string | null
    payload: Json
    at: Date
  },
) => Promise<unknown>

export interface CalendarActDeps {
  db: Db
  clock: Clock
  appendEvent: RecordEvent
  /** The transaction of a caller who commits or undoes the edit, and then says `changed` itself. */
  within?: Tx
  /** Called after a committed change, so that this process sees it at once; others follow by the version. */
  changed?: () => void | Promise<void>
}

/** The one stream of the calendar. */
export const CALENDAR_STREAM = { kind: 'calendar', id: '019a0000-0000-7000-8000-00000ca1e2da' }

export const CALENDAR_EVENTS = {
  loaded: 'calendar.loaded',
  dayAdded: 'calendar.day-added',
  dayChanged: 'calendar.day-changed',
  dayRemoved: 'calendar.day-removed',
  yearDeclared: 'calendar.year-declared',
  weekSet: 'calendar.week-set',
} as const
