create table reception.attestation (
  agency_id uuid not null,
  book text not null,
  year integer not null,
  number integer not null,
  volume integer not null,
  province_code text not null,
  day date not null,
  at timestamptz not null,
  dossier_id uuid not null,
  requester_name text not null,
  title text not null,
  pages integer,
  copies integer,
  signer_name text not null,
  signer_title text not null,
  entered_by_name text not null,
  primary key (agency_id, book, year, number)
);
create index attestation_of_day on reception.attestation (agency_id, book, day, number);
comment on table reception.attestation is 'Registers of certification (sổ chứng thực): a line for each paper, numbered through the year without gaps.';

create table reception.guidance (
  id uuid primary key,
  agency_id uuid not null,
  province_code text not null,
  day date not null,
  at timestamptz not null,
  given_by text not null,
  given_by_name text not null,
  procedure_code text,
  content bytea not null
);
create index guidance_of_agency on reception.guidance (agency_id, at desc, id desc);
comment on table reception.guidance is 'Guidance given without a dossier: who came, what was asked and told (sealed in content), about which procedure.';

create table reception.guidance_day (
  agency_id uuid not null,
  day date not null,
  given integer not null,
  primary key (agency_id, day)
);
comment on table reception.guidance_day is 'How often an office gave guidance on a day, counted as it is given.';

create table reception.transfer (
  dossier_id uuid primary key,
  from_agency_id uuid not null,
  to_agency_id uuid not null,
  province_code text not null,
  sent_at timestamptz not null,
  sent_by text not null,
  sent_by_name text not null,
  due_at timestamptz not null,
  received_at timestamptz,
  received_by text,
  received_by_name text,
  check ((received_at is null) = (received_by is null))
);
create index transfer_to_receive on reception.transfer (to_agency_id, due_at, dossier_id) where received_at is null;
create index transfer_sent on reception.transfer (from_agency_id, sent_at desc, dossier_id);
comment on table reception.transfer is 'A dossier received at one office for another that is competent: sent and received, each side recorded. The clock starts when it is received.';
