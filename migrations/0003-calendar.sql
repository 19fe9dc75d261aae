create schema calendar;

create table calendar.head (
  one boolean primary key default true check (one),
  version integer not null
);
insert into calendar.head (version) values (0);
comment on table calendar.head is 'Number of the calendar in force. Its row lock orders the editors; snapshots in memory follow it.';

create table calendar.version (
  version integer primary key,
  act text not null check (act in ('load', 'add-day', 'change-day', 'remove-day', 'declare-year', 'set-week')),
  reason text,
  at timestamptz not null,
  actor text not null
);
comment on table calendar.version is 'One row an edit of days or working weeks. A due date stores the version that it was computed from.';

create table calendar.day (
  id uuid primary key,
  date date not null,
  kind text not null check (kind in ('holiday', 'compensation', 'swap_off', 'swap_work')),
  name_vi text not null,
  name_en text not null,
  swap_with date,
  status text not null check (status in ('official', 'reported', 'by_rule', 'recalled')),
  source text not null check (source in ('shipped', 'administrator', 'by-rule')),
  note text,
  since_version integer not null references calendar.version (version),
  until_version integer references calendar.version (version),
  recorded_at timestamptz not null,
  recorded_by text not null,
  check ((swap_with is not null) or kind in ('holiday', 'compensation')),
  check (until_version > since_version)
);
create unique index day_in_force on calendar.day (date) where until_version is null;
comment on table calendar.day is 'Days that differ from plain weeks: holidays, days off for them, exchanged days. A row holds from since_version until before until_version; nothing is overwritten, so every version can be read again.';

create table calendar.year (
  year integer primary key check (year between 1990 and 2200),
  since_version integer not null references calendar.version (version),
  recorded_at timestamptz not null,
  recorded_by text not null
);
comment on table calendar.year is 'Years whose holidays are known. In any other year only weekends are left out, and the explanation of a due date says so.';

create table calendar.working_week (
  id uuid primary key,
  agency_id uuid,
  sessions jsonb not null,
  valid_from date not null,
  valid_to date,
  since_version integer not null references calendar.version (version),
  until_version integer references calendar.version (version),
  recorded_at timestamptz not null,
  recorded_by text not null,
  check (valid_to is null or valid_to >= valid_from),
  check (until_version > since_version)
);
create index working_week_in_force on calendar.working_week (agency_id) where until_version is null;
comment on table calendar.working_week is 'Working sessions from Monday to Friday, with dates: of one agency, or of the deployment when agency_id is null. sessions: five lists of [start, end) in minutes after midnight.';

create table calendar.load (
  name text primary key,
  data_hash text not null,
  at timestamptz not null
);
comment on table calendar.load is 'Fingerprint of the shipped days that were last copied into the table.';
