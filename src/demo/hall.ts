import { civilDateOf, type Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { Sealer } from '../platform/seal.ts'
import { createAgencyDirectory } from '../modules/agencies/index.ts'
import { openCalendars } from '../modules/calendar/index.ts'
import { createAppendEvent } from '../modules/events/index.ts'
import { createMakeDevice, createSetCounter, createSetGroup, findSettings } from '../modules/queue/index.ts'
import { DEMO_AGENCIES } from './people.ts'

/** The token of the demo's kiosk: /ki-ot/H92.31135.1/cai/… on the machine that is to be one. Real machines get one that nobody knows. */
export const DEMO_KIOSK = 'ki-ot-mau-ninh-kieu'

const GROUPS = [
  { letter: 'A', nameVi: 'Hộ tịch, cư trú', nameEn: 'Civil status, residence', fields: 'Hộ tịch\nĐăng ký, quản lý cư trú', procedureCodes: '1.001193', slotCapacity: '3' },
  { letter: 'B', nameVi: 'Chứng thực', nameEn: 'Certification', fields: 'Chứng thực', procedureCodes: '2.000815\n2.000884', slotCapacity: '2' },
  { letter: 'C', nameVi: 'Đất đai, xây dựng, kinh doanh', nameEn: 'Land, building, business', fields: 'Đất đai\nHoạt động xây dựng\nThành lập và hoạt động của hộ kinh doanh', procedureCodes: '', slotCapacity: '2' },
  { letter: 'D', nameVi: 'Nhận kết quả', nameEn: 'Collecting results', fields: '', procedureCodes: '', slotCapacity: '0' },
] as const

const COUNTERS = [
  { number: '1', name: 'Hộ tịch', calls: 'AD' },
  { number: '2', name: 'Chứng thực', calls: 'BD' },
  { number: '3', name: 'Đất đai, xây dựng', calls: 'CD' },
  { number: '4', name: 'Tổng hợp', calls: 'ABCD' },
] as const

/** Numbers, counters and a kiosk at the first office. What is there already is left as it is. */
export async function seedHall({ db, clock, sealer }: { db: Db; clock: Clock; sealer: Sealer }): Promise<void> {
  const actor = { kind: 'system', name: 'demo' } as const
  const directory = createAgencyDirectory({ db, clock, provinceOfCommune: async () => null })
  const agency = (await directory.snapshot()).find(DEMO_AGENCIES[0].centreId)
  const today = civilDateOf(clock.now())
  if (!agency || (await findSettings(db, agency.id, today))) return
  const deps = { db, clock, sealer, append: createAppendEvent(sealer), directory, calendars: openCalendars({ db }) }
  const [setGroup, setCounter] = [createSetGroup(deps), createSetCounter(deps)]
  const ids = new Map<string, string>()
  for (const [ordinal, group] of GROUPS.entries()) {
    const made = await setGroup(actor, agency, { id: null, form: { ...group, ordinal: String(ordinal), slotMinutes: '30', validFrom: today } })
    if (!made.ok) throw new Error(`Demo group ${group.letter}: ${made.refusal.code} ${JSON.stringify(made.faults ?? [])}`)
    ids.set(group.letter, made.id)
  }
  for (const { calls, ...counter } of COUNTERS) {
    const made = await setCounter(actor, agency, { id: null, form: { ...counter, groupIds: [...calls].map((letter) => ids.get(letter) ?? ''), validFrom: today } })
    if (!made.ok) throw new Error(`Demo counter ${counter.number}: ${made.refusal.code} ${JSON.stringify(made.faults ?? [])}`)
  }
  await createMakeDevice(deps)(actor, agency, 'Ki-ốt cửa chính', DEMO_KIOSK)
}
