import { type Clock, civilDateOf } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { Sealer } from '../platform/seal.ts'
import { createPasswordHasher, createStaff, enrolCitizen } from '../modules/accounts/index.ts'
import { type AgencyForm, type AgencyWritten, assignPost, createAgency, createAgencyDirectory, giveCompetence, type PlaceNames } from '../modules/agencies/index.ts'
import { createAppendEvent } from '../modules/events/index.ts'
import { seedHall } from './hall.ts'
import { seedPaperPlaces } from './paper-places.ts'
import { DEMO_OFFICES, DEMO_POSTS } from './offices.ts'
import { DEMO_AGENCIES, DEMO_CITIZENS, DEMO_PASSWORD, DEMO_STAFF } from './people.ts'

export interface SeedDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  places: () => Promise<PlaceNames>
}

type Acts = Parameters<typeof createAgency>[0]
/** Paths of the agencies that this run made, by their ids. */
type Made = Map<string, string>

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
  const made: Made = new Map()
  await seedCommunes(acts, made)
  await seedOffices(acts, made)
  if (made.size > 0) await seedCompetence(acts)
  await seedStaff({ ...acts, hasher }, made)
  const enrol = enrolCitizen({ db, clock, sealer, appendEvent, hasher })
  for (const citizen of DEMO_CITIZENS) await enrol(ACTOR, { ...citizen, password: DEMO_PASSWORD })
  await seedHall({ db, clock, sealer })
  await seedPaperPlaces({ db, clock, sealer })
}

/** Refusals that say that the thing is there already. */
const KNOWN = new Set(['agency-code-taken', 'username-taken'])

function note(written: AgencyWritten, name: string, made: Made): void {
  if (written.ok) made.set(written.agencyId, written.agencyPath)
  else if (!KNOWN.has(written.refusal.code)) throw new Error(`Demo agency ${name}: ${written.refusal.code} ${JSON.stringify(written.faults ?? [])}`)
}

async function seedCommunes(acts: Acts, made: Made): Promise<void> {
  const create = createAgency(acts)
  for (const one of DEMO_AGENCIES) {
    const place = { provinceCode: one.provinceCode, communeCode: one.communeCode, level: 'commune' }
    const office = { address: one.address, phone: one.phone, email: one.email, mapUrl: '', hotline: '1022', ...HOURS }
    const committee = await create(ACTOR, {
      parentId: null,
      id: one.id,
      validFrom: SINCE,
      form: { ...place, ...office, code: one.code, nameVi: `Ủy ban nhân dân ${one.kind} ${one.name}, ${one.province}`, nameEn: `People’s Committee of ${one.nameEn}`, kind: 'peoples-committee', receives: false },
    })
    const centre = await create(ACTOR, {
      parentId: one.id,
      id: one.centreId,
      validFrom: SINCE,
      form: { ...place, ...office, code: `${one.code}.1`, nameVi: `Trung tâm Phục vụ hành chính công ${one.kind} ${one.name}`, nameEn: `Public Administration Service Centre of ${one.nameEn}`, kind: 'service-centre', receives: true },
    })
    for (const written of [committee, centre]) note(written, one.name, made)
  }
}

async function seedOffices(acts: Acts, made: Made): Promise<void> {
  const create = createAgency(acts)
  for (const { id, parentId, takes: _takes, ...one } of DEMO_OFFICES) {
    const form: AgencyForm = { ...one, ...HOURS, mapUrl: '', hotline: '' }
    note(await create(ACTOR, { parentId, id, validFrom: SINCE, form }), one.nameVi, made)
  }
}

/** Each office gets what is its own, unless it is the first to be asked already. */
async function seedCompetence(acts: Acts): Promise<void> {
  const give = giveCompetence(acts)
  const snapshot = await createAgencyDirectory({ ...acts, provinceOfCommune: async () => null }).snapshot()
  for (const { id, level, provinceCode, communeCode, nameVi, takes } of DEMO_OFFICES) {
    for (const procedureCode of takes) {
      const place = { provinceCode, communeCode: level === 'commune' ? communeCode : null }
      const [first] = snapshot.competentFor({ ...place, level, procedureCode, on: civilDateOf(acts.clock.now()) })
      if (first?.id === id) continue
      const given = await give(ACTOR, { agencyId: id, level, ...place, procedureCode, ground: 'Phân công của bản dùng thử', validFrom: SINCE })
      if (!given.ok) throw new Error(`Demo competence of ${nameVi}: ${given.refusal.code}`)
    }
  }
}

async function seedStaff(deps: Parameters<typeof createStaff>[0] & Parameters<typeof assignPost>[0], made: Made): Promise<void> {
  const [office] = DEMO_AGENCIES
  const newStaff = createStaff(deps)
  const assign = assignPost(deps)
  for (const one of DEMO_STAFF) {
    // Officers of committee and centre work on the centre's dossiers; the leader's and specialist's posts stand above it.
    const agencyId = { centre: office.centreId, committee: office.id, ...DEMO_POSTS }[one.at]
    const agencyPath = made.get(agencyId)
    if (!agencyPath) continue
    const staff = await newStaff(ACTOR, { username: one.username, name: one.name, homeAgency: { agencyId, agencyPath }, password: DEMO_PASSWORD })
    if (!staff.ok) {
      if (KNOWN.has(staff.refusal.code)) continue
      throw new Error(`Demo staff ${one.username}: ${staff.refusal.code} ${JSON.stringify(staff.faults ?? [])}`)
    }
    const post = await assign(ACTOR, { staffId: staff.staffId, agencyId, title: one.title, duties: [...one.duties], validFrom: SINCE, validTo: null })
    if (!post.ok) throw new Error(`Demo post of ${one.username}: ${post.refusal.code}`)
  }
}
