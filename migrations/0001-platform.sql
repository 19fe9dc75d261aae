create schema if not exists platform;

create table platform.data_key (
  id integer primary key,
  master_key_id text not null,
  wrapped_key bytea not null,
  created_at timestamptz not null default now()
);
comment on table platform.data_key is 'Data keys, wrapped by a master key that only the configuration holds. The highest id seals; the others still open.';

create table platform.idempotency (
  actor text not null,
  route text not null,
  key text not null,
  request_hash bytea not null,
  response jsonb,
  at timestamptz not null,
  primary key (actor, route, key)
);
comment on table platform.idempotency is 'What was answered to a repeatable write, written in the act''s own transaction and kept as long as the dossier it made.';

create table platform.loaded (
  name text primary key,
  fingerprint text not null,
  version integer not null default 1,
  report jsonb,
  at timestamptz not null
);
comment on table platform.loaded is 'What data was loaded: fingerprint of the source, a version that caches follow, and the report of what was odd.';

create table platform.setting (
  id uuid primary key,
  name text not null,
  value jsonb not null,
  valid_from timestamptz not null,
  valid_to timestamptz,
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index setting_by_name on platform.setting (name, valid_from desc);
comment on table platform.setting is 'Dated parameters of the deployment: the row valid at an instant holds; nothing is overwritten.';

create table platform.clock (
  one boolean primary key default true check (one),
  shift_ms bigint not null
);
comment on table platform.clock is 'How far the demo''s clock runs ahead of the system''s; empty in production.';

create table platform.lease (
  name text primary key,
  until timestamptz not null
);
comment on table platform.lease is 'Turns of recurring jobs: whoever moves the time on does the job of that span.';
