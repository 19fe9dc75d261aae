create schema processing;

create table processing.act (
  id uuid primary key,
  dossier_id uuid not null,
  kind text not null,
  actor text not null,
  actor_name text not null,
  actor_title text,
  at timestamptz not null,
  agency_id uuid not null,
  province_code text not null,
  reason bytea
);
create index act_of_dossier on processing.act (dossier_id, at);
comment on table processing.act is 'Every officer''s act on a dossier: who, when, why (sealed); what it printed refers to its id.';

create table processing.note (
  id uuid primary key,
  dossier_id uuid not null,
  author text not null,
  author_name text not null,
  body bytea not null,
  at timestamptz not null
);
create index note_of_dossier on processing.note (dossier_id, at);
comment on table processing.note is 'Internal notes of officers, sealed; citizens do not see them.';

create table processing.identity_request (
  dossier_id uuid primary key,
  request_id uuid not null unique,
  state text not null check (state in ('asking', 'given', 'mismatch', 'later')),
  number bytea,
  detail text,
  asked_at timestamptz not null,
  answered_at timestamptz
);
comment on table processing.identity_request is 'The question to the population database for a newborn''s personal identification number; the number is sealed. later: the database could not answer, the number is given afterwards.';

create table processing.result (
  dossier_id uuid primary key,
  document_id uuid not null,
  book text,
  volume integer,
  number bigint not null,
  year integer not null,
  printed bytea not null,
  signed_by text not null,
  signed_by_name text not null,
  issued_at timestamptz not null,
  agency_id uuid not null,
  province_code text not null
);
comment on table processing.result is 'The result issued: its number and place in the book, what was printed (sealed) and who decided.';
