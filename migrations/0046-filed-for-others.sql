create table reception.confirmation (
  draft_id uuid primary key references reception.draft,
  request_hash bytea not null,
  person_id uuid not null,
  phone bytea not null,
  asked_at timestamptz not null,
  asked_by text not null,
  asked_by_name text not null,
  confirmed_at timestamptz
);
comment on table reception.confirmation is 'What an officer files online for somebody: what they were shown (its hash), the phone that the code went to (sealed), and when they confirmed. Without it nothing is filed.';

alter table accounts.one_time_code drop constraint one_time_code_purpose_check;
alter table accounts.one_time_code add constraint one_time_code_purpose_check
  check (purpose in ('registration', 'channel', 'password-reset', 'receive-result', 'file-for-me'));
