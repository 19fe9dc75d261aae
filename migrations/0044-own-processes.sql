create table processes.draft (
  id uuid primary key,
  key text not null,
  agency_id uuid,
  name text not null,
  rows jsonb,
  xml text,
  based_on uuid references processes.definition (id),
  proposal jsonb,
  version integer not null,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_name text not null,
  check (rows is not null or xml is not null),
  unique nulls not distinct (key, agency_id)
);
comment on table processes.draft is 'A process that administrators work on: one row a procedure and agency (null: common). rows: the table of steps as typed, faults or not; xml: the diagram as drawn, where it was drawn. proposal: an imported table that waits to be taken in. version: who saves an older one is told.';

create table processes.publication (
  id uuid primary key,
  key text not null,
  agency_id uuid,
  definition_id uuid references processes.definition (id),
  valid_from timestamptz not null,
  recorded_at timestamptz not null,
  published_by text not null,
  published_by_name text not null,
  reason text not null
);
create index publication_of_key on processes.publication (key, agency_id, valid_from desc, recorded_at desc);
comment on table processes.publication is 'From when on dossiers of a procedure take which process: common (agency_id null) or of an agency and those below it. definition_id null: from then on none of its own. The last recorded of the latest day that has come counts.';

create table processes.migration (
  id uuid primary key,
  key text not null,
  from_definition uuid not null references processes.definition (id),
  to_definition uuid not null references processes.definition (id),
  agency_ids uuid[],
  mapping jsonb not null,
  reason text not null,
  ordered_at timestamptz not null,
  ordered_by text not null,
  ordered_by_name text not null,
  moved integer not null default 0,
  kept integer not null default 0,
  last_instance uuid,
  done_at timestamptz
);
create index migration_undone on processes.migration (ordered_at) where done_at is null;
create index migration_of_key on processes.migration (key, ordered_at desc);
comment on table processes.migration is 'An order to carry running dossiers of one version of a process over to another: which steps answer to which, why, and how far it has come (last_instance). agency_ids null: of all agencies.';

create table processes.migrated (
  migration_id uuid not null references processes.migration (id),
  instance_id uuid not null references processes.instance (id),
  dossier_id uuid not null,
  steps text not null,
  why text,
  at timestamptz not null,
  primary key (migration_id, instance_id)
);
comment on table processes.migrated is 'What a migration did with each dossier: moved, or kept on its version, and then why. steps: where it stood.';

create index instance_running_of_definition on processes.instance (definition_id, id) where status = 'running';
