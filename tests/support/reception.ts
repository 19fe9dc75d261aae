import { receptionOf } from '../../src/compose/reception.ts'
import { findPlaceOf } from '../../src/compose/find-place.ts'
import { createAgencyDirectory } from '../../src/modules/agencies/index.ts'
import { openCalendars } from '../../src/modules/calendar/index.ts'
import { createPictureProcess } from '../../src/modules/files/index.ts'
import { openPlaces } from '../../src/modules/places/index.ts'
import { createDrafts, createOnBehalf, createScans, createTakeIn } from '../../src/modules/reception/index.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Staff } from '../../src/modules/processing/index.ts'
import { DEMO_AGENCIES } from '../../src/demo/people.ts'
import type { TestActs } from './acts.ts'

/** The counter's acts on the same ground as all others. */
export function openReception(ground: TestActs) {
  const { db, clock, sealer } = ground
  const places = openPlaces({ db, clock })
  const directory = createAgencyDirectory({ db, clock, provinceOfCommune: async (code) => (await places.current()).findCommune(code)?.provinceCode ?? null })
  const pictures = createPictureProcess()
  const deps = receptionOf({ db, clock, sealer, acts: ground.acts, files: ground.documents, join: pictures.join, packages: ground.packages, directory, calendars: openCalendars({ db }), findPlace: findPlaceOf(places) })
  const drafts = createDrafts(deps)
  const takeIn = createTakeIn({ ...deps, drafts })
  return { ...deps, drafts, scans: createScans(deps), takeIn, onBehalf: createOnBehalf({ ...deps, takeIn }), close: () => pictures.close() }
}
export type TestReception = ReturnType<typeof openReception>

/** Somebody at the counter of one of the demo's centres. */
export function atCounter(place = 0, name = 'Trần Thị Tiếp Nhận'): Staff {
  const { id, centreId } = DEMO_AGENCIES[place] ?? DEMO_AGENCIES[0]
  return { kind: 'staff', staffId: newId(), name, posts: [{ postId: newId(), agencyId: centreId, agencyPath: `${id}/${centreId}/`, title: 'Cán bộ một cửa', duties: ['reception'] }] }
}
