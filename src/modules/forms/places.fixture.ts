import { readPackedCsv } from '../../platform/packed-data.ts'
import type { PlaceOptions, Unit } from './kinds/reading.ts'

/** For tests: the shipped provinces and communes, without a database. */
export async function shippedPlaceOptions(): Promise<PlaceOptions> {
  const unit = (row: Record<string, string | undefined>): Unit => ({
    code: row.code ?? '',
    fullName: row.full_name ?? '',
    fullNameEn: row.full_name_en ?? '',
  })
  const [provinces, communes] = await Promise.all(
    ['provinces.csv', 'communes.csv.br'].map((name) => readPackedCsv('data/places', name)),
  )
  const ofProvince = new Map<string, Unit[]>()
  for (const row of communes ?? []) {
    const code = row.province_code ?? ''
    ofProvince.set(code, [...(ofProvince.get(code) ?? []), unit(row)])
  }
  return { provinces: (provinces ?? []).map(unit), communesOf: (code) => ofProvince.get(code) ?? [] }
}
