import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db.ts'
import type { AppendEvent } from '../events/index.ts'
import type { PlaceNames } from './rules/agency-form.ts'

/** What the acts of this module work with. */
export interface AgencyActDeps {
  db: Db
  clock: Clock
  appendEvent: AppendEvent
  places: () => Promise<PlaceNames>
  /** Called after a committed change, so that this process sees it at once; others follow by the version. */
  changed?: () => void
}
