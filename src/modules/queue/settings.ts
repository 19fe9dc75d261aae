import type { CivilDate } from '../../platform/clock.ts'
import type { Reader } from '../../platform/db.ts'
import { readValues } from '../parameters/index.ts'
import { type Quantities, QUEUE_PARAMETERS, quantitiesOn } from './parameters.ts'
import { type Counter, type Group, type Priority, selectSettings, type Stored } from './settings.store.ts'

/** An office's queue as it stands on a day. */
export interface Settings {
  agencyId: string
  day: CivilDate
  version: number
  groups: readonly Group[]
  counters: readonly Counter[]
  priorities: readonly Priority[]
  quantities: Quantities
  /** Also what begins later: for administrators. */
  all: Stored
}

const holds = (row: { validFrom: string; validTo: string | null }, day: CivilDate): boolean => row.validFrom <= day && (row.validTo === null || row.validTo >= day)

/** @returns null for an agency that gives out no numbers. */
export async function findSettings(reader: Reader, agencyId: string, day: CivilDate): Promise<Settings | null> {
  const all = await selectSettings(reader, agencyId, day)
  const values = await readValues(reader, QUEUE_PARAMETERS)
  if (all.version === null) return null
  const inForce = all.priorities.filter((one) => holds(one, day))
  const own = inForce.filter((one) => one.agencyId !== null)
  return {
    agencyId,
    day,
    version: all.version,
    groups: all.groups.filter((one) => holds(one, day)),
    counters: all.counters.filter((one) => holds(one, day)),
    priorities: own.length > 0 ? own : inForce,
    quantities: quantitiesOn(values, agencyId, day),
    all,
  }
}
