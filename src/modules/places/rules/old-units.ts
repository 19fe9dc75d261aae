import { bareNameKey, nameKey, oldProvinceKey } from './names.ts'

/** A commune as it was before 1/7/2025, with the new communes it may lie in, likeliest first. */
export interface OldUnit {
  /** Null for an island district that had no communes. */
  code: string | null
  fullName: string
  districtCode: string
  districtName: string
  provinceCode: string
  provinceName: string
  successors: readonly Successor[]
}

export interface Successor {
  communeCode: string
  isDefault: boolean
  distanceKm: number | null
}

export interface OtherName {
  oldCode: string
  name: string
  province: string | null
  district: string | null
}

export interface OldAddress {
  province: string
  district?: string | null
  commune: string
}

type Finder = (key: string) => readonly OldUnit[]

/** Index over old units by the names they were written under. */
export interface OldUnitIndex {
  byCode(code: string): OldUnit | null
  /** Every old unit that the words may mean; the exact name wins over the bare one, that over other names. */
  byName(address: OldAddress): readonly OldUnit[]
}

const where = (...parts: string[]) => parts.join('/')

function group(): { add(key: string, unit: OldUnit): void; find: Finder } {
  const groups = new Map<string, OldUnit[]>()
  return {
    add(key, unit) {
      const known = groups.get(key)
      if (!known) groups.set(key, [unit])
      else if (!known.includes(unit)) known.push(unit)
    },
    find: (key) => groups.get(key) ?? [],
  }
}

export function indexOldUnits(units: readonly OldUnit[], otherNames: readonly OtherName[]): OldUnitIndex {
  const byCode = new Map(units.flatMap((unit) => (unit.code ? [[unit.code, unit] as const] : [])))
  const exact = group()
  const bare = group()
  const other = group()
  const written = group()
  for (const unit of units) {
    const province = oldProvinceKey(unit.provinceName)
    exact.add(where(province, nameKey(unit.fullName)), unit)
    bare.add(where(province, bareNameKey(unit.fullName)), unit)
  }
  for (const name of otherNames) {
    const unit = byCode.get(name.oldCode)
    if (!unit) continue
    if (name.province !== null && name.district !== null) {
      written.add(where(oldProvinceKey(name.province), bareNameKey(name.district), nameKey(name.name)), unit)
      continue
    }
    other.add(where(oldProvinceKey(unit.provinceName), nameKey(name.name)), unit)
  }
  return {
    byCode: (code) => byCode.get(code) ?? null,
    byName(address) {
      const province = oldProvinceKey(address.province)
      const full = nameKey(address.commune)
      const inDistrict = ofDistrict(address.district)
      const tries = [
        () => inDistrict(exact.find(where(province, full))),
        () => inDistrict(bare.find(where(province, full))),
        () => inDistrict(bare.find(where(province, bareNameKey(address.commune)))),
        () => (address.district ? written.find(where(province, bareNameKey(address.district), full)) : []),
        () => inDistrict(other.find(where(province, full))),
        () => inDistrict(other.find(where(province, bareNameKey(address.commune)))),
      ]
      for (const attempt of tries) {
        const found = attempt()
        if (found.length > 0) return found
      }
      return []
    },
  }
}

/** Keeps the units of the named district; its full name wins over its bare one (thị xã Kỳ Anh, huyện Kỳ Anh). */
function ofDistrict(district: string | null | undefined): (units: readonly OldUnit[]) => readonly OldUnit[] {
  if (!district?.trim()) return (units) => units
  const full = nameKey(district)
  const bare = bareNameKey(district)
  return (units) => {
    const same = units.filter((unit) => nameKey(unit.districtName) === full)
    if (same.length > 0) return same
    // "Tịnh Biên" typed without marks begins like the word tỉnh: both readings are tried.
    const unprefixed = units.filter((unit) => bareNameKey(unit.districtName) === full)
    return unprefixed.length > 0 ? unprefixed : units.filter((unit) => bareNameKey(unit.districtName) === bare)
  }
}
