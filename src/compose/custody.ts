import { type Clock, civilDateOf, stopwatch } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { Web } from '../platform/http/index.ts'
import type { JobHandlers } from '../platform/jobs.ts'
import type { Sealer } from '../platform/seal.ts'
import { mapped } from '../platform/together.ts'
import { staffNames } from '../modules/accounts/index.ts'
import { type AgencyDirectory, isWithin, staffWithin } from '../modules/agencies/index.ts'
import { type CounterPlace, counterPlaces, type CustodyDeps, custodyJobs, firstPlace, mountCustody, mountPlaceAdmin, PaperLines, positionsPart } from '../modules/custody/index.ts'
import { type OfficerDeps, tellOfficers } from '../modules/processing/index.ts'
import type { ReceptionDeps } from '../modules/reception/index.ts'
import type { Acts } from './acts.ts'
import { administered } from './administered.ts'

export interface CustodyParts {
  db: Db
  clock: Clock
  sealer: Sealer
  directory: AgencyDirectory
  acts: Acts
  publicUrl: string
}

/** A list that an officer chooses from has so many lines at most. */
const OPEN_TO_GIVE = 400

/** What keeping and handing over paper needs of the modules beside it. */
export function custodyOf({ db, clock, sealer, directory, acts, publicUrl }: CustodyParts): CustodyDeps {
  const mine = acts.processing.agenciesOf
  const above = (path: string) => `${path.split('/').slice(0, -2).join('/')}/`
  return {
    db,
    clock,
    sealer,
    append: acts.append,
    logAccess: acts.logAccess,
    logAccesses: acts.processing.logAccesses,
    documents: acts.processing.documents,
    may: acts.processing.may,
    agenciesOf: mine,
    async findOffice(agencyId) {
      const agency = (await directory.snapshot()).find(agencyId)
      if (!agency) return null
      const { path, nameVi, parentName, place } = await acts.processing.agencyOf(agency.id)
      return { id: agency.id, path, name: nameVi, parentName, place, provinceCode: agency.provinceCode ?? '' }
    },
    async colleaguesOf(actor) {
      const today = civilDateOf(clock.now())
      // A centre's colleagues are those of the authority that it belongs to.
      const roots = [...new Set(actor.posts.map((post) => (above(post.agencyPath) === '/' ? post.agencyPath : above(post.agencyPath))))]
      const found = (await Promise.all(roots.map((root) => staffWithin(db, root, today)))).flat()
      const people = [...new Map(found.filter((one) => one.staffId !== actor.staffId).map((one) => [one.staffId, one])).values()].slice(0, OPEN_TO_GIVE)
      const names = await staffNames(db, people.map((one) => one.staffId))
      return people
        .map(({ staffId, title, agencyId, agencyName }) => ({ staffId, name: names.get(staffId) ?? '', title, agencyId, agencyName }))
        .filter((one) => one.name !== '')
        .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
    },
    async officesToGive(actor) {
      const snapshot = await directory.snapshot()
      const own = new Set((await mine(actor)).map((one) => one.id))
      const posts = actor.posts.flatMap((post) => snapshot.find(post.agencyId) ?? [])
      const today = civilDateOf(clock.now())
      const isOwn = (id: string, path: string) => own.has(id) || posts.some((post) => isWithin(post.path, path))
      return snapshot
        .inForce(today)
        .filter((one) => isOwn(one.id, one.path) || posts.some((post) => post.provinceCode === one.provinceCode))
        .map((one) => ({ id: one.id, name: one.nameVi, path: one.path, near: isOwn(one.id, one.path) ? 0 : 1 }))
        .sort((a, b) => a.near - b.near || a.name.localeCompare(b.name, 'vi'))
        .slice(0, OPEN_TO_GIVE)
    },
    tellMissing: (tx, staffId, { dossierId, code, byName, slip, at, batchId }) => tellOfficers(tx, [staffId], { row: { id: dossierId, code }, kind: 'paper-missing', byName, detail: slip, at, about: `${batchId}:${dossierId}` }),
    publicUrl,
  }
}

/** Mounts the officers' and administrators' pages of paper. */
export function composeCustody(web: Web, parts: CustodyParts): void {
  const deps = custodyOf(parts)
  mountCustody(web, deps)
  mountPlaceAdmin(web, { ...deps, ...administered(parts) })
}

/** What follows acts elsewhere for paper. */
export const paperJobs = ({ db, acts }: { db: Db; acts: Acts }): JobHandlers => custodyJobs({ db, append: acts.append, getEvent: acts.getEvent })

/** The line of a case that tells where its paper lies. */
export const paperLine: OfficerDeps['paperLine'] = (reader, dossierId, code) => mapped(positionsPart(reader, dossierId), (papers) => PaperLines({ code, papers }))

/** Cabinets change seldom: a counter's list of them is looked up again after so long. What is chosen is looked up as it is written. */
const PLACES_KEPT_MS = 15_000

/** Where a counter puts what it takes in. */
export function papersAtCounter(db: Db): ReceptionDeps['papers'] {
  const kept = new Map<string, { until: number; places: CounterPlace[] }>()
  return {
    async places(agencyId) {
      const known = kept.get(agencyId)
      if (known && known.until > stopwatch()) return known.places
      const places = await counterPlaces(db, agencyId)
      kept.set(agencyId, { until: stopwatch() + PLACES_KEPT_MS, places })
      return places
    },
    first: (received) => firstPlace(db, received),
  }
}
