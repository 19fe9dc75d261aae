create schema processes;

create table processes.definition (
  id uuid primary key,
  key text not null,
  number integer not null,
  hash text not null,
  name text not null,
  xml text not null,
  model jsonb not null,
  published_at timestamptz not null,
  published_by text not null,
  unique (key, number),
  unique (key, hash)
);
comment on table processes.definition is 'Compiled processes, immutable: one row a version of one key (the procedure''s code). The same file is the same version.';

create table processes.instance (
  id uuid primary key,
  definition_id uuid not null references processes.definition (id),
  dossier_id uuid not null,
  agency_id uuid not null,
  province_code text not null,
  status text not null check (status in ('running', 'ended', 'cancelled')),
  outcomes jsonb not null default '{}',
  next_token integer not null,
  started_at timestamptz not null,
  paused_at timestamptz,
  ended_at timestamptz,
  check ((ended_at is null) = (status = 'running'))
);
create unique index instance_running_of_dossier on processes.instance (dossier_id) where status = 'running';
create index instance_of_dossier on processes.instance (dossier_id, started_at);
comment on table processes.instance is 'A process running for a dossier, on the version it began with. Its row lock orders the acts on it.';

create table processes.token (
  instance_id uuid not null references processes.instance (id),
  seq integer not null,
  node text not null,
  flow text,
  arrived_at timestamptz not null,
  primary key (instance_id, seq)
);
comment on table processes.token is 'Where running processes stand: a token waits at a step, at an act of the system, or (with the flow it came by) before a joining gateway. A token that moved on is deleted; what was done stands in processes.task.';

create table processes.task (
  id uuid primary key,
  instance_id uuid not null references processes.instance (id),
  token integer not null,
  dossier_id uuid not null,
  agency_id uuid not null,
  province_code text not null,
  task_key text not null,
  name text not null,
  work text not null,
  duty text not null check (duty in ('reception', 'specialist', 'leader', 'clerk')),
  hours numeric(7, 2) not null,
  opened_at timestamptz not null,
  due_at timestamptz,
  order_at timestamptz not null,
  calendar_version integer not null,
  paused_at timestamptz,
  claimed_by uuid,
  claimed_by_name text,
  claimed_at timestamptz,
  closed_at timestamptz,
  closed_by text,
  closed_by_name text,
  outcome text,
  unique (instance_id, token),
  check ((closed_at is null) = (closed_by is null))
);
create index task_open_by_duty on processes.task (agency_id, duty, order_at, id) where closed_at is null;
create index task_open_of_staff on processes.task (claimed_by, order_at, id) where closed_at is null and claimed_by is not null;
create index task_of_dossier on processes.task (dossier_id, opened_at, id);
comment on table processes.task is 'Steps for people: who is to do them by when, who took them up, who did them with what outcome. order_at = due_at, or opened_at for a step outside the time limit. The partial indexes hold open steps only.';

create view processes.open_task as
  select id as task_id, instance_id, dossier_id, agency_id, province_code, task_key, name, work, duty, opened_at, due_at, order_at, paused_at,
         claimed_by, claimed_by_name, claimed_at
  from processes.task
  where closed_at is null;
comment on view processes.open_task is 'Published to the officers'' inbox (module processing): steps to be done now.';
