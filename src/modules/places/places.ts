import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db.ts'
import type { Lang } from '../../platform/words.ts'
import { formatAddress } from '../../platform/address-text.ts'
import { indexOldUnits, type OldAddress, type OldUnit, type OldUnitIndex } from './rules/old-units.ts'
import { type Commune, PlacesSnapshot } from './snapshot.ts'
import {
  findLoadHash,
  selectCommunes,
  selectFormerNames,
  selectOldNames,
  selectProvinces,
  selectSuccession,
} from './store.ts'

/** What an old address may be today. */
export interface Resolved {
  /** The old units that the words may mean: more than one when the district was left out. */
  units: readonly OldUnit[]
  candidates: readonly { commune: Commune; isDefault: boolean; distanceKm: number | null }[]
  /** The likeliest new commune; null when the words mean several old units or none. To be confirmed by the person when there are several candidates. */
  default: Commune | null
}

export interface Places {
  /** All units of today, in memory; read again when the data were loaded anew. */
  current(): Promise<PlacesSnapshot>
  /** What became of an old unit, by its old code or as it was written. */
  resolveOldUnit(old: { code: string } | OldAddress): Promise<Resolved>
  /** "12 Nguyễn Trãi, phường Ninh Kiều, thành phố Cần Thơ". @throws Error for an unknown commune code. */
  formatAddress(address: { detail?: string | null; communeCode: string }, lang?: Lang): Promise<string>
}

/** How long a process may go on with units that another process has replaced. */
const LOOK_AGAIN_MS = 60_000

export function openPlaces({ db, clock }: { db: Db; clock: Clock }): Places {
  let held: { snapshot: PlacesSnapshot; old: OldUnitIndex | null; at: number } | null = null

  async function upToDate() {
    const now = clock.now().getTime()
    if (held && held.snapshot.version !== '' && Math.abs(now - held.at) < LOOK_AGAIN_MS) return held
    const version = (await findLoadHash(db)) ?? ''
    if (held && held.snapshot.version === version && version !== '') held.at = now
    else held = { snapshot: await readSnapshot(db, version), old: null, at: now }
    return held
  }
  const current = async () => (await upToDate()).snapshot

  return {
    current,
    async resolveOldUnit(old) {
      const kept = await upToDate()
      kept.old ??= await readOldUnits(db)
      const index = kept.old
      const units = 'code' in old ? [index.byCode(old.code)].filter((unit) => unit !== null) : index.byName(old)
      return resolve(units, kept.snapshot)
    },
    async formatAddress({ detail, communeCode }, lang) {
      const snapshot = await current()
      const commune = snapshot.getCommune(communeCode)
      const province = snapshot.findProvince(commune.provinceCode)
      if (!province) throw new Error(`No province has the code ${commune.provinceCode}.`)
      return formatAddress(detail, commune, province, lang)
    },
  }
}

function resolve(units: readonly OldUnit[], snapshot: PlacesSnapshot): Resolved {
  const candidates = new Map<string, Resolved['candidates'][number]>()
  for (const successor of units.flatMap((unit) => unit.successors)) {
    const commune = snapshot.findCommune(successor.communeCode)
    if (!commune || candidates.get(commune.code)?.isDefault) continue
    candidates.set(commune.code, { commune, isDefault: successor.isDefault, distanceKm: successor.distanceKm })
  }
  const list = [...candidates.values()].sort((a, b) => Number(b.isDefault) - Number(a.isDefault))
  const likely = list.filter((candidate) => candidate.isDefault)
  return { units, candidates: list, default: likely.length === 1 ? (likely[0]?.commune ?? null) : null }
}

async function readSnapshot(db: Db, version: string): Promise<PlacesSnapshot> {
  const [provinces, communes, former] = await Promise.all([
    selectProvinces(db),
    selectCommunes(db),
    selectFormerNames(db),
  ])
  return new PlacesSnapshot(
    version,
    provinces.map((row) => ({ ...unit(row), kind: row.kind })),
    communes.map((row) => ({
      ...unit(row),
      kind: row.kind,
      provinceCode: row.province_code,
      seat: row.seat,
      latitude: row.latitude,
      longitude: row.longitude,
    })),
    former.map((row) => ({
      unitCode: row.unit_code,
      fullName: row.full_name,
      validFrom: row.valid_from,
      validTo: row.valid_to,
    })),
  )
}

type UnitRow = Awaited<ReturnType<typeof selectProvinces>>[number] | Awaited<ReturnType<typeof selectCommunes>>[number]

const unit = (row: UnitRow) => ({
  code: row.code,
  name: row.name,
  fullName: row.full_name,
  nameEn: row.name_en,
  fullNameEn: row.full_name_en,
  slug: row.slug,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  successorCode: row.successor_code,
})

async function readOldUnits(db: Db): Promise<OldUnitIndex> {
  const [rows, names] = await Promise.all([selectSuccession(db), selectOldNames(db)])
  const units = new Map<string, OldUnit & { successors: OldUnit['successors'][number][] }>()
  for (const row of rows) {
    const key = row.old_commune_code ?? `district ${row.district_code}`
    const known = units.get(key)
    const successor = { communeCode: row.commune_code, isDefault: row.is_default, distanceKm: row.distance_km }
    if (known) known.successors.push(successor)
    else units.set(key, { ...oldUnit(row), successors: [successor] })
  }
  return indexOldUnits(
    [...units.values()],
    names.map((row) => ({
      oldCode: row.old_commune_code,
      name: row.name,
      province: row.province,
      district: row.district,
    })),
  )
}

const oldUnit = (row: Awaited<ReturnType<typeof selectSuccession>>[number]) => ({
  code: row.old_commune_code,
  fullName: row.commune_name ?? row.district_name,
  districtCode: row.district_code,
  districtName: row.district_name,
  provinceCode: row.province_code,
  provinceName: row.province_name,
})
