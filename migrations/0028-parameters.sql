create schema parameters;

-- A value is never changed: a later record of the same day stands in its place, so that what held on any day can be told again.
create table parameters.value (
  id uuid primary key,
  key text not null,
  agency_id uuid,
  valid_from date not null,
  value text not null,
  reason text not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index value_in_force on parameters.value (key, agency_id, valid_from desc, recorded_at desc);
comment on table parameters.value is 'A dated value of a quantity that law or management sets: for all agencies (agency_id null) or for one, from a day on, with who recorded it and why.';
