import type { Reader } from '../../platform/db.ts'
import type { Write } from '../../platform/together.ts'
import { inPlace, withHolder } from './paper-moves.ts'
import { selectPlaces } from './places.store.ts'
import { firstWrites } from './positions.store.ts'

/** A place that a counter may put what it receives into; `isFirst` stands there beforehand. */
export interface CounterPlace {
  id: string
  name: string
  isFirst: boolean
}

export const counterPlaces = async (reader: Reader, agencyId: string): Promise<CounterPlace[]> => (await selectPlaces(reader, [agencyId])).map((one) => ({ id: one.id, name: one.name, isFirst: one.is_first }))

/** Where what a counter receives lies first: in the place that was chosen, else with whoever receives it. Written in the statement that makes the dossier. */
export async function firstPlace(
  reader: Reader,
  received: { agencyId: string; desk: { agencyId: string; name: string; provinceCode: string }; placeId: string | null; by: { key: string; name: string }; at: Date },
): Promise<(dossierId: string) => Write[]> {
  const { desk, placeId, by, at } = received
  const place = placeId ? (await selectPlaces(reader, [desk.agencyId])).find((one) => one.id === placeId) : undefined
  const where = place ? inPlace(place, desk) : withHolder(by, { id: desk.agencyId, name: desk.name })
  return (dossierId) => firstWrites({ dossier_id: dossierId, what: 'file', agency_id: received.agencyId, province_code: desk.provinceCode, ...where, since: at, moves: 1 }, by)
}
