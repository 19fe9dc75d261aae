create table queue.slot (
  group_id uuid not null,
  day date not null,
  start_minute smallint not null check (start_minute between 0 and 1439),
  taken smallint not null check (taken >= 0),
  primary key (group_id, day, start_minute)
);
comment on table queue.slot is 'How many have booked a slot of time of a service group; the row''s lock orders those who book at once.';

create table queue.booking (
  id uuid primary key,
  code text not null unique,
  agency_id uuid not null,
  province_code text not null,
  group_id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  day date not null,
  start_minute smallint not null,
  starts_at timestamptz not null,
  state text not null check (state in ('open', 'cancelled', 'arrived', 'missed')),
  lang text not null check (lang in ('vi', 'en')),
  made_at timestamptz not null,
  reminded_at timestamptz,
  ended_at timestamptz,
  ticket_id uuid
);
create unique index booking_open on queue.booking (person_id, group_id) where state = 'open';
create index booking_of_account on queue.booking (account_id, starts_at desc, id);
create index booking_due on queue.booking (starts_at) where state = 'open';
comment on table queue.booking is 'A time that somebody booked for a service: one open a person and group. The code draws a number at the kiosk.';
