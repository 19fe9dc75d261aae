create schema events;

create table events.stream (
  kind text not null,
  id uuid not null,
  seq integer not null,
  hash bytea not null,
  primary key (kind, id)
) with (fillfactor = 70);
comment on table events.stream is 'Head of each stream: its last number and hash. Its row lock orders the writers of one stream.';

create table events.event (
  event_id uuid not null,
  stream_kind text not null,
  stream_id uuid not null,
  seq integer not null,
  type text not null,
  version smallint not null,
  actor text not null,
  on_behalf_of text,
  act_id uuid,
  agency_id uuid,
  province_code text,
  at timestamptz not null,
  payload bytea,
  commitment bytea not null,
  hash bytea not null,
  dispatched_at timestamptz,
  primary key (event_id, at)
) partition by range (at);
create unique index event_in_stream on events.event (stream_kind, stream_id, seq, at);
create index event_to_dispatch on events.event (at, event_id) where dispatched_at is null;
create table events.event_rest partition of events.event default;
comment on table events.event is 'What happened, append-only, and the outbox of what follows. The payload is sealed with its salt; commitment = sha256(salt, payload); hash = sha256(previous hash, seq, head of the event with its commitment), so the chain can be verified without the payload and after its lawful deletion.';

create table events.access (
  id uuid not null,
  at timestamptz not null,
  actor text not null,
  purpose text not null,
  subject_kind text not null,
  subject_id uuid not null,
  fields text[] not null default '{}',
  address bytea,
  primary key (id, at)
) partition by range (at);
create index access_of_subject on events.access (subject_kind, subject_id, at desc);
create index access_of_actor on events.access (actor, at desc);
create table events.access_rest partition of events.access default;
comment on table events.access is 'Every read of personal data: who, when, what for, whose, which fields; the network address is sealed.';

create function events.make_partitions(first_month date, months integer) returns void language plpgsql as $$
declare
  month date;
  name text;
  parent text;
begin
  for i in 0 .. months - 1 loop
    month := (date_trunc('month', first_month) + make_interval(months => i))::date;
    foreach parent in array array['event', 'access'] loop
      name := parent || '_' || to_char(month, 'YYYY_MM');
      if to_regclass('events.' || name) is null then
        begin
          execute format(
            'create table events.%I partition of events.%I for values from (%L) to (%L)',
            name, parent,
            to_char(month, 'YYYY-MM-DD') || ' 00:00:00+07',
            to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+07');
        exception when check_violation then
          -- Rows of that month already stand in the default partition: they stay there.
          null;
        end;
      end if;
    end loop;
  end loop;
end $$;
comment on function events.make_partitions is 'Makes the monthly partitions of events and accesses from a month on; safe to repeat.';
