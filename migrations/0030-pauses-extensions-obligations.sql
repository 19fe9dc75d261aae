-- What stops a clock, and what moves a promise, stands with its ground and with whoever answers for it.
alter table dossiers.pause
  add column ground text,
  add column approved_by text,
  add column approved_by_name text;

create table dossiers.extension (
  dossier_id uuid not null references dossiers.dossier,
  seq smallint not null,
  at timestamptz not null,
  from_due timestamptz not null,
  to_day date not null,
  to_due timestamptz not null,
  reason bytea not null,
  given_by text not null,
  given_by_name text not null,
  act_id uuid not null,
  primary key (dossier_id, seq)
);
comment on table dossiers.extension is 'An extension of a promised date with its apology (Mẫu 04): from which date, to which day, why (sealed) and by whom.';

create table dossiers.obligation (
  id uuid primary key,
  dossier_id uuid not null references dossiers.dossier,
  asked_at timestamptz not null,
  asked_by text not null,
  asked_by_name text not null,
  pay_by date,
  detail bytea not null,
  met_at timestamptz,
  met_by text,
  met_by_name text,
  proof bytea
);
create index obligation_of_dossier on dossiers.obligation (dossier_id, asked_at);
create unique index obligation_open on dossiers.obligation (dossier_id) where met_at is null;
comment on table dossiers.obligation is 'A financial obligation that the owner is asked to meet before the dossier goes on: what, how much, on what ground (sealed), and the proof that it was met (sealed).';

create index dossier_open_due on dossiers.dossier (current_due_at, id) where ended_at is null and closed_at is null and current_due_at is not null;
