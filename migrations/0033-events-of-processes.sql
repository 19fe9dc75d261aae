-- Sub-processes: a token runs in the scope of another one.
alter table processes.token
  add column scope integer;
comment on column processes.token.scope is 'Number of the sub-process''s token in whose scope it runs; null at the top.';

create table processes.wait (
  instance_id uuid not null references processes.instance (id),
  token integer not null,
  node text not null,
  dossier_id uuid not null,
  agency_id uuid not null,
  province_code text not null,
  kind text not null check (kind in ('timer', 'message')),
  message text,
  due_at timestamptz,
  calendar_version integer not null,
  armed_at timestamptz not null,
  moved boolean not null default false,
  paused_at timestamptz,
  primary key (instance_id, token, node),
  check ((kind = 'timer') = (due_at is not null)),
  check ((kind = 'message') = (message is not null))
);
create index wait_due on processes.wait (due_at, instance_id, token, node) where kind = 'timer' and paused_at is null;
create index wait_of_dossier on processes.wait (dossier_id);
comment on table processes.wait is 'Events that running processes wait for: a time (due_at) or a message, of an intermediate event or on the edge of an open step. A row that fired or whose step closed is deleted. moved: a pause has put the time off.';

create table processes.delivery (
  dossier_id uuid not null,
  key text not null,
  message text not null,
  node text not null,
  at timestamptz not null,
  primary key (dossier_id, key)
);
comment on table processes.delivery is 'Messages that a dossier''s process has taken, by their key: the same message again does nothing.';
