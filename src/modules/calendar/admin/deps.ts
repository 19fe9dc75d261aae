import type { Actor } from '../../../platform/actor.ts'
import type { CalendarActDeps } from '../ports.ts'
import type { LunarYear } from '../shipped.ts'

export interface CalendarAdminDeps extends CalendarActDeps {
  lunarYears: readonly LunarYear[]
  /** Agencies whose working hours the administrator may set. */
  administeredAgencies: (actor: Actor) => Promise<readonly { id: string; name: string; path: string }[]>
  /** Name under which an editor is shown: the key of an actor as stored with an edit. */
  nameOfEditor: (actorKey: string) => Promise<string>
}
