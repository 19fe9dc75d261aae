import { join } from 'node:path'
import { loadAll } from '../../src/load.ts'
import { openCalendars } from '../../src/modules/calendar/index.ts'
import { makePartitions } from '../../src/modules/events/index.ts'
import { type Clock, civilDateOf } from '../../src/platform/clock.ts'
import type { Db } from '../../src/platform/db.ts'
import type { Sealer } from '../../src/platform/seal.ts'

export const PROJECT = join(import.meta.dirname, '..', '..')

/** Fills the demo's template: catalogue, places, agencies, people. */
export async function loadDemo({ db, sealer, clock }: { db: Db; sealer: Sealer; clock: Clock }): Promise<void> {
  await makePartitions(db, `${civilDateOf(clock.now()).slice(0, 7)}-01`, 6)
  await loadAll({ db, clock, sealer, calendars: openCalendars({ db }), root: PROJECT, demo: true, say: () => undefined })
}
