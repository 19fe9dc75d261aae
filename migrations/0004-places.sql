create schema places;
comment on schema places is 'Administrative units of Việt Nam with dates and succession.';

create table places.load (
  name text primary key,
  data_hash text not null,
  counts jsonb not null,
  loaded_at timestamptz not null
);
comment on table places.load is 'Which shipped data the tables hold: the same hash is not loaded twice.';

create table places.province (
  code text primary key check (code ~ '^[0-9]{2}$'),
  name text not null,
  full_name text not null,
  name_en text not null,
  full_name_en text not null,
  kind text not null check (kind in ('tinh', 'thanh_pho')),
  slug text not null unique,
  folded text not null,
  valid_from date not null,
  valid_to date,
  successor_code text,
  recorded_at timestamptz not null
);
comment on table places.province is 'Provinces and cities of the two-tier model (from 1/7/2025). valid_to and successor_code are set when a unit is dissolved; codes are never reused.';

create table places.commune (
  code text primary key check (code ~ '^[0-9]{5}$'),
  province_code text not null references places.province (code),
  name text not null,
  full_name text not null,
  name_en text not null,
  full_name_en text not null,
  kind text not null check (kind in ('xa', 'phuong', 'dac_khu')),
  slug text not null,
  folded text not null,
  latitude double precision,
  longitude double precision,
  area_km2 double precision,
  population integer,
  seat text,
  merged_from_text text,
  valid_from date not null,
  valid_to date,
  successor_code text,
  recorded_at timestamptz not null
);
create index commune_of_province on places.commune (province_code, folded);
comment on table places.commune is 'Xã, phường and đặc khu of the two-tier model.';

create table places.former_name (
  unit_code text not null,
  full_name text not null,
  kind text not null,
  valid_from date not null,
  valid_to date not null,
  recorded_at timestamptz not null,
  primary key (unit_code, valid_from)
);
comment on table places.former_name is 'Earlier name and kind of a unit that kept its code (tỉnh Đồng Nai until 30/4/2026).';

create table places.legacy_province (
  code text primary key,
  full_name text not null,
  successor_code text not null references places.province (code),
  valid_to date not null
);
comment on table places.legacy_province is 'The 63 provinces until 30/6/2025. Their codes live on in citizens'' identity numbers.';

create table places.legacy_district (
  code text primary key,
  province_code text not null references places.legacy_province (code),
  full_name text not null,
  valid_to date not null
);
comment on table places.legacy_district is 'Districts, abolished on 1/7/2025: read only to understand old addresses.';

create table places.legacy_commune (
  code text primary key,
  district_code text not null references places.legacy_district (code),
  province_code text not null references places.legacy_province (code),
  full_name text not null,
  valid_to date not null
);
create index legacy_commune_of on places.legacy_commune (district_code);
comment on table places.legacy_commune is 'Communes as of early 2025.';

create table places.succession (
  old_district_code text not null references places.legacy_district (code),
  old_commune_code text references places.legacy_commune (code),
  commune_code text not null references places.commune (code),
  is_default boolean not null,
  distance_km double precision
);
create unique index succession_pair on places.succession (old_district_code, coalesce(old_commune_code, ''), commune_code);
create index succession_of on places.succession (old_commune_code);
comment on table places.succession is 'Old commune → new commune, one row a candidate; old_commune_code is null for the five island districts that had no communes.';

create table places.legacy_name (
  old_commune_code text not null references places.legacy_commune (code),
  province text,
  district text,
  name text not null,
  kind text not null check (kind in ('alias', 'variant'))
);
create index legacy_name_of on places.legacy_name (old_commune_code);
comment on table places.legacy_name is 'Other names under which an old commune is written: abolished in 2018–2024 (alias), or as people write it with district and province (variant).';
