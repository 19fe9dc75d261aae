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
