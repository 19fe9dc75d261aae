-- What a change of the calendar does to dates that are promised and open.

create table processing.calendar_change (
  id uuid primary key,
  change jsonb not null,
  summary text not null,
  first_day date not null,
  last_day date not null,
  base_version integer not null,
  state text not null check (state in ('looking', 'looked', 'saved', 'done', 'discarded')),
  place_due timestamptz,
  place_id uuid,
  proposed_at timestamptz not null,
  proposed_by text not null,
  proposed_by_name text not null,
  saved_at timestamptz,
  saved_by_name text,
  calendar_version integer,
  done_at timestamptz
);
create index calendar_change_at_work on processing.calendar_change (proposed_at, id) where state in ('looking', 'saved');
create index calendar_change_latest on processing.calendar_change (proposed_at desc, id desc);
comment on table processing.calendar_change is 'A change of the days off: looked at before it is saved (looking, looked), saved, and done when every open promised date follows it. change: as typed. place_due, place_id: up to where the open dates were gone through, so that a run that was broken off goes on there.';

create table processing.calendar_change_line (
  change_id uuid not null references processing.calendar_change (id),
  phase text not null check (phase in ('look', 'moved')),
  dossier_id uuid not null,
  code text not null,
  agency_id uuid not null,
  province_code text not null,
  from_due timestamptz not null,
  to_due timestamptz not null,
  primary key (change_id, phase, dossier_id)
);
create index calendar_change_line_in_order on processing.calendar_change_line (change_id, phase, from_due, dossier_id);
comment on table processing.calendar_change_line is 'A dossier whose promised date a change of the calendar would move (look) or has moved (moved): from when to when. Each dossier once a phase.';

create table processing.calendar_change_tally (
  change_id uuid not null references processing.calendar_change (id),
  phase text not null check (phase in ('look', 'moved')),
  agency_id uuid not null,
  dossiers integer not null,
  primary key (change_id, phase, agency_id)
);
comment on table processing.calendar_change_tally is 'How many dossiers of an agency a change of the calendar would move, or has moved: counted while they are gone through.';
