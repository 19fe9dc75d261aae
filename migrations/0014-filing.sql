create schema filing;

create table filing.draft (
  id uuid primary key,
  account_id uuid not null,
  procedure_code text not null,
  package_version_id uuid not null,
  case_key text,
  province_code text,
  commune_code text,
  agency_id uuid,
  lang text not null check (lang in ('vi', 'en')),
  answers bytea not null,
  result_way text check (result_way in ('online', 'counter', 'post')),
  step smallint not null default 1 check (step between 1 and 4),
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  dossier_id uuid,
  discarded_at timestamptz
);
create index draft_of_account on filing.draft (account_id, updated_at desc) where dossier_id is null and discarded_at is null;
comment on table filing.draft is 'A dossier being prepared: what was typed so far (sealed) and where the person stands in the four steps. It stays after submission, pointing at its dossier.';

create table filing.draft_paper (
  draft_id uuid not null references filing.draft,
  file_id uuid not null,
  component text not null,
  added_at timestamptz not null,
  primary key (draft_id, file_id)
);
comment on table filing.draft_paper is 'Papers attached to a draft, by component of the procedure.';

create table filing.supplement_paper (
  request_id uuid not null,
  item_id uuid not null,
  file_id uuid not null,
  added_at timestamptz not null,
  primary key (request_id, file_id)
);
comment on table filing.supplement_paper is 'Papers being gathered for a supplement, by the item they answer; they become papers of the dossier when it is sent.';
