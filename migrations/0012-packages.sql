create schema if not exists procedures;

create table procedures.form_version (
  id uuid primary key,
  procedure_code text not null,
  hash text not null,
  source text not null,
  published_at timestamptz not null,
  unique (procedure_code, hash)
);
comment on table procedures.form_version is 'E-forms as they were published: form.yaml, never changed afterwards. Answers are kept by the stable ids of its fields.';

create table procedures.package_version (
  id uuid primary key,
  procedure_code text not null,
  number integer not null check (number > 0),
  hash text not null,
  folder text not null,
  form_version_id uuid not null references procedures.form_version (id),
  process_definition_id uuid not null,
  published_at timestamptz not null,
  unique (procedure_code, hash),
  unique (procedure_code, number)
);
comment on table procedures.package_version is 'A procedure with its form and process, pinned together and never changed: a dossier keeps the one it was received under.';

create table procedures.package_file (
  version_id uuid not null references procedures.package_version (id),
  name text not null,
  content bytea not null,
  primary key (version_id, name)
);
comment on table procedures.package_file is 'The files that a version was made of, templates of printed papers among them.';

create table procedures.package_publication (
  id bigint generated always as identity primary key,
  procedure_code text not null,
  version_id uuid not null references procedures.package_version (id),
  valid_from timestamptz not null,
  recorded_at timestamptz not null,
  published_by text not null
);
create index package_publication_in_force on procedures.package_publication (procedure_code, valid_from desc, id desc);
comment on table procedures.package_publication is 'Which version new dossiers take from when on; the last one whose time has come is in force.';

create function procedures.package_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'a published version is never changed (%)', tg_table_name;
end $$;

create trigger form_version_immutable before update or delete on procedures.form_version
  for each row execute function procedures.package_is_immutable();
create trigger package_version_immutable before update or delete on procedures.package_version
  for each row execute function procedures.package_is_immutable();
create trigger package_file_immutable before update or delete on procedures.package_file
  for each row execute function procedures.package_is_immutable();
