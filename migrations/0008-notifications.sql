create schema notifications;

create sequence notifications.message_position;

create table notifications.message (
  id uuid not null,
  made_at timestamptz not null,
  position bigint not null default nextval('notifications.message_position'),
  stream_kind text not null,
  stream_id text not null,
  reason text not null,
  template text not null,
  channel text not null check (channel in ('email', 'sms')),
  lane bytea not null,
  reference text not null,
  recipient bytea,
  recipient_index bytea not null,
  content bytea,
  lang text not null check (lang in ('vi', 'en')),
  state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'given-up')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  problem text,
  expires_at timestamptz,
  forget_at timestamptz not null,
  sent_at timestamptz,
  receipt text,
  primary key (id, made_at)
) partition by range (made_at);
create index message_unfinished on notifications.message (lane, position) where state in ('queued', 'sending', 'failed');
create index message_due on notifications.message (next_at) where state in ('queued', 'sending', 'failed');
create index message_to_forget on notifications.message (forget_at) where content is not null;
create index message_of_stream on notifications.message (stream_kind, stream_id, position);
create table notifications.message_rest partition of notifications.message default;
comment on table notifications.message is 'A message to one address over one channel, and its way out. reference (Message-ID, the gateway''s client reference) is fixed before the first attempt and repeated by every later one; within a lane (stream, channel, recipient) messages leave in the order of position. Recipient and content are sealed, and emptied at forget_at.';

create table notifications.notice (
  key bytea primary key,
  message_id uuid not null,
  at timestamptz not null
);
comment on table notifications.notice is 'What was asked to be sent, once: fingerprint of reason, template, channel and recipient.';

create table notifications.followed (
  stream_kind text not null,
  stream_id uuid not null,
  seq integer not null,
  primary key (stream_kind, stream_id)
);
comment on table notifications.followed is 'How far the events of a stream have been turned into messages; its row lock keeps them in order.';

create function notifications.make_partitions(first_month date, months integer) returns void language plpgsql as $$
declare
  month date;
  name text;
begin
  for i in 0 .. months - 1 loop
    month := (date_trunc('month', first_month) + make_interval(months => i))::date;
    name := 'message_' || to_char(month, 'YYYY_MM');
    if to_regclass('notifications.' || name) is null then
      begin
        execute format(
          'create table notifications.%I partition of notifications.message for values from (%L) to (%L)',
          name,
          to_char(month, 'YYYY-MM-DD') || ' 00:00:00+07',
          to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+07');
      exception when check_violation then
        -- Rows of that month already stand in the default partition: they stay there.
        null;
      end;
    end if;
  end loop;
end $$;
comment on function notifications.make_partitions is 'Makes the monthly partitions of messages from a month on; safe to repeat.';

create schema sandbox;

create table sandbox.message (
  id uuid primary key,
  channel text not null check (channel in ('email', 'sms')),
  reference text not null,
  recipient bytea not null,
  recipient_index bytea not null,
  content bytea not null,
  times integer not null default 1,
  received_at timestamptz not null,
  unique (channel, reference)
);
create index message_to on sandbox.message (recipient_index, received_at desc);
create index message_newest on sandbox.message (received_at desc, id desc);
comment on table sandbox.message is 'Demo only: e-mails and SMS that the simulated counterparties took, each reference once; times counts how often it came.';

create table sandbox.identity_request (
  request_id text primary key,
  facts bytea not null,
  number bytea not null,
  number_index bytea not null unique,
  given_at timestamptz not null
);
comment on table sandbox.identity_request is 'Demo only: numbers that the simulated population database gave, one for a request however often it is asked.';

create table sandbox.switch (
  party text primary key check (party in ('mail', 'sms', 'population')),
  mode text not null check (mode in ('working', 'slow', 'down', 'mismatch')),
  changed_at timestamptz not null
);
comment on table sandbox.switch is 'Demo only: how a simulated counterparty behaves; without a row it works.';
