import type { FindPlace } from '../modules/forms/index.ts'
import type { Places } from '../modules/places/index.ts'

/** Parts of an address as people and cards write them: the widest last. */
const partsOf = (text: string): string[] =>
  text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^việt nam$/i.test(part))

/**
 * An address among the places of today: by today's names, else by those before 1/7/2025 where one commune of today is the
 * likeliest. What names no place stays as the detail.
 */
export const findPlaceOf =
  (places: Places): FindPlace =>
  async (text) => {
    const parts = partsOf(text)
    const snapshot = await places.current()
    const [last = '', second = '', third = ''] = parts.toReversed()
    const detailOf = (named: number) => (parts.length > named ? { detail: parts.slice(0, parts.length - named).join(', ') } : {})
    const province = snapshot.findProvinceByName(last)
    const commune = province && second ? snapshot.findCommuneByName(province.code, second) : null
    const old = async (address: { district: string | null; commune: string }) => (second ? (await places.resolveOldUnit({ province: last, ...address })).default : null)
    const inDistrict = third ? await old({ district: second, commune: third }) : null
    if (inDistrict) return { province: inDistrict.provinceCode, commune: inDistrict.code, ...detailOf(3) }
    if (province && commune) return { province: province.code, commune: commune.code, ...detailOf(2) }
    const withoutDistrict = await old({ district: null, commune: second })
    if (withoutDistrict) return { province: withoutDistrict.provinceCode, commune: withoutDistrict.code, ...detailOf(2) }
    return province ? { province: province.code, ...detailOf(1) } : null
  }
