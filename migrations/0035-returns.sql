create schema returns;

create table returns.handing (
  id uuid primary key,
  request_hash bytea not null,
  at timestamptz not null,
  by text not null,
  by_name text not null,
  agency_id uuid not null,
  province_code text not null,
  how text not null check (how in ('counter', 'online', 'post')),
  relation text not null check (relation in ('owner', 'submitter', 'authorised')),
  receiver_name text not null,
  id_kind text check (id_kind in ('card', 'passport', 'other')),
  id_number bytea,
  authorisation bytea,
  post_number text,
  proof text not null check (proof in ('signature', 'code', 'paper', 'none')),
  signature_file_id uuid,
  constraint shown_where_by_hand check (how <> 'counter' or (id_kind is not null and id_number is not null and proof <> 'none'))
);
create index handing_of_agency on returns.handing (agency_id, at desc, id);
comment on table returns.handing is 'Results given to one person at one time: who came, what was shown (number sealed), in whose name (sealed), and what proves that they were received.';

create table returns.handing_item (
  handing_id uuid not null references returns.handing,
  ordinal smallint not null,
  dossier_id uuid,
  code text not null,
  outcome text not null check (outcome in ('pending', 'given', 'refused')),
  refusal jsonb,
  primary key (handing_id, ordinal)
);
create index handing_of_dossier on returns.handing_item (dossier_id) where outcome = 'given';
comment on table returns.handing_item is 'One result of a handing and what became of it; pending until its own act was done.';

create table returns.reminder (
  dossier_id uuid not null,
  ordinal smallint not null,
  at timestamptz not null,
  agency_id uuid not null,
  province_code text not null,
  primary key (dossier_id, ordinal)
);
comment on table returns.reminder is 'A message to the owner of a result that was not fetched; each goes once.';

-- Results that wait to be fetched, the longest first.
create index dossier_waiting_for_return on dossiers.dossier (agency_id, ended_at, id) where status = 9;

alter table accounts.one_time_code drop constraint one_time_code_purpose_check;
alter table accounts.one_time_code add constraint one_time_code_purpose_check
  check (purpose in ('registration', 'channel', 'password-reset', 'receive-result'));
