import type { Actor } from '../../platform/actor.ts'
import { type CivilDate, type Clock, civilDateOf } from '../../platform/clock.ts'
import type { Db } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { Agency, AgencyDirectory } from '../agencies/index.ts'
import type { Calendars } from '../calendar/index.ts'
import type { AppendEvent } from '../events/index.ts'

export type Staff = Extract<Actor, { kind: 'staff' }>

/** What every act of the queue stands on. */
export interface QueueDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  append: AppendEvent
  directory: AgencyDirectory
  calendars: Calendars
}

export const todayOf = ({ clock }: Pick<QueueDeps, 'clock'>): CivilDate => civilDateOf(clock.now())

/** An agency by the code that stands in addresses, or by its id. */
export async function findOffice({ directory }: Pick<QueueDeps, 'directory'>, codeOrId: string): Promise<Agency | null> {
  return (await directory.snapshot()).all.find((agency) => agency.code === codeOrId || agency.id === codeOrId) ?? null
}

/** How an office stands in addresses. */
export const officeSlug = (agency: Pick<Agency, 'id' | 'code'>): string => encodeURIComponent(agency.code ?? agency.id)

export const resourceOf = (agency: Pick<Agency, 'id' | 'path'>) => ({ agencyId: agency.id, agencyPath: agency.path })
