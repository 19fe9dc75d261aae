import type { CivilDate } from '../../../platform/clock.ts'
import type { Agency, Competence, Level } from '../types.ts'

export interface CompetenceQuestion {
  communeCode: string | null
  provinceCode: string | null
  level: Level
  procedureCode?: string | null
  on: CivilDate
}

interface Dated {
  validFrom: CivilDate
  validTo: CivilDate | null
}

/** Both days are included. */
export const isInForce = (row: Dated, on: CivilDate): boolean => row.validFrom <= on && (row.validTo === null || on <= row.validTo)

function covers(row: Competence, question: CompetenceQuestion): boolean {
  if (row.level !== question.level || !isInForce(row, question.on)) return false
  if (row.procedureCode !== null && row.procedureCode !== question.procedureCode) return false
  if (row.communeCode !== null && row.communeCode !== question.communeCode) return false
  return row.provinceCode === null || row.provinceCode === question.provinceCode
}

const narrowness = (row: Competence) =>
  (row.procedureCode !== null ? 4 : 0) + (row.communeCode !== null ? 2 : 0) + (row.provinceCode !== null ? 1 : 0)

/** The agency's own place answers the question: commune for commune, province for province, ministry for all. */
function isInPlace(agency: Agency, question: CompetenceQuestion): boolean {
  if (agency.level !== question.level) return false
  if (agency.level === 'commune') return agency.communeCode !== null && agency.communeCode === question.communeCode
  if (agency.level === 'province') return agency.provinceCode !== null && agency.provinceCode === question.provinceCode
  return true
}

/**
 * Agencies that are competent for a place and a level, the best first: what a decision gives it (the narrower, the earlier),
 * then agencies of that level and place that take dossiers, one-stop centres first.
 */
export function competentAgencies(
  agencies: readonly Agency[],
  competences: readonly Competence[],
  question: CompetenceQuestion,
): Agency[] {
  const open = new Map(agencies.filter((agency) => isInForce(agency, question.on)).map((agency) => [agency.id, agency]))
  const decided = competences
    .filter((row) => covers(row, question) && open.has(row.agencyId))
    .sort((a, b) => narrowness(b) - narrowness(a) || (a.id < b.id ? -1 : 1))
    .map((row) => row.agencyId)
  const byPlace = [...open.values()]
    .filter((agency) => agency.receives && isInPlace(agency, question))
    .sort((a, b) => Number(b.kind === 'service-centre') - Number(a.kind === 'service-centre') || (a.id < b.id ? -1 : 1))
    .map((agency) => agency.id)
  return [...new Set([...decided, ...byPlace])].flatMap((id) => open.get(id) ?? [])
}

/** Who takes a procedure of a level, each place by its best; empty when nobody here does. */
export function competentInPlaces(agencies: readonly Agency[], competences: readonly Competence[], asked: Omit<CompetenceQuestion, 'communeCode' | 'provinceCode'>): Agency[] {
  const rows = competences.filter((row) => row.level === asked.level && (row.procedureCode === null || row.procedureCode === asked.procedureCode))
  const decided = agencies.filter((agency) => rows.some((row) => row.agencyId === agency.id))
  const places = new Map<string, Pick<CompetenceQuestion, 'communeCode' | 'provinceCode'> & { own: Agency[] }>()
  const at = (communeCode: string | null, provinceCode: string | null) => {
    const place = { communeCode: asked.level === 'commune' ? communeCode : null, provinceCode: asked.level === 'ministry' ? null : provinceCode }
    const key = `${place.provinceCode}/${place.communeCode}`
    const known = places.get(key) ?? { ...place, own: [] }
    places.set(key, known)
    return known
  }
  for (const agency of agencies) if (agency.receives && agency.level === asked.level) at(agency.communeCode, agency.provinceCode).own.push(agency)
  for (const row of rows) at(row.communeCode, row.provinceCode)
  const found = [...places.values()].flatMap(({ own, ...place }) => competentAgencies([...own, ...decided], rows, { ...asked, ...place })[0] ?? [])
  return [...new Map(found.map((agency) => [agency.id, agency])).values()]
}
