create schema files;

create table files.file (
  file_id uuid primary key,
  owner_kind text not null,
  owner_id uuid not null,
  agency_id uuid,
  province_code text,
  derived_from uuid references files.file (file_id),
  blob_key text not null unique,
  sealed_key bytea not null,
  name bytea not null,
  media_type text not null,
  size_bytes bigint not null check (size_bytes > 0),
  sha256 bytea not null,
  width integer,
  height integer,
  state text not null check (state in ('received', 'scanned', 'converted', 'sealed', 'refused')),
  refusal text,
  scan text not null default 'pending' check (scan in ('pending', 'not-scanned', 'clean', 'infected')),
  scanned_at timestamptz,
  attempts smallint not null default 0,
  retention_class text not null default 'dossier',
  retain_until date,
  legal_hold boolean not null default false,
  received_at timestamptz not null,
  sealed_at timestamptz,
  check ((state = 'refused') = (refusal is not null)),
  check (state <> 'sealed' or sealed_at is not null)
);
create index file_owner on files.file (owner_kind, owner_id);
create unique index file_derived on files.file (derived_from) where derived_from is not null;
create index file_unfinished on files.file (received_at) where state in ('received', 'scanned');
comment on table files.file is 'One blob a row. The bytes stand in the file store under blob_key (keyed, not the row id), encrypted with a key of their own that is kept here sealed to the row; dropping sealed_key destroys the bytes. name is sealed. States: received, scanned (for viruses, or openly not), converted (a photo has its PDF, see derived_from), sealed (belongs to a submitted record and can not be removed), refused.';
