import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { readPackedLines } from '../../platform/packed-data.ts'
import { loadPlaces } from './load.ts'
import { openPlaces, type Places } from './places.ts'

const folder = join(import.meta.dirname, '../../../data/places')
let test: TestDatabase
let places: Places

beforeAll(async () => {
  test = await openTestDatabase()
  await loadPlaces(test.db, { folder, clock: test.clock })
  places = openPlaces(test)
})
afterAll(() => test.close())

const count = async (table: string) =>
  Number(
    (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(test.db.kysely())).rows[0]?.n,
  )

describe('loading places', () => {
  it('holds every unit of the source', async () => {
    expect(await count('places.province')).toBe(34)
    expect(await count('places.commune')).toBe(3321)
    expect(await count('places.legacy_province')).toBe(63)
    expect(await count('places.legacy_district')).toBe(696)
    expect(await count('places.legacy_commune')).toBe(10_035)
    expect(await count('places.succession')).toBe(10_602)
    expect(await count('places.former_name')).toBe(11)
  })
  it('does nothing the second time', async () => {
    expect(await loadPlaces(test.db, { folder, clock: test.clock })).toEqual({ changed: false, counts: {} })
  })
  it('leaves the tables as they were when it fails half way', async () => {
    await sql`update places.load set data_hash = 'older'`.execute(test.db.kysely())
    await sql`create function places.break_load() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`.execute(
      test.db.kysely(),
    )
    await sql`create trigger break_load before insert on places.succession execute function places.break_load()`.execute(
      test.db.kysely(),
    )
    await expect(loadPlaces(test.db, { folder, clock: test.clock })).rejects.toThrow('disk full')
    await sql`drop trigger break_load on places.succession`.execute(test.db.kysely())
    expect(await count('places.legacy_name')).toBeGreaterThan(5000)
    expect(await count('places.succession')).toBe(10_602)
    expect((await loadPlaces(test.db, { folder, clock: test.clock })).changed).toBe(true)
  })
})

describe('units of today', () => {
  it('lists provinces and their communes by name', async () => {
    const now = await places.current()
    expect(now.provinces).toHaveLength(34)
    expect(now.provinces[0]?.name).toBe('An Giang')
    expect(now.provinces.reduce((sum, province) => sum + now.communesOf(province.code).length, 0)).toBe(3321)
    expect(now.communesOf('99')).toEqual([])
  })
  it('knows the units of the demo', async () => {
    const now = await places.current()
    expect(now.findCommuneByName('92', 'phường Ninh Kiều')?.fullName).toBe('Phường Ninh Kiều')
    expect(now.findCommuneByName('40', 'Lam Thành')?.fullName).toBe('Xã Lam Thành')
    expect(now.findCommuneByName('79', 'thu dau mot')?.fullName).toBe('Phường Thủ Dầu Một')
  })
  it('keeps the name a unit had on a day', async () => {
    const now = await places.current()
    const province = now.findProvince('75')
    if (!province) throw new Error('no Đồng Nai')
    expect(now.fullNameOn(province, '2026-04-29')).toBe('Tỉnh Đồng Nai')
    expect(now.fullNameOn(province, '2026-04-30')).toBe('Thành phố Đồng Nai')
    expect(province.validFrom).toBe('2026-04-30')
  })
  it('writes a civil address in two tiers', async () => {
    const commune = (await places.current()).findCommuneByName('92', 'Ninh Kiều')
    const address = { detail: '12 Nguyễn Trãi, ', communeCode: commune?.code ?? '' }
    expect(await places.formatAddress(address)).toBe('12 Nguyễn Trãi, phường Ninh Kiều, thành phố Cần Thơ')
    expect(await places.formatAddress({ communeCode: address.communeCode })).toBe('Phường Ninh Kiều, thành phố Cần Thơ')
    expect(await places.formatAddress(address, 'en')).toBe('12 Nguyễn Trãi, Ninh Kieu Ward, Can Tho City')
    await expect(places.formatAddress({ communeCode: '00000' })).rejects.toThrow('00000')
  })
})

describe('old addresses', () => {
  const today = async (province: string, district: string | null, commune: string) =>
    (await places.resolveOldUnit({ province, district, commune })).default?.fullName ?? null

  it.each([
    ['Nghệ An', 'Huyện Hưng Nguyên', 'Xã Châu Nhân', 'Xã Lam Thành'],
    ['nghe an', 'hung nguyen', 'chau nhan', 'Xã Lam Thành'],
    ['Cần Thơ', 'Quận Ninh Kiều', 'Phường Tân An', 'Phường Ninh Kiều'],
    ['TP. Hồ Chí Minh', 'Q.1', 'P. Bến Nghé', 'Phường Sài Gòn'],
    ['An Giang', 'tinh bien', 'Thị trấn Nhà Bàng', 'Phường Thới Sơn'],
  ])('%s, %s, %s is today %s', async (province, district, commune, now) => {
    expect(await today(province, district, commune)).toBe(now)
  })
  it('reads numbers with and without a zero as one', async () => {
    const a = await places.resolveOldUnit({ province: 'TP.HCM', district: 'Quận 3', commune: 'Phường 1' })
    const b = await places.resolveOldUnit({ province: 'Hồ Chí Minh', district: 'quận 3', commune: 'P.01' })
    expect(a.units).toHaveLength(1)
    expect(b.units).toEqual(a.units)
  })
  it('gives no default where the district is missing and the name is common', async () => {
    const found = await places.resolveOldUnit({ province: 'TP.HCM', commune: 'Phường 1' })
    expect(found.units.length).toBeGreaterThan(3)
    expect(found.default).toBeNull()
  })
  it('offers every candidate of a split unit, the likeliest first', async () => {
    const split = (
      await sql<{ code: string; n: number }>`select old_commune_code as code, count(*)::int as n from places.succession
      where old_commune_code is not null group by 1 having count(*) = 5 limit 1`.execute(test.db.kysely())
    ).rows[0]
    const found = await places.resolveOldUnit({ code: split?.code ?? '' })
    expect(found.candidates).toHaveLength(5)
    expect(found.candidates[0]?.isDefault).toBe(true)
    expect(found.default).toEqual(found.candidates[0]?.commune)
  })
  it('finds nothing for an unknown place', async () => {
    expect(await places.resolveOldUnit({ province: 'Atlantis', commune: 'Xã X' })).toEqual({
      units: [],
      candidates: [],
      default: null,
    })
    expect((await places.resolveOldUnit({ code: '99999' })).units).toEqual([])
  })
  it('resolves island districts that had no communes', async () => {
    expect(await today('Đà Nẵng', 'Huyện Hoàng Sa', 'Huyện Hoàng Sa')).toBe('Đặc khu Hoàng Sa')
  })
  it('understands nearly every old address that people really wrote', async () => {
    const rows = (await readPackedLines(folder, 'address-variants.jsonl.br')) as {
      ward: string
      district: string
      province: string
      old_ward_code: string | null
    }[]
    const labelled = rows.filter((row) => row.old_ward_code)
    let right = 0
    for (const row of labelled) {
      const found = await places.resolveOldUnit({ province: row.province, district: row.district, commune: row.ward })
      if (found.units.some((unit) => unit.code === row.old_ward_code)) right++
    }
    expect(right / labelled.length).toBeGreaterThan(0.98)
  })
})
