import { join } from 'node:path'
import { composeActs } from '../../src/compose/acts.ts'
import { createAgencyDirectory } from '../../src/modules/agencies/index.ts'
import { openCalendars } from '../../src/modules/calendar/index.ts'
import { createTypesetter } from '../../src/modules/documents/index.ts'
import { openPlaces } from '../../src/modules/places/index.ts'
import { openPackages } from '../../src/modules/procedures/index.ts'
import { openDefinitions } from '../../src/modules/processes/index.ts'
import { systemClock } from '../../src/platform/clock.ts'
import type { Ground } from '../../tests/support/birth.ts'
import { PROJECT } from '../../tests/support/demo.ts'
import type { BenchServer } from './server.ts'

/** The acts on a bench's database in this process: what they cost without pages around them. */
export function openActs({ db, sealer, files, dataDir }: BenchServer): { ground: Ground; close: () => Promise<void> } {
  const clock = systemClock
  const places = openPlaces({ db, clock })
  const directory = createAgencyDirectory({ db, clock, provinceOfCommune: async (code) => (await places.current()).findCommune(code)?.provinceCode ?? null })
  const typesetter = createTypesetter({ libraryFolder: join(PROJECT, 'templates/lib') })
  const acts = composeActs({
    db,
    clock,
    sealer,
    calendars: openCalendars({ db }),
    places,
    directory,
    packages: openPackages({ db, clock, cacheFolder: join(dataDir, 'bench-packages') }),
    definitions: openDefinitions({ db }),
    documents: { ...files, typesetter, templatesFolder: join(PROJECT, 'templates'), sign: null },
    askPopulation: async () => ({ ok: true, number: '092226000123' }),
    publicUrl: 'http://localhost:3000',
  })
  // The acts need a clock; only tests drive it.
  return { ground: { db, sealer, clock: clock as Ground['clock'], acts }, close: () => typesetter.close() }
}
