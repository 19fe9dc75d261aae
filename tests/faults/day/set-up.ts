import { createPasswordHasher, createStaff } from '../../../src/modules/accounts/index.ts'
import { assignPost, createAgencyDirectory, placeNames } from '../../../src/modules/agencies/index.ts'
import { openCalendars } from '../../../src/modules/calendar/index.ts'
import { createAppendEvent } from '../../../src/modules/events/index.ts'
import { openPlaces } from '../../../src/modules/places/index.ts'
import { createMakeDevice, createSetCounter } from '../../../src/modules/queue/index.ts'
import { DEMO_AGENCIES, DEMO_PASSWORD } from '../../../src/demo/people.ts'
import { civilDateOf, systemClock } from '../../../src/platform/clock.ts'
import type { Data } from '../data.ts'

/** Those who sit at the counters; the first two are the demo's. */
export const OFFICERS = ['motcua', 'motcua2', 'motcua3', 'motcua4', 'motcua5', 'motcua6'] as const
export const KIOSKS = ['ki-ot-mau-ninh-kieu', 'ki-ot-cua-ben-2', 'ki-ot-cua-sau-3'] as const
/** The hall of the demo's first centre, as its addresses name it. */
export const HALL = 'H92.31135.1'

const ACTOR = { kind: 'system', name: 'test' } as const
const SINCE = '2025-07-01'

/** Six officers, six counters and three kiosks at the demo's first centre. */
export async function setUpHall({ db, sealer, rows }: Data): Promise<void> {
  const [{ centreId, id }] = DEMO_AGENCIES
  const clock = systemClock
  const appendEvent = createAppendEvent(sealer)
  const directory = createAgencyDirectory({ db, clock, provinceOfCommune: async () => null })
  const agency = (await directory.snapshot()).find(centreId)
  if (!agency) throw new Error('The demo has no first centre.')
  const hasher = createPasswordHasher({ memoryKiB: 64, passes: 1, concurrency: 2, queue: 10 })
  const [newStaff, assign] = [createStaff({ db, clock, appendEvent, hasher }), assignPost({ db, clock, appendEvent, places: placeNames(openPlaces({ db, clock })) })]
  for (const [index, username] of OFFICERS.entries()) {
    if (index < 2) continue
    const made = await newStaff(ACTOR, { username, name: `Trần Thị Quầy ${['Ba', 'Bốn', 'Năm', 'Sáu'][index - 2]}`, homeAgency: { agencyId: centreId, agencyPath: `${id}/${centreId}/` }, password: DEMO_PASSWORD })
    if (!made.ok) throw new Error(`${username}: ${made.refusal.code}`)
    const post = await assign(ACTOR, { staffId: made.staffId, agencyId: centreId, title: 'Cán bộ một cửa', duties: ['reception'], validFrom: SINCE, validTo: null })
    if (!post.ok) throw new Error(`${username}: ${post.refusal.code}`)
  }
  const deps = { db, clock, sealer, append: appendEvent, directory, calendars: openCalendars({ db }) }
  const groups = await rows<{ id: string }>('select distinct id from queue.service_group where agency_id = $1', [centreId])
  for (const number of ['5', '6']) {
    const made = await createSetCounter(deps)(ACTOR, agency, { id: null, form: { number, name: 'Tổng hợp', groupIds: groups.map((one) => one.id), validFrom: civilDateOf(clock.now()) } })
    if (!made.ok) throw new Error(`Counter ${number}: ${made.refusal.code} ${JSON.stringify(made.faults ?? [])}`)
  }
  for (const token of KIOSKS.slice(1)) await createMakeDevice(deps)(ACTOR, agency, token, token)
}
