import type { Places } from '../places/index.ts'
import type { PlaceNames } from './rules/agency-form.ts'

/** The units of today as this module asks for them. */
export function placeNames(places: Places): () => Promise<PlaceNames> {
  return async () => {
    const units = await places.current()
    return {
      provinceName: (code) => units.findProvince(code)?.fullName ?? null,
      communeOf(code) {
        const commune = units.findCommune(code)
        return commune && commune.validTo === null ? { name: commune.fullName, provinceCode: commune.provinceCode } : null
      },
      provinces: units.provinces.map(({ code, fullName }) => ({ code, name: fullName })),
      communeNamed: (provinceCode, typed) => units.findCommuneByName(provinceCode, typed)?.code ?? null,
    }
  }
}
