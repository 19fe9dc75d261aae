create schema if not exists procedures;
comment on schema procedures is 'The catalogue of administrative procedures and their packages.';

create table procedures.load (
  id uuid primary key,
  data_hash text not null,
  as_of date not null,
  counts jsonb not null,
  odd jsonb not null,
  loaded_at timestamptz not null
);
comment on table procedures.load is 'Each load of the catalogue with what was odd in the sources; the newest row says which data the tables hold.';

create table procedures.catalogue_version (
  one boolean primary key default true check (one),
  version bigint not null
);
insert into procedures.catalogue_version (version) values (0);
comment on table procedures.catalogue_version is 'Grows by one with each change that readers must see: pages and indexes in memory are made anew then.';

create table procedures.field (
  slug text primary key,
  name text not null unique,
  codes text[] not null
);
comment on table procedures.field is 'Lĩnh vực; codes as published (G15-TP07), several or none.';

create table procedures.body (
  slug text primary key,
  name text not null unique,
  kind text not null check (kind in ('ministry', 'province', 'other'))
);
comment on table procedures.body is 'Bodies that publish procedures, under the name the source gives them.';

create table procedures.procedure (
  code text primary key,
  name text not null,
  folded_name text not null,
  status text not null check (status in ('current', 'no_longer_published', 'internal')),
  type text,
  body_slug text references procedures.body (slug),
  agencies text[] not null,
  audience text[] not null,
  level_ministry boolean,
  level_province boolean,
  level_commune boolean,
  level_other boolean,
  commune_receives boolean not null,
  online_level text check (online_level in ('full', 'partial', 'info')),
  summary jsonb not null,
  keywords text[] not null,
  source text not null check (source in ('portal', 'older', 'list', 'index', 'package')),
  as_of date not null,
  content_as_of date,
  content_version uuid,
  superseded_by text references procedures.procedure (code),
  recorded_at timestamptz not null
);
create index procedure_of_body on procedures.procedure (body_slug, (type is distinct from 'STANDARD'), folded_name, code) where status = 'current';
create index procedure_by_name on procedures.procedure (folded_name) where status = 'current';
comment on table procedures.procedure is 'One row a code, kept as published even where it is malformed. Levels and online level are null where no source says; as_of is the date of the list the row comes from, content_as_of that of the content.';

create table procedures.procedure_field (
  code text not null references procedures.procedure (code) on delete cascade,
  field_slug text not null references procedures.field (slug),
  position smallint not null,
  primary key (code, field_slug)
);
create index procedure_field_of on procedures.procedure_field (field_slug, code);
comment on table procedures.procedure_field is 'Fields of a procedure in published order.';

create table procedures.version (
  id uuid primary key,
  code text not null references procedures.procedure (code),
  number integer not null,
  content json not null,
  content_hash text not null,
  source text not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  unique (code, number)
);
alter table procedures.procedure add foreign key (content_version) references procedures.version (id) deferrable initially deferred;
comment on table procedures.version is 'Published contents of a procedure. Immutable: a change is a new row, only valid_to is set later; dossiers pin a row.';

create function procedures.keep_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (old.id, old.code, old.number, old.content_hash, old.source, old.valid_from, old.recorded_at, old.content::text)
    is distinct from (new.id, new.code, new.number, new.content_hash, new.source, new.valid_from, new.recorded_at, new.content::text) then
    raise exception 'A version of a procedure is never changed or deleted.';
  end if;
  return new;
end $$;
create trigger keep_version before update or delete on procedures.version for each row execute function procedures.keep_version();

create table procedures.service (
  id uuid primary key,
  code text not null,
  name text not null,
  time_amount double precision,
  time_unit text check (time_unit in ('hour', 'day', 'working_day', 'month')),
  position smallint not null
);
comment on table procedures.service is 'Online services as published (1.001193.01). The source gives one code to two services now and then, so the code is not unique.';

create table procedures.service_procedure (
  service_id uuid not null references procedures.service (id) on delete cascade,
  procedure_code text not null references procedures.procedure (code) on delete cascade,
  primary key (service_id, procedure_code)
);
create index service_of_procedure on procedures.service_procedure (procedure_code);
comment on table procedures.service_procedure is 'A service may carry out several procedures and a procedure have several services.';
