/** Tables of the schema `places`. */
export interface PlacesTables {
  'places.load': { name: string; data_hash: string; counts: unknown; loaded_at: Date }
  'places.province': {
    code: string
    name: string
    full_name: string
    name_en: string
    full_name_en: string
    kind: 'tinh' | 'thanh_pho'
    slug: string
    folded: string
    valid_from: string
    valid_to: string | null
    successor_code: string | null
    recorded_at: Date
  }
  'places.commune': {
    code: string
    province_code: string
    name: string
    full_name: string
    name_en: string
    full_name_en: string
    kind: 'xa' | 'phuong' | 'dac_khu'
    slug: string
    folded: string
    latitude: number | null
    longitude: number | null
    area_km2: number | null
    population: number | null
    seat: string | null
    merged_from_text: string | null
    valid_from: string
    valid_to: string | null
    successor_code: string | null
    recorded_at: Date
  }
  'places.former_name': {
    unit_code: string
    full_name: string
    kind: string
    valid_from: string
    valid_to: string
    recorded_at: Date
  }
  'places.legacy_province': { code: string; full_name: string; successor_code: string; valid_to: string }
  'places.legacy_district': { code: string; province_code: string; full_name: string; valid_to: string }
  'places.legacy_commune': {
    code: string
    district_code: string
    province_code: string
    full_name: string
    valid_to: string
  }
  'places.succession': {
    old_district_code: string
    old_commune_code: string | null
    commune_code: string
    is_default: boolean
    distance_km: number | null
  }
  'places.legacy_name': {
    old_commune_code: string
    province: string | null
    district: string | null
    name: string
    kind: 'alias' | 'variant'
  }
}
