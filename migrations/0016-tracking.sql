create table dossiers.tracking_code (
  id uuid primary key,
  number_index bytea not null,
  targets bytea not null,
  messages bytea,
  lang text not null check (lang in ('vi', 'en')),
  tries smallint not null default 0,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index tracking_code_old on dossiers.tracking_code (expires_at);
comment on table dossiers.tracking_code is 'A look-up by identity number that waits for its one-time code. targets (sealed): each phone''s fingerprint with the hash of the code sent to it, none for a number that no dossier names; messages (sealed): phones and codes until they are handed to the messenger, then null.';
