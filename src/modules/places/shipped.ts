import { foldVietnamese } from '../../platform/text.ts'
import { type CsvRow, packedFingerprint, readPackedCsv, readPackedLines } from '../../platform/packed-data.ts'
import type { PlacesTables } from './tables.ts'

/** Day on which the two-tier model began. @see Nghị quyết 202/2025/QH15 */
const TWO_TIERS_FROM = '2025-07-01'
const OLD_UNITS_TO = '2025-06-30'
/** Day on which Đồng Nai became a city. @see Nghị quyết 30/2026/QH16 */
const RENAMED_ON = '2026-04-30'
const RENAMED_UNTIL = '2026-04-29'

const FILES = {
  provinces: 'provinces.csv',
  communes: 'communes.csv.br',
  oldProvinces: 'legacy-provinces.csv',
  oldDistricts: 'legacy-districts.csv.br',
  oldCommunes: 'legacy-communes.csv.br',
  mapping: 'legacy-mapping.csv.br',
  aliases: 'legacy-aliases.csv.br',
  variants: 'address-variants.jsonl.br',
} as const

type Row<T extends keyof PlacesTables> = Omit<PlacesTables[T], 'recorded_at'>

export interface ShippedPlaces {
  provinces: Row<'places.province'>[]
  communes: Row<'places.commune'>[]
  formerNames: Row<'places.former_name'>[]
  oldProvinces: Row<'places.legacy_province'>[]
  oldDistricts: Row<'places.legacy_district'>[]
  oldCommunes: Row<'places.legacy_commune'>[]
  succession: Row<'places.succession'>[]
  oldNames: Row<'places.legacy_name'>[]
}

export const shippedPlacesHash = (folder: string): Promise<string> =>
  packedFingerprint(folder, Object.values(FILES), 'places 1')

const text = (row: CsvRow, name: string): string => {
  const value = row[name]
  if (value === undefined) throw new Error(`The places data have no column '${name}'.`)
  return value
}
const optional = (row: CsvRow, name: string): string | null => text(row, name) || null
const number = (row: CsvRow, name: string): number | null => (text(row, name) === '' ? null : Number(text(row, name)))

function named(row: CsvRow) {
  return {
    code: text(row, 'code'),
    name: text(row, 'name'),
    full_name: text(row, 'full_name'),
    name_en: text(row, 'name_en'),
    full_name_en: text(row, 'full_name_en'),
    slug: text(row, 'slug').replaceAll('_', '-'),
    folded: foldVietnamese(text(row, 'name')),
    valid_from: TWO_TIERS_FROM,
    valid_to: null,
    successor_code: null,
  }
}

const KIND_WORD: Record<string, string> = { Xã: 'xa', Phường: 'phuong', Tỉnh: 'tinh', Thành: 'thanh_pho' }

/** A name of 2025 that begins with another word of kind was the unit's name until it changed; other spellings are no change. */
function formerName(row: CsvRow): Row<'places.former_name'>[] {
  const then = text(row, 'full_name_2025')
  const kind = KIND_WORD[then.split(' ')[0] ?? '']
  if (!then || !kind || kind === text(row, 'kind')) return []
  return [{ unit_code: text(row, 'code'), full_name: then, kind, valid_from: TWO_TIERS_FROM, valid_to: RENAMED_UNTIL }]
}

const validFrom = (row: CsvRow): string => (formerName(row).length > 0 ? RENAMED_ON : TWO_TIERS_FROM)

function commune(row: CsvRow): Row<'places.commune'> {
  return {
    ...named(row),
    province_code: text(row, 'province_code'),
    kind: text(row, 'kind') as 'xa',
    latitude: number(row, 'lat'),
    longitude: number(row, 'lon'),
    area_km2: number(row, 'area_km2'),
    population: number(row, 'population_2025'),
    seat: optional(row, 'seat'),
    merged_from_text: optional(row, 'merged_from_text'),
    valid_from: validFrom(row),
  }
}

interface Variant {
  ward: string
  district: string
  province: string
  old_ward_code: string | null
}

/** Reads the shipped files into rows. */
export async function readShippedPlaces(folder: string): Promise<ShippedPlaces> {
  const [provinces, communes, oldProvinces, oldDistricts, oldCommunes, mapping, aliases] = (await Promise.all(
    [
      FILES.provinces,
      FILES.communes,
      FILES.oldProvinces,
      FILES.oldDistricts,
      FILES.oldCommunes,
      FILES.mapping,
      FILES.aliases,
    ].map((name) => readPackedCsv(folder, name)),
  )) as [CsvRow[], CsvRow[], CsvRow[], CsvRow[], CsvRow[], CsvRow[], CsvRow[]]
  const variants = (await readPackedLines(folder, FILES.variants)) as Variant[]
  return {
    provinces: provinces.map((row) => ({
      ...named(row),
      kind: text(row, 'kind') as 'tinh',
      valid_from: validFrom(row),
    })),
    communes: communes.map(commune),
    formerNames: [...provinces, ...communes].flatMap(formerName),
    oldProvinces: oldProvinces.map((row) => ({
      code: text(row, 'code'),
      full_name: text(row, 'full_name'),
      successor_code: text(row, 'new_province_code'),
      valid_to: OLD_UNITS_TO,
    })),
    oldDistricts: oldDistricts.map((row) => ({
      code: text(row, 'code'),
      province_code: text(row, 'province_code'),
      full_name: text(row, 'full_name'),
      valid_to: OLD_UNITS_TO,
    })),
    oldCommunes: oldCommunes.map((row) => ({
      code: text(row, 'code'),
      district_code: text(row, 'district_code'),
      province_code: text(row, 'province_code'),
      full_name: text(row, 'full_name'),
      valid_to: OLD_UNITS_TO,
    })),
    succession: mapping.map((row) => ({
      old_district_code: text(row, 'old_district_code'),
      old_commune_code: optional(row, 'old_ward_code'),
      commune_code: text(row, 'new_ward_code'),
      is_default: text(row, 'default') === '1',
      distance_km: number(row, 'km'),
    })),
    oldNames: [
      ...aliases.map((row) => ({
        old_commune_code: text(row, 'ward_code'),
        province: null,
        district: null,
        name: text(row, 'alias'),
        kind: 'alias' as const,
      })),
      ...variants.flatMap((row) =>
        row.old_ward_code
          ? [
              {
                old_commune_code: row.old_ward_code,
                province: row.province,
                district: row.district,
                name: row.ward,
                kind: 'variant' as const,
              },
            ]
          : [],
      ),
    ],
  }
}
