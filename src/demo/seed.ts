import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { Sealer } from '../platform/seal.ts'
import { createPasswordHasher, createStaff, enrolCitizen } from '../modules/accounts/index.ts'
import { assignPost, createAgency, type PlaceNames } from '../modules/agencies/index.ts'
import { createAppendEvent } from '../modules/events/index.ts'
import { DEMO_AGENCIES, DEMO_CITIZENS, DEMO_PASSWORD, DEMO_POLICE, DEMO_STAFF } from './people.ts'

export interface SeedDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  places: () => Promise<PlaceNames>
}

const ACTOR = { kind: 'system', name: 'demo' } as const
const SINCE = '2025-07-01'
const HOURS = {
  hoursVi: 'Thứ Hai đến thứ Sáu, 7 giờ 30 – 11 giờ 30 và 13 giờ 30 – 17 giờ',
  hoursEn: 'Monday to Friday, 7:30–11:30 and 13:30–17:00',
}

/** The demo's offices, their staff and two citizens. What is there already is left as it is. */
export async function seedDemo(deps: SeedDeps): Promise<void> {
  const { db, clock, sealer } = deps
  const appendEvent = createAppendEvent(sealer)
  const acts = { db, clock, appendEvent, places: deps.places }
  const hasher = createPasswordHasher()
  const newAgency = createAgency(acts)
  const paths = new Map<string, string>()

  for (const one of DEMO_AGENCIES) {
    const place = { provinceCode: one.provinceCode, communeCode: one.communeCode, level: 'commune' }
    const office = { address: one.address, phone: one.phone, email: one.email, mapUrl: '', hotline: '1022', ...HOURS }
    const committee = await newAgency(ACTOR, {
      parentId: null,
      id: one.id,
      validFrom: SINCE,
      form: { ...place, ...office, code: one.code, nameVi: `Ủy ban nhân dân ${one.kind} ${one.name}, ${one.province}`, nameEn: `People’s Committee of ${one.nameEn}`, kind: 'peoples-committee', receives: false },
    })
    const centre = await newAgency(ACTOR, {
      parentId: one.id,
      id: one.centreId,
      validFrom: SINCE,
      form: { ...place, ...office, code: `${one.code}.1`, nameVi: `Trung tâm Phục vụ hành chính công ${one.kind} ${one.name}`, nameEn: `Public Administration Service Centre of ${one.nameEn}`, kind: 'service-centre', receives: true },
    })
    for (const made of [committee, centre]) {
      if (!made.ok && !KNOWN.has(made.refusal.code)) throw new Error(`Demo agency ${one.name}: ${made.refusal.code} ${JSON.stringify(made.faults ?? [])}`)
      if (made.ok) paths.set(made.agencyId, made.agencyPath)
    }
  }
  const { id, nameVi, nameEn, code, provinceCode, address, phone, email } = DEMO_POLICE
  const police = await newAgency(ACTOR, {
    parentId: null,
    id,
    validFrom: SINCE,
    form: { provinceCode, communeCode: '', level: 'province', address, phone, email, mapUrl: '', hotline: '', ...HOURS, code, nameVi, nameEn, kind: 'police', receives: true },
  })
  if (!police.ok && !KNOWN.has(police.refusal.code)) throw new Error(`Demo agency ${nameVi}: ${police.refusal.code} ${JSON.stringify(police.faults ?? [])}`)
  if (police.ok) paths.set(police.agencyId, police.agencyPath)
  await seedStaff({ ...acts, hasher }, paths)
  const enrol = enrolCitizen({ db, clock, sealer, appendEvent, hasher })
  for (const citizen of DEMO_CITIZENS) await enrol(ACTOR, { ...citizen, password: DEMO_PASSWORD })
}

/** Refusals that say that the thing is there already. */
const KNOWN = new Set(['agency-code-taken', 'username-taken'])

async function seedStaff(deps: Parameters<typeof createStaff>[0] & Parameters<typeof assignPost>[0], paths: ReadonlyMap<string, string>) {
  const [office] = DEMO_AGENCIES
  const newStaff = createStaff(deps)
  const assign = assignPost(deps)
  for (const one of DEMO_STAFF) {
    // Officers of committee and centre work on the centre's dossiers; the leader's and specialist's posts stand above it.
    const agencyId = { centre: office.centreId, committee: office.id, police: DEMO_POLICE.id }[one.at]
    const agencyPath = paths.get(agencyId)
    if (!agencyPath) continue
    const made = await newStaff(ACTOR, { username: one.username, name: one.name, homeAgency: { agencyId, agencyPath }, password: DEMO_PASSWORD })
    if (!made.ok) {
      if (KNOWN.has(made.refusal.code)) continue
      throw new Error(`Demo staff ${one.username}: ${made.refusal.code} ${JSON.stringify(made.faults ?? [])}`)
    }
    const post = await assign(ACTOR, { staffId: made.staffId, agencyId, title: one.title, duties: [...one.duties], validFrom: SINCE, validTo: null })
    if (!post.ok) throw new Error(`Demo post of ${one.username}: ${post.refusal.code}`)
  }
}
