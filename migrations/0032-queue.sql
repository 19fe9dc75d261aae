create schema queue;

create table queue.office (
  agency_id uuid primary key,
  province_code text not null,
  version bigint not null default 0,
  made_at timestamptz not null
);
comment on table queue.office is 'An agency that gives out numbers. version rises with everything that a board or counter shows and is what their live lines count by; the row is written last in each act, so that versions appear in their order and without gaps.';

create table queue.service_group (
  id uuid not null,
  agency_id uuid not null references queue.office,
  letter text not null check (letter ~ '^[A-Z]$'),
  name_vi text not null,
  name_en text not null,
  fields text[] not null default '{}',
  procedure_codes text[] not null default '{}',
  ordinal smallint not null default 0,
  slot_minutes smallint not null default 15 check (slot_minutes between 5 and 120),
  slot_capacity smallint not null default 0 check (slot_capacity between 0 and 50),
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (id, valid_from),
  check (valid_to >= valid_from)
);
create index service_group_of_office on queue.service_group (agency_id);
comment on table queue.service_group is 'A kind of service that has numbers of its own (A001, A002, …), as it stands from a day on: what it is called, its letter, what it is for, and how many people may book each slot of time (0: none). A change begins a new row.';

create table queue.counter (
  id uuid not null,
  agency_id uuid not null references queue.office,
  number smallint not null check (number between 1 and 99),
  name text not null,
  group_ids uuid[] not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (id, valid_from),
  check (valid_to >= valid_from)
);
create index counter_of_office on queue.counter (agency_id);
comment on table queue.counter is 'A counter of the hall as it stands from a day on: its number and the service groups it calls. A change begins a new row.';

create table queue.priority_group (
  id uuid primary key,
  agency_id uuid references queue.office,
  name_vi text not null,
  name_en text not null,
  ground text not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  recorded_by text not null,
  check (valid_to >= valid_from)
);
create index priority_group_of_office on queue.priority_group (agency_id);
comment on table queue.priority_group is 'People who are called sooner, from a day to a day. Those without an agency hold for every office that has set none of its own.';

insert into queue.priority_group (id, agency_id, name_vi, name_en, ground, valid_from, recorded_at, recorded_by) values
  ('01900000-0000-7000-8000-000000280001', null, 'Người cao tuổi', 'Older person', 'Mặc định của phần mềm; chưa đọc được văn bản về thứ tự gọi tại Bộ phận Một cửa', '2025-07-01', '2025-07-01T00:00:00+07:00', 'system:migration'),
  ('01900000-0000-7000-8000-000000280002', null, 'Phụ nữ mang thai hoặc có con nhỏ đi cùng', 'Pregnant, or with a small child', 'Mặc định của phần mềm; chưa đọc được văn bản về thứ tự gọi tại Bộ phận Một cửa', '2025-07-01', '2025-07-01T00:00:00+07:00', 'system:migration'),
  ('01900000-0000-7000-8000-000000280003', null, 'Người khuyết tật', 'Person with a disability', 'Mặc định của phần mềm; chưa đọc được văn bản về thứ tự gọi tại Bộ phận Một cửa', '2025-07-01', '2025-07-01T00:00:00+07:00', 'system:migration'),
  ('01900000-0000-7000-8000-000000280004', null, 'Người có công với cách mạng', 'Person with merit to the revolution', 'Mặc định của phần mềm; chưa đọc được văn bản về thứ tự gọi tại Bộ phận Một cửa', '2025-07-01', '2025-07-01T00:00:00+07:00', 'system:migration');

create table queue.device (
  id uuid primary key,
  agency_id uuid not null references queue.office,
  name text not null,
  token_hash bytea not null unique,
  made_at timestamptz not null,
  made_by text not null,
  revoked_at timestamptz,
  revoked_by text
);
create index device_of_office on queue.device (agency_id, made_at);
comment on table queue.device is 'A machine in the hall that may give out numbers: it holds a token, of which the hash stands here, until an administrator takes it back.';

create table queue.series (
  group_id uuid not null,
  day date not null,
  last integer not null,
  primary key (group_id, day)
);
comment on table queue.series is 'The last number given of a service group on a civil day. The row''s lock orders those who press at once; a new day begins at 1.';

create table queue.desk (
  id uuid primary key,
  agency_id uuid not null,
  counter_id uuid not null,
  counter_number smallint not null,
  staff text not null,
  staff_name text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  plain_since smallint not null default 0,
  ticket_id uuid
);
create unique index desk_open_at_counter on queue.desk (counter_id) where closed_at is null;
create unique index desk_open_of_staff on queue.desk (staff) where closed_at is null;
create index desk_open_of_office on queue.desk (agency_id, counter_number) where closed_at is null;
comment on table queue.desk is 'An officer at an open counter: whom they serve now, and how many ordinary numbers they called since the last one with priority.';

create table queue.ticket (
  id uuid primary key,
  agency_id uuid not null,
  province_code text not null,
  day date not null,
  group_id uuid not null,
  number integer not null check (number > 0),
  label text not null,
  address_hash bytea not null unique,
  for_group_id uuid not null,
  for_counter_id uuid,
  line text not null check (line in ('plain', 'priority', 'booked')),
  priority_group_id uuid,
  booking_id uuid,
  state text not null check (state in ('waiting', 'called', 'absent', 'served', 'left', 'expired')),
  order_at timestamptz not null,
  taken_at timestamptz not null,
  first_called_at timestamptz,
  called_at timestamptz,
  calls smallint not null default 0,
  counter_number smallint,
  absent_at timestamptz,
  ended_at timestamptz,
  lang text not null check (lang in ('vi', 'en')),
  unique (group_id, day, number),
  unique (agency_id, day, label)
);
create index ticket_waiting on queue.ticket (agency_id, day, order_at, id) where state = 'waiting';
create index ticket_absent on queue.ticket (agency_id, day, absent_at) where state = 'absent';
create index ticket_open on queue.ticket (day) where state in ('waiting', 'called', 'absent');
comment on table queue.ticket is 'A number drawn at a kiosk: no name, no dossier. group_id gave the number, for_group_id and for_counter_id say where it waits now; order_at is its place in the line (a booked one has the beginning of its slot).';

create table queue.call (
  id uuid primary key,
  agency_id uuid not null,
  version bigint not null,
  ticket_id uuid not null,
  label text not null,
  counter_number smallint not null,
  again boolean not null,
  at timestamptz not null
);
create index call_of_office on queue.call (agency_id, version desc);
comment on table queue.call is 'A number called to a counter, first or again: what boards show and say.';

create table queue.help_call (
  id uuid primary key,
  agency_id uuid not null,
  device_id uuid not null,
  device_name text not null,
  at timestamptz not null,
  answered_at timestamptz,
  answered_by text
);
create unique index help_call_open on queue.help_call (device_id) where answered_at is null;
create index help_call_of_office on queue.help_call (agency_id, at) where answered_at is null;
comment on table queue.help_call is 'Somebody at a kiosk asked for help, and who went.';

create table queue.measure (
  agency_id uuid not null,
  day date not null,
  group_id uuid not null,
  hour smallint not null check (hour between 0 and 23),
  taken integer not null default 0,
  called integer not null default 0,
  wait_seconds bigint not null default 0,
  longest_wait_seconds integer not null default 0,
  served integer not null default 0,
  serve_seconds bigint not null default 0,
  absent integer not null default 0,
  primary key (agency_id, day, group_id, hour)
);
comment on table queue.measure is 'Waiting and serving of a service group in an hour of a day, added up by the acts themselves: figures are read without going over tickets.';
