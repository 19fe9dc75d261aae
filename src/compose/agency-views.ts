import { type Clock, civilDateOf } from '../platform/clock.ts'
import type { Agency, AgencyDirectory, AgencySnapshot } from '../modules/agencies/index.ts'
import type { FilingAgencies, FilingAgency } from '../modules/filing/index.ts'
import type { AgencyUnit } from '../modules/forms/index.ts'
import type { Places, PlacesSnapshot } from '../modules/places/index.ts'
import type { CaseAgency, Staff } from '../modules/processing/index.ts'

const forFiling = (agency: Agency): FilingAgency => ({
  id: agency.id,
  code: agency.code,
  nameVi: agency.nameVi,
  nameEn: agency.nameEn,
  provinceCode: agency.provinceCode,
  communeCode: agency.communeCode,
  address: agency.address,
  phone: agency.phone,
  hoursVi: agency.hoursVi,
  hoursEn: agency.hoursEn,
  mapUrl: agency.mapUrl,
})

export const filingAgencies = (directory: AgencyDirectory): FilingAgencies => ({
  async find(id) {
    const agency = (await directory.snapshot()).find(id)
    return agency ? forFiling(agency) : null
  },
  async competent(communeCode, level, procedureCode) {
    const agency = await directory.findCompetentAgency(communeCode, level, procedureCode)
    return agency ? forFiling(agency) : null
  },
})

/** An agency as cases see it: with the authority above it, whose name stands on results. */
export const caseAgencies = (directory: AgencyDirectory, places: Places) => async (agencyId: string): Promise<CaseAgency> => {
  const snapshot = await directory.snapshot()
  const agency = snapshot.get(agencyId)
  const parent = agency.parentId ? snapshot.find(agency.parentId) : null
  const commune = agency.communeCode ? (await places.current()).findCommune(agency.communeCode) : null
  return {
    id: agency.id,
    code: agency.code,
    path: agency.path,
    nameVi: agency.nameVi,
    parentName: parent?.nameVi ?? null,
    place: commune?.name ?? null,
    address: agency.address,
    phone: agency.phone,
    email: agency.email,
  }
}

/** Agencies whose cases a member of staff works on: those of the posts held with a case duty, and all below them. */
export const agenciesOf = (directory: AgencyDirectory) => async (actor: Staff) => {
  const snapshot = await directory.snapshot()
  const found = new Map<string, { id: string; name: string; path: string }>()
  for (const post of actor.posts) {
    if (!post.duties.some((duty) => duty !== 'administrator')) continue
    for (const agency of snapshot.within(post.agencyPath)) found.set(agency.id, { id: agency.id, name: agency.nameVi, path: agency.path })
  }
  return [...found.values()]
}

/** The agencies in force as forms offer them: namesakes with their place. Made once for each state of the directory and day. */
export function agencyUnitsOf(directory: AgencyDirectory, places: Places, clock: Clock): () => Promise<readonly AgencyUnit[]> {
  let made: { of: AgencySnapshot; on: string; units: readonly AgencyUnit[] } | null = null
  return async () => {
    const [of, on] = [await directory.snapshot(), civilDateOf(clock.now())]
    if (made?.of !== of || made.on !== on) made = { of, on, units: unitsOf(of.inForce(on), await places.current()) }
    return made.units
  }
}

function unitsOf(agencies: readonly Agency[], places: PlacesSnapshot): AgencyUnit[] {
  const namesakes = new Map<string, number>()
  for (const { nameVi } of agencies) namesakes.set(nameVi, (namesakes.get(nameVi) ?? 0) + 1)
  return agencies.map(({ id, nameVi, communeCode, provinceCode }) => {
    const where = [communeCode && places.findCommune(communeCode)?.fullName, provinceCode && places.findProvince(provinceCode)?.fullName].filter(Boolean).join(', ')
    return { id, name: nameVi, label: namesakes.get(nameVi) === 1 || where === '' ? nameVi : `${nameVi} (${where})` }
  })
}

/** Places whose office takes dossiers today. */
export const openPlacesOf = (directory: AgencyDirectory, clock: Clock) => async () =>
  (await directory.snapshot())
    .inForce(civilDateOf(clock.now()))
    .filter((agency) => agency.receives && agency.communeCode && agency.provinceCode)
    .map((agency) => ({ provinceCode: agency.provinceCode ?? '', communeCode: agency.communeCode ?? '', name: agency.nameVi }))
