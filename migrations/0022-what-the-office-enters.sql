create table processing.draft (
  act_id uuid primary key,
  dossier_id uuid not null,
  answers_revision integer not null,
  file_id uuid not null,
  entries bytea,
  at timestamptz not null,
  agency_id uuid not null,
  province_code text not null
);
create index draft_of_dossier on processing.draft (dossier_id, at);
comment on table processing.draft is 'A draft of a result as it was set: by which act, of which revision of the answers, and what the officer entered for it (sealed; null where the package asks for nothing). A later draft adds a row and changes none.';
