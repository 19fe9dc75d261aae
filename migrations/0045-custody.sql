create schema custody;

create table custody.place (
  id uuid primary key,
  agency_id uuid not null,
  kind text not null check (kind in ('counter', 'cabinet', 'room', 'archive')),
  name text not null check (length(name) between 1 and 80),
  is_first boolean not null default false,
  made_at timestamptz not null,
  closed_at timestamptz
);
create unique index place_name on custody.place (agency_id, lower(name)) where closed_at is null;
create unique index place_first on custody.place (agency_id) where is_first and closed_at is null;
comment on table custody.place is 'A place of an agency in which paper files lie (counter, cabinet, room, archive); the first one is where what is received lies until somebody moves it. Set by administrators.';

create table custody.position (
  dossier_id uuid not null,
  what text not null check (what in ('file', 'result')),
  agency_id uuid not null,
  province_code text not null,
  at_agency_id uuid,
  place_id uuid references custody.place,
  holder text,
  at_text text not null,
  since timestamptz not null,
  moves integer not null,
  primary key (dossier_id, what),
  constraint in_a_place_or_with_somebody check (at_agency_id is null or (place_id is null) <> (holder is null)),
  constraint gone_is_nowhere check (at_agency_id is not null or (place_id is null and holder is null))
);
create index position_at_agency on custody.position (at_agency_id, what, since desc, dossier_id desc) where at_agency_id is not null;
create index position_in_place on custody.position (place_id, since desc, dossier_id desc) where place_id is not null;
create index position_with_holder on custody.position (holder, since desc, dossier_id desc) where holder is not null;
comment on table custody.position is 'Where the paper file or the paper result of a dossier lies now: in a place or with a member of staff; nowhere once it was given out.';

create table custody.batch (
  id uuid primary key,
  request_hash bytea not null,
  what text not null check (what in ('file', 'result')),
  number integer not null,
  year integer not null,
  agency_id uuid not null,
  province_code text not null,
  given_by text not null,
  given_by_name text not null,
  at timestamptz not null,
  to_agency_id uuid not null,
  to_staff text,
  to_text text not null,
  items integer not null,
  document_id uuid not null,
  state text not null check (state in ('open', 'confirmed', 'taken-back')),
  ended_at timestamptz,
  unique (agency_id, year, number)
);
create index batch_of_agency on custody.batch (agency_id, at desc, id desc);
create index batch_open_to_agency on custody.batch (to_agency_id, at, id) where state = 'open' and to_staff is null;
create index batch_open_to_staff on custody.batch (to_staff, at, id) where state = 'open' and to_staff is not null;
comment on table custody.batch is 'Paper files or results handed over together (phiếu bàn giao): who gave them to which agency or colleague, under which number, on which printed slip.';

create table custody.batch_item (
  batch_id uuid not null references custody.batch,
  ordinal smallint not null,
  dossier_id uuid not null,
  what text not null check (what in ('file', 'result')),
  code text not null,
  state text not null check (state in ('open', 'received', 'missing', 'taken-back')),
  reason bytea,
  decided_at timestamptz,
  decided_by text,
  decided_by_name text,
  primary key (batch_id, ordinal),
  constraint missing_has_a_reason check (state <> 'missing' or reason is not null)
);
create unique index batch_item_open on custody.batch_item (dossier_id, what) where state = 'open';
comment on table custody.batch_item is 'One file or result of a batch and what the receiver said of it: received, or missing with a reason (sealed). Open in one batch at a time.';

create table custody.move (
  dossier_id uuid not null,
  what text not null check (what in ('file', 'result')),
  seq integer not null,
  at timestamptz not null,
  by text not null,
  by_name text not null,
  why text not null check (why in ('received', 'recorded', 'handed-over', 'given-out')),
  from_text text,
  to_text text not null,
  batch_id uuid references custody.batch,
  agency_id uuid not null,
  province_code text not null,
  primary key (dossier_id, what, seq)
);
comment on table custody.move is 'A move of a paper file or result: when, by whom, from where to where, and the batch by which it was handed over.';
