/** Somebody whose post gives them a step's duty in its agency. */
export interface Candidate {
  staffId: string
  /** Who stands in for them today; null when they are there. */
  substituteId: string | null
}

export interface LoadOfPerson {
  staffId: string
  open: number
  lastGivenAt: Date | null
}

export interface Chosen {
  staffId: string
  /** The absent holder for whom this one stands in. */
  insteadOf: string | null
}

/** Everybody who may be given the step today: holders who are there, and the substitutes of those who are not, each once. */
export function presentFor(candidates: readonly Candidate[]): Chosen[] {
  const absent = new Set(candidates.filter((one) => one.substituteId !== null).map((one) => one.staffId))
  const people = new Map<string, Chosen>()
  for (const { staffId, substituteId } of candidates) if (substituteId === null) people.set(staffId, { staffId, insteadOf: null })
  for (const { staffId, substituteId } of candidates) {
    // Who stands in and is away too passes it no further.
    if (substituteId === null || absent.has(substituteId) || people.has(substituteId)) continue
    people.set(substituteId, { staffId: substituteId, insteadOf: staffId })
  }
  return [...people.values()]
}

/**
 * The officer for a step: of those who hold its duty and are there, the one with the fewest open steps of it; of several, the one who
 * has waited longest for work. The named substitute takes the place of an absent one. Null when nobody is there.
 * @see NĐ 309/2026/NĐ-CP, art. 11.8 (named substitute)
 */
export function chooseOfficer(candidates: readonly Candidate[], loads: readonly LoadOfPerson[]): Chosen | null {
  const load = new Map(loads.map((one) => [one.staffId, one]))
  const openOf = ({ staffId }: Chosen) => load.get(staffId)?.open ?? 0
  const lastOf = ({ staffId }: Chosen) => load.get(staffId)?.lastGivenAt?.getTime() ?? 0
  const inOrder = presentFor(candidates).sort((a, b) => openOf(a) - openOf(b) || lastOf(a) - lastOf(b) || (a.staffId < b.staffId ? -1 : 1))
  return inOrder[0] ?? null
}
