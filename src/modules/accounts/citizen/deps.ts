import type { LogAccess } from '../../events/index.ts'
import type { AccountActDeps, SessionPolicy } from '../deps.ts'
import type { Audience } from '../types.ts'

/** What the pages of this module work with. */
export interface AccountPageDeps extends AccountActDeps {
  sessions: SessionPolicy
  cookies: Record<Audience, string>
  logAccess: LogAccess
}
