create index task_open_unclaimed on processes.task (agency_id, duty, order_at, id) where closed_at is null and claimed_by is null;

create table processing.delegation (
  id uuid primary key,
  task_id uuid not null,
  dossier_id uuid not null,
  from_staff uuid not null,
  from_name text not null,
  to_staff uuid not null,
  to_name text not null,
  since timestamptz not null,
  until timestamptz not null,
  reason bytea not null,
  ended_at timestamptz,
  agency_id uuid not null,
  province_code text not null
);
create index delegation_of_dossier on processing.delegation (dossier_id, since);
create unique index delegation_open on processing.delegation (task_id) where ended_at is null;
create index delegation_running_out on processing.delegation (until) where ended_at is null;
comment on table processing.delegation is 'A step that its officer gave to a colleague for a time, with the reason (sealed); it comes back when the time is over.';

create table processing.opinion (
  id uuid primary key,
  dossier_id uuid not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  to_staff uuid,
  to_agency uuid,
  to_name text not null,
  question bytea not null,
  shows jsonb not null,
  due_at timestamptz not null,
  silence_ground text,
  state text not null default 'open' check (state in ('open', 'answered', 'withdrawn', 'silent')),
  ended_at timestamptz,
  ended_by uuid,
  ended_by_name text,
  stance text check (stance in ('agree', 'disagree', 'remarks')),
  answer bytea,
  late_told_at timestamptz,
  agency_id uuid not null,
  province_code text not null,
  check (num_nonnulls(to_staff, to_agency) = 1)
);
create index opinion_of_dossier on processing.opinion (dossier_id, asked_at);
create index opinion_open_of_agency on processing.opinion (to_agency, due_at, id) where state = 'open';
create index opinion_open_of_staff on processing.opinion (to_staff, due_at, id) where state = 'open';
create index opinion_waiting on processing.opinion (due_at) where state = 'open' and late_told_at is null;
comment on table processing.opinion is 'An opinion asked of a colleague or of another agency: the question and the answer (sealed), what of the case may be seen for it, until when, and the ground on which silence counts as consent, where there is one.';

create table processing.watcher (
  dossier_id uuid not null,
  staff_id uuid not null,
  name text not null,
  since timestamptz not null,
  primary key (dossier_id, staff_id)
);
comment on table processing.watcher is 'Who wants to be told of what happens to a dossier.';

create table processing.presence (
  dossier_id uuid not null,
  staff_id uuid not null,
  name text not null,
  seen_at timestamptz not null,
  primary key (dossier_id, staff_id)
);
create index presence_old on processing.presence (seen_at);
comment on table processing.presence is 'Who has a case open now: a row is good for a few minutes and swept after that.';

create table processing.notice (
  id uuid primary key,
  staff_id uuid not null,
  dossier_id uuid not null,
  code text not null,
  kind text not null,
  by_name text not null,
  detail text not null,
  at timestamptz not null,
  read_at timestamptz,
  key text not null unique
);
create index notice_of_staff on processing.notice (staff_id, at desc, id desc);
create index notice_unread on processing.notice (staff_id) where read_at is null;
comment on table processing.notice is 'What an officer is told within the program: work given, a name mentioned, an opinion asked or answered, a deadline in danger; once per key.';
