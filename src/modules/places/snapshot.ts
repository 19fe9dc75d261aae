import { bareNameKey, nameKey } from './rules/names.ts'

export interface Province {
  code: string
  name: string
  fullName: string
  nameEn: string
  fullNameEn: string
  kind: 'tinh' | 'thanh_pho'
  slug: string
  validFrom: string
  /** Set when the unit was dissolved. */
  validTo: string | null
  successorCode: string | null
}

export interface Commune extends Omit<Province, 'kind'> {
  provinceCode: string
  kind: 'xa' | 'phuong' | 'dac_khu'
  seat: string | null
  latitude: number | null
  longitude: number | null
}

export interface FormerName {
  unitCode: string
  fullName: string
  validFrom: string
  validTo: string
}

const inVietnamese = new Intl.Collator('vi').compare
const byName = (a: { name: string; code: string }, b: { name: string; code: string }) =>
  inVietnamese(a.name, b.name) || a.code.localeCompare(b.code)

/** All units in memory: what forms and pages ask for many times a second. */
export class PlacesSnapshot {
  /** Units of today, by name. */
  readonly provinces: readonly Province[]
  readonly version: string
  readonly #provinces: ReadonlyMap<string, Province>
  readonly #communes: ReadonlyMap<string, Commune>
  readonly #ofProvince = new Map<string, Commune[]>()
  readonly #former: readonly FormerName[]

  constructor(
    version: string,
    provinces: readonly Province[],
    communes: readonly Commune[],
    former: readonly FormerName[],
  ) {
    this.version = version
    this.#provinces = new Map(provinces.map((province) => [province.code, province]))
    this.#communes = new Map(communes.map((commune) => [commune.code, commune]))
    this.#former = former
    this.provinces = provinces.filter((province) => province.validTo === null).sort(byName)
    for (const commune of communes.filter((each) => each.validTo === null).sort(byName)) {
      const list = this.#ofProvince.get(commune.provinceCode)
      if (list) list.push(commune)
      else this.#ofProvince.set(commune.provinceCode, [commune])
    }
  }

  /** Communes of today of one province, by name; none for an unknown code. */
  communesOf(provinceCode: string): readonly Commune[] {
    return this.#ofProvince.get(provinceCode) ?? []
  }
  findProvince(code: string): Province | null {
    return this.#provinces.get(code) ?? null
  }
  findCommune(code: string): Commune | null {
    return this.#communes.get(code) ?? null
  }
  /** @throws Error for a code that no unit has. */
  getCommune(code: string): Commune {
    const commune = this.#communes.get(code)
    if (!commune) throw new Error(`No commune has the code ${code}.`)
    return commune
  }
  findProvinceByName(text: string): Province | null {
    return one(this.provinces, text)
  }
  /** The commune of that name in the province, if it is the only one; "phường" or "xã" may be left out. */
  findCommuneByName(provinceCode: string, text: string): Commune | null {
    return one(this.communesOf(provinceCode), text)
  }
  /** Name as it was on a day: units of Đồng Nai had another kind until 30/4/2026. */
  fullNameOn(unit: Province | Commune, day: string): string {
    return (
      this.#former.find((name) => name.unitCode === unit.code && name.validFrom <= day && day <= name.validTo)
        ?.fullName ?? unit.fullName
    )
  }
}

function one<U extends { fullName: string }>(units: readonly U[], text: string): U | null {
  const full = nameKey(text)
  const exact = units.filter((unit) => nameKey(unit.fullName) === full)
  if (exact.length === 1) return exact[0] ?? null
  const unprefixed = units.filter((unit) => bareNameKey(unit.fullName) === full)
  if (unprefixed.length === 1) return unprefixed[0] ?? null
  const bare = bareNameKey(text)
  const same = units.filter((unit) => bareNameKey(unit.fullName) === bare)
  return same.length === 1 ? (same[0] ?? null) : null
}
