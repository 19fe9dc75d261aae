-- What was handed in on paper, counted; null for what came as a file.
alter table dossiers.paper
  add column originals smallint check (originals between 0 and 999),
  add column certified smallint check (certified between 0 and 999),
  add column copies smallint check (copies between 0 and 999);

-- Received at one office, decided at another: the office of reception follows it too.
create index dossier_received_at on dossiers.dossier (received_at_agency_id, submitted_at desc, id) where received_at_agency_id <> agency_id;

create schema reception;

create table reception.draft (
  id uuid primary key,
  agency_id uuid not null,
  province_code text not null,
  channel smallint not null check (channel in (1, 2, 3)),
  content bytea not null,
  procedure_code text,
  package_version_id uuid,
  created_at timestamptz not null,
  created_by text not null,
  created_by_name text not null,
  updated_at timestamptz not null,
  revision integer not null default 1,
  dossier_id uuid,
  discarded_at timestamptz,
  check (dossier_id is null or discarded_at is null)
);
create index draft_open_of_agency on reception.draft (agency_id, updated_at desc, id) where dossier_id is null and discarded_at is null;
create unique index draft_of_dossier on reception.draft (dossier_id) where dossier_id is not null;
comment on table reception.draft is 'What an officer is taking in: person, procedure, answers, counts of papers (sealed in content), kept as it is typed. It becomes one dossier or is given up.';

create table reception.scan (
  draft_id uuid not null references reception.draft,
  component text not null,
  file_id uuid not null,
  pages smallint not null,
  coarsest smallint,
  is_archive boolean not null,
  at timestamptz not null,
  primary key (draft_id, component)
);
comment on table reception.scan is 'The scanned pages of one component of a draft, joined to one PDF.';

create table reception.intake (
  dossier_id uuid primary key,
  agency_id uuid not null,
  province_code text not null,
  channel smallint not null check (channel in (1, 2, 3)),
  began_at timestamptz not null,
  taken_at timestamptz not null,
  taken_by text not null,
  taken_by_name text not null,
  authority text check (authority in ('authorised', 'family', 'guardian', 'representative', 'service')),
  postmarked_on date,
  carrier text,
  parcel text
);
create index intake_of_agency on reception.intake (agency_id, taken_at desc, dossier_id);
comment on table reception.intake is 'How a dossier came over the counter: who took it in and how long that took, by what right somebody else handed it in, of a posted one the postmark, carrier and number.';

create table reception.procedure_use (
  agency_id uuid not null,
  procedure_code text not null,
  used integer not null,
  last_at timestamptz not null,
  primary key (agency_id, procedure_code)
);
comment on table reception.procedure_use is 'How often an office has taken in a procedure: what is offered first.';
