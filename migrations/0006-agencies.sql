create schema agencies;

create table agencies.agency (
  id uuid primary key,
  code text,
  name_vi text not null,
  name_en text,
  name_folded text not null,
  kind text not null check (kind in ('service-centre', 'peoples-committee', 'department', 'ministry', 'police', 'social-insurance', 'unit', 'other')),
  level text not null check (level in ('ministry', 'province', 'commune')),
  receives boolean not null default true,
  parent_id uuid references agencies.agency (id),
  path text not null unique,
  province_code text,
  commune_code text,
  address text,
  phone text,
  email text,
  hours_vi text,
  hours_en text,
  map_url text,
  hotline text,
  valid_from date not null,
  valid_to date,
  revision integer not null default 1,
  recorded_at timestamptz not null,
  changed_at timestamptz not null,
  check (valid_to is null or valid_to >= valid_from),
  check (level <> 'commune' or commune_code is not null),
  check (level = 'ministry' or province_code is not null)
);
create index agency_by_parent on agencies.agency (parent_id);
create unique index agency_code_in_force on agencies.agency (code) where code is not null and valid_to is null;
comment on table agencies.agency is 'Tree of agencies with dates. path = ids of the ancestors and itself, each followed by "/": a subtree is a prefix; it never changes: an agency that moves is closed and succeeded. An office''s address and phone are public.';

create table agencies.succession (
  predecessor_id uuid not null references agencies.agency (id),
  successor_id uuid not null references agencies.agency (id),
  effective_on date not null,
  ground text not null,
  recorded_at timestamptz not null,
  primary key (predecessor_id, successor_id),
  check (predecessor_id <> successor_id)
);
comment on table agencies.succession is 'Which agency took over from which, from what day, by what document.';

create table agencies.reception_point (
  id uuid primary key,
  agency_id uuid not null references agencies.agency (id),
  name_vi text not null,
  name_en text,
  address text not null,
  phone text,
  hours_vi text,
  hours_en text,
  map_url text,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  check (valid_to is null or valid_to >= valid_from)
);
create index reception_point_by_agency on agencies.reception_point (agency_id);
comment on table agencies.reception_point is 'Places besides the seat where an agency takes dossiers and gives results (điểm tiếp nhận và trả kết quả).';

create table agencies.competence (
  id uuid primary key,
  agency_id uuid not null references agencies.agency (id),
  level text not null check (level in ('ministry', 'province', 'commune')),
  province_code text,
  commune_code text,
  procedure_code text,
  ground text not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  check (valid_to is null or valid_to >= valid_from)
);
create index competence_by_agency on agencies.competence (agency_id);
comment on table agencies.competence is 'Competence that differs from what an agency''s own level and place give: another area, or one procedure delegated to it (ủy quyền giải quyết).';

create table agencies.post (
  id uuid primary key,
  staff_id uuid not null,
  agency_id uuid not null references agencies.agency (id),
  title text not null,
  duties text[] not null check (cardinality(duties) > 0 and duties <@ array['reception', 'specialist', 'leader', 'clerk', 'administrator']),
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  recorded_by text not null,
  check (valid_to is null or valid_to >= valid_from)
);
create index post_by_staff on agencies.post (staff_id);
create index post_by_agency on agencies.post (agency_id);
comment on table agencies.post is 'Who holds which place in which agency, with which duties, from when to when. staff_id is a member of staff of the accounts module.';

create table agencies.absence (
  id uuid primary key,
  staff_id uuid not null,
  substitute_staff_id uuid not null,
  absent_from date not null,
  absent_to date not null,
  reason text not null check (reason in ('leave', 'illness', 'mission', 'training', 'other')),
  recorded_at timestamptz not null,
  recorded_by text not null,
  cancelled_at timestamptz,
  cancelled_by text,
  check (absent_to >= absent_from),
  check (substitute_staff_id <> staff_id)
);
create index absence_by_staff on agencies.absence (staff_id) where cancelled_at is null;
create index absence_by_substitute on agencies.absence (substitute_staff_id) where cancelled_at is null;
comment on table agencies.absence is 'Absence of a member of staff and the one who stands in (NĐ 309/2026, art. 11.8). Both days are included.';

create table agencies.version (
  one boolean primary key default true check (one),
  version integer not null
);
insert into agencies.version (version) values (1);
comment on table agencies.version is 'Raised by each change of an agency, reception point or competence: snapshots in memory follow it.';
