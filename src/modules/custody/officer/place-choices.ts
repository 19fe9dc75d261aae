import { selectPlaces } from '../places.store.ts'
import type { CustodyDeps, OfficeOfPaper } from '../ports.ts'
import { PLACE_KIND_NAMES } from '../rules/place-form.ts'

export interface PlaceChoice {
  label: string
  items: { value: string; text: string }[]
}

/** Places of some offices as a list offers them, by office. */
export async function placeChoices(deps: Pick<CustodyDeps, 'db'>, offices: readonly OfficeOfPaper[]): Promise<PlaceChoice[]> {
  const places = Map.groupBy(await selectPlaces(deps.db, offices.map((one) => one.id)), (one) => one.agency_id)
  return offices.flatMap((office) => {
    const own = places.get(office.id)
    return own ? [{ label: office.name, items: own.map((one) => ({ value: one.id, text: `${one.name} (${PLACE_KIND_NAMES[one.kind].toLowerCase()})` })) }] : []
  })
}
