import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { Sealer } from '../platform/seal.ts'
import { createAgencyDirectory } from '../modules/agencies/index.ts'
import { may } from '../modules/accounts/index.ts'
import { counterPlaces, createPlaces } from '../modules/custody/index.ts'
import { createAppendEvent } from '../modules/events/index.ts'
import { newId } from '../platform/ids.ts'
import { DEMO_AGENCIES } from './people.ts'

const [office] = DEMO_AGENCIES
const PLACES = [
  { agencyId: office.centreId, name: 'Quầy tiếp nhận', kind: 'counter', isFirst: true },
  { agencyId: office.centreId, name: 'Tủ trả kết quả', kind: 'cabinet', isFirst: false },
  { agencyId: office.id, name: 'Tủ Hộ tịch, tầng 2', kind: 'cabinet', isFirst: false },
  { agencyId: office.id, name: 'Phòng Lưu trữ', kind: 'archive', isFirst: false },
] as const

/** Where the paper of the first office lies. What is there already is left as it is. */
export async function seedPaperPlaces({ db, clock, sealer }: { db: Db; clock: Clock; sealer: Sealer }): Promise<void> {
  const actor = { kind: 'system', name: 'demo' } as const
  const directory = createAgencyDirectory({ db, clock, provinceOfCommune: async () => null })
  const { setPlace } = createPlaces({
    db,
    clock,
    append: createAppendEvent(sealer),
    may: (by, act, resource) => may(by, act as Parameters<typeof may>[1], resource),
    async findOffice(id) {
      const agency = (await directory.snapshot()).find(id)
      return agency && { id: agency.id, name: agency.nameVi, path: agency.path, parentName: null, place: null, provinceCode: agency.provinceCode ?? '' }
    },
  })
  for (const { agencyId, ...place } of PLACES) {
    const known = await counterPlaces(db, agencyId)
    if (known.some((one) => one.name === place.name)) continue
    const made = await setPlace(actor, agencyId, { id: newId(), ...place })
    if (!made.ok && made.refusal.code !== 'place-gone') throw new Error(`Demo place ${place.name}: ${made.refusal.code}`)
  }
}
