import type { Actor } from '../../platform/actor.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db.ts'
import type { Hall } from '../../platform/http/index.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { Lang } from '../../platform/words.ts'
import type { AgencyDirectory } from '../agencies/index.ts'
import type { DossierRow } from '../dossiers/index.ts'
import type { AppendEvent, LogAccess } from '../events/index.ts'

export interface FeedbackDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  append: AppendEvent
  logAccess: LogAccess
  directory: AgencyDirectory
}

export interface FeedbackPageDeps extends FeedbackDeps {
  /** Finds a dossier by its code and the PIN on its slip, for somebody at a kiosk. */
  findByPin: (typed: { code: string; pin: string }, looker: { actor: Actor; ip: string }) => Promise<Decided<{ row: DossierRow }>>
  /** Frame of a page at a kiosk of this office; null where there is none. */
  hallOf: (office: string, lang: Lang) => Promise<{ hall: Hall; home: string; slug: string } | null>
}
