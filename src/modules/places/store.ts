import { type RawBuilder, sql } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { ShippedPlaces } from './shipped.ts'
import type { PlacesTables } from './tables.ts'

const LOAD = 'places'

export async function findLoadHash(reader: Reader): Promise<string | null> {
  const row = await reading<PlacesTables>(reader)
    .selectFrom('places.load')
    .select('data_hash')
    .where('name', '=', LOAD)
    .executeTakeFirst()
  return row?.data_hash ?? null
}

/** Serialises loads of two processes started together. */
export async function lockLoad(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('places.load'))`.execute(writing<PlacesTables>(tx))
}

export async function saveLoad(tx: Tx, hash: string, counts: Record<string, number>, at: Date): Promise<void> {
  const row = { data_hash: hash, counts: JSON.stringify(counts), loaded_at: at }
  await writing<PlacesTables>(tx)
    .insertInto('places.load')
    .values({ name: LOAD, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute()
}

async function run(tx: Tx, statement: RawBuilder<unknown>): Promise<void> {
  await statement.execute(writing<PlacesTables>(tx))
}

/** Replaces what came from the shipped files; units that are missing from them are kept and marked as dissolved. */
export async function replacePlaces(tx: Tx, places: ShippedPlaces, at: Date): Promise<void> {
  const rows = (list: readonly object[]) => sql`${JSON.stringify(list)}::json`
  await run(tx, sql`delete from places.legacy_name`)
  await run(tx, sql`delete from places.succession`)
  await run(tx, sql`delete from places.legacy_commune`)
  await run(tx, sql`delete from places.legacy_district`)
  await run(tx, sql`delete from places.legacy_province`)
  await run(tx, sql`delete from places.former_name`)
  await upsertProvinces(tx, places.provinces, at)
  await upsertCommunes(tx, places.communes, at)
  await run(
    tx,
    sql`insert into places.former_name (unit_code, full_name, kind, valid_from, valid_to, recorded_at)
    select unit_code, full_name, kind, valid_from, valid_to, ${at}::timestamptz
    from json_to_recordset(${rows(places.formerNames)}) as r(unit_code text, full_name text, kind text, valid_from date, valid_to date)`,
  )
  await run(
    tx,
    sql`insert into places.legacy_province (code, full_name, successor_code, valid_to)
    select * from json_to_recordset(${rows(places.oldProvinces)}) as r(code text, full_name text, successor_code text, valid_to date)`,
  )
  await run(
    tx,
    sql`insert into places.legacy_district (code, province_code, full_name, valid_to)
    select * from json_to_recordset(${rows(places.oldDistricts)}) as r(code text, province_code text, full_name text, valid_to date)`,
  )
  await run(
    tx,
    sql`insert into places.legacy_commune (code, district_code, province_code, full_name, valid_to)
    select * from json_to_recordset(${rows(places.oldCommunes)}) as r(code text, district_code text, province_code text, full_name text, valid_to date)`,
  )
  await run(
    tx,
    sql`insert into places.succession (old_district_code, old_commune_code, commune_code, is_default, distance_km)
    select * from json_to_recordset(${rows(places.succession)}) as r(old_district_code text, old_commune_code text, commune_code text, is_default boolean, distance_km double precision)`,
  )
  await run(
    tx,
    sql`insert into places.legacy_name (old_commune_code, province, district, name, kind)
    select * from json_to_recordset(${rows(places.oldNames)}) as r(old_commune_code text, province text, district text, name text, kind text)`,
  )
}

async function upsertProvinces(tx: Tx, provinces: readonly { code: string }[], at: Date): Promise<void> {
  await run(
    tx,
    sql`insert into places.province (code, name, full_name, name_en, full_name_en, kind, slug, folded, valid_from, valid_to, successor_code, recorded_at)
    select code, name, full_name, name_en, full_name_en, kind, slug, folded, valid_from, valid_to, successor_code, ${at}::timestamptz
    from json_populate_recordset(null::places.province, ${JSON.stringify(provinces)}::json)
    on conflict (code) do update set name = excluded.name, full_name = excluded.full_name, name_en = excluded.name_en,
      full_name_en = excluded.full_name_en, kind = excluded.kind, slug = excluded.slug, folded = excluded.folded,
      valid_from = excluded.valid_from, valid_to = excluded.valid_to, recorded_at = excluded.recorded_at`,
  )
  await endMissing(tx, 'province', provinces, at)
}

async function upsertCommunes(tx: Tx, communes: readonly { code: string }[], at: Date): Promise<void> {
  await run(
    tx,
    sql`insert into places.commune (code, province_code, name, full_name, name_en, full_name_en, kind, slug, folded,
      latitude, longitude, area_km2, population, seat, merged_from_text, valid_from, valid_to, successor_code, recorded_at)
    select code, province_code, name, full_name, name_en, full_name_en, kind, slug, folded,
      latitude, longitude, area_km2, population, seat, merged_from_text, valid_from, valid_to, successor_code, ${at}::timestamptz
    from json_populate_recordset(null::places.commune, ${JSON.stringify(communes)}::json)
    on conflict (code) do update set province_code = excluded.province_code, name = excluded.name, full_name = excluded.full_name,
      name_en = excluded.name_en, full_name_en = excluded.full_name_en, kind = excluded.kind, slug = excluded.slug,
      folded = excluded.folded, latitude = excluded.latitude, longitude = excluded.longitude, area_km2 = excluded.area_km2,
      population = excluded.population, seat = excluded.seat, merged_from_text = excluded.merged_from_text,
      valid_from = excluded.valid_from, valid_to = excluded.valid_to, recorded_at = excluded.recorded_at`,
  )
  await endMissing(tx, 'commune', communes, at)
}

async function endMissing(
  tx: Tx,
  table: 'province' | 'commune',
  present: readonly { code: string }[],
  at: Date,
): Promise<void> {
  await run(
    tx,
    sql`update ${sql.table(`places.${table}`)} set valid_to = (${at}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date - 1, recorded_at = ${at}
    where valid_to is null and not (code = any (${present.map((unit) => unit.code)}::text[]))`,
  )
}

export const selectProvinces = (reader: Reader) =>
  reading<PlacesTables>(reader).selectFrom('places.province').selectAll().execute()

export const selectCommunes = (reader: Reader) =>
  reading<PlacesTables>(reader).selectFrom('places.commune').selectAll().execute()

export const selectFormerNames = (reader: Reader) =>
  reading<PlacesTables>(reader).selectFrom('places.former_name').selectAll().execute()

/** Old units that have a successor, one row a candidate, likeliest first. */
export function selectSuccession(reader: Reader) {
  return reading<PlacesTables>(reader)
    .selectFrom('places.succession as s')
    .innerJoin('places.legacy_district as d', 'd.code', 's.old_district_code')
    .innerJoin('places.legacy_province as p', 'p.code', 'd.province_code')
    .leftJoin('places.legacy_commune as c', 'c.code', 's.old_commune_code')
    .select([
      's.old_commune_code',
      's.commune_code',
      's.is_default',
      's.distance_km',
      'c.full_name as commune_name',
      'd.code as district_code',
      'd.full_name as district_name',
      'p.code as province_code',
      'p.full_name as province_name',
    ])
    .orderBy('d.code')
    .orderBy('s.old_commune_code')
    .orderBy('s.is_default', 'desc')
    .orderBy('s.distance_km')
    .execute()
}

export const selectOldNames = (reader: Reader) =>
  reading<PlacesTables>(reader).selectFrom('places.legacy_name').selectAll().execute()

export const selectOldProvinces = (reader: Reader) =>
  reading<PlacesTables>(reader).selectFrom('places.legacy_province').selectAll().execute()
