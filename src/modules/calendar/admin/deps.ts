import type { Actor } from '../../../platform/actor.ts'
import type { Decided } from '../../../platform/result.ts'
import type { CalendarChange } from '../changes.ts'
import type { DayFault } from '../rules/day-form.ts'
import type { CalendarActDeps } from '../ports.ts'
import type { LunarYear } from '../shipped.ts'

export interface CalendarAdminDeps extends CalendarActDeps {
  lunarYears: readonly LunarYear[]
  /** Takes a change in to be looked at before it is saved, and says where. */
  propose: (actor: Actor, change: CalendarChange) => Promise<Decided<{ next: string }> & { faults?: DayFault[] }>
  /** Where changes stand with the dates that they moved. */
  changesUrl: string
  /** Agencies whose working hours the administrator may set. */
  administeredAgencies: (actor: Actor) => Promise<readonly { id: string; name: string; path: string }[]>
  /** Name under which an editor is shown: the key of an actor as stored with an edit. */
  nameOfEditor: (actorKey: string) => Promise<string>
}
