create schema accounts;

create table accounts.person (
  id uuid primary key,
  name text not null,
  name_folded text not null,
  birth_date_sealed bytea,
  recorded_at timestamptz not null,
  changed_at timestamptz not null,
  retention_class text not null default 'account',
  legal_hold boolean not null default false
);
create index person_by_name on accounts.person (name_folded text_pattern_ops);
comment on table accounts.person is 'A human being. A person is neither an account nor a number: the numbers stand in person_identifier, the login in account.';

create table accounts.person_identifier (
  id uuid primary key,
  person_id uuid not null references accounts.person (id),
  kind text not null check (kind in ('personal-number', 'old-identity-card', 'passport')),
  value_sealed bytea not null,
  value_index bytea not null,
  verified_by text check (verified_by in ('counter', 'vneid')),
  verified_at timestamptz,
  valid_from date,
  ended_at timestamptz,
  recorded_at timestamptz not null
);
create unique index person_identifier_in_use on accounts.person_identifier (kind, value_index) where ended_at is null;
create index person_identifier_by_person on accounts.person_identifier (person_id);
comment on table accounts.person_identifier is 'Numbers of a person, sealed, with a blind index. verified_by is null while only the person says so.';

create table accounts.organisation (
  id uuid primary key,
  name text not null,
  name_folded text not null,
  kind text not null check (kind in ('enterprise', 'cooperative', 'household-business', 'public-body', 'association', 'other')),
  tax_code_sealed bytea,
  tax_code_index bytea,
  recorded_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  retention_class text not null default 'account',
  legal_hold boolean not null default false
);
create unique index organisation_tax_code_in_use on accounts.organisation (tax_code_index) where tax_code_index is not null and ended_at is null;
comment on table accounts.organisation is 'Organisations and businesses, apart from people: a person acts for one through a representation.';

create table accounts.representation (
  id uuid primary key,
  representative_person_id uuid not null references accounts.person (id),
  principal_person_id uuid references accounts.person (id),
  principal_organisation_id uuid references accounts.organisation (id),
  basis text not null check (basis in ('legal-representative', 'parent', 'guardian', 'family', 'authorisation')),
  scope text[] not null default '{}',
  evidence_file_id uuid,
  verified_by text,
  verified_at timestamptz,
  valid_from date not null,
  valid_to date,
  revoked_at timestamptz,
  recorded_at timestamptz not null,
  recorded_by text not null,
  check (num_nonnulls(principal_person_id, principal_organisation_id) = 1),
  check (principal_person_id is distinct from representative_person_id),
  check (valid_to is null or valid_to >= valid_from)
);
create index representation_by_representative on accounts.representation (representative_person_id);
create index representation_by_person on accounts.representation (principal_person_id);
create index representation_by_organisation on accounts.representation (principal_organisation_id);
comment on table accounts.representation is 'Who may act for whom, on what ground, from when to when. An empty scope means everything.';

create table accounts.consent (
  id uuid primary key,
  person_id uuid not null references accounts.person (id),
  purpose text not null check (purpose in ('terms', 'autofill', 'reuse-documents', 'survey')),
  text_version text not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz
);
create index consent_by_person on accounts.consent (person_id, purpose);
comment on table accounts.consent is 'Each consent with the version of the text it was given to; withdrawal closes the row (Luật 91/2025/QH15, art. 9).';

create table accounts.account (
  id uuid primary key,
  person_id uuid not null unique references accounts.person (id),
  status text not null default 'active' check (status in ('active', 'closed')),
  username_sealed bytea,
  username_index bytea unique,
  password_hash text not null,
  password_changed_at timestamptz not null,
  lang text not null default 'vi' check (lang in ('vi', 'en')),
  registered_at timestamptz not null,
  activated_at timestamptz not null,
  closed_at timestamptz,
  retention_class text not null default 'account',
  legal_hold boolean not null default false
);
comment on table accounts.account is 'How a person logs in. It exists from its activation on; before that there is only a registration.';

create table accounts.channel (
  id uuid primary key,
  account_id uuid not null references accounts.account (id),
  kind text not null check (kind in ('phone', 'email')),
  value_sealed bytea not null,
  value_index bytea not null,
  recorded_at timestamptz not null,
  verified_at timestamptz,
  replaced_at timestamptz
);
create index channel_by_account on accounts.channel (account_id);
create index channel_by_value on accounts.channel (kind, value_index) where replaced_at is null and verified_at is not null;
create unique index channel_verified_once on accounts.channel (account_id, kind) where replaced_at is null and verified_at is not null;
create unique index channel_waiting_once on accounts.channel (account_id, kind) where replaced_at is null and verified_at is null;
comment on table accounts.channel is 'Phone and e-mail of an account, sealed. Only the code sent to a channel verifies it; a new one replaces the old when it is verified.';

create table accounts.registration (
  id uuid primary key,
  token_hash bytea not null unique,
  payload_sealed bytea,
  password_hash text,
  duplicate boolean not null default false,
  registered_at timestamptz not null,
  expires_at timestamptz not null,
  account_id uuid references accounts.account (id)
);
create index registration_by_expiry on accounts.registration (expires_at);
comment on table accounts.registration is 'Registrations waiting for a code; what was typed is sealed and deleted on activation or expiry. A duplicate looks the same from outside but can never be activated.';

create table accounts.one_time_code (
  id uuid primary key,
  purpose text not null check (purpose in ('registration', 'channel', 'password-reset')),
  subject_id uuid not null,
  channel_kind text not null check (channel_kind in ('phone', 'email')),
  destination_sealed bytea,
  destination_index bytea not null,
  code_sealed bytea,
  code_hash bytea not null,
  lang text not null check (lang in ('vi', 'en')),
  tries integer not null default 0,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index one_time_code_by_subject on accounts.one_time_code (purpose, subject_id, channel_kind, made_at desc);
create index one_time_code_by_destination on accounts.one_time_code (destination_index, made_at desc);
comment on table accounts.one_time_code is 'Codes sent to phones and e-mail addresses. The code is kept as a keyed hash; its sealed form exists only until it is sent, used or expired.';

create table accounts.password_reset (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid references accounts.account (id),
  tries integer not null default 0,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index password_reset_by_expiry on accounts.password_reset (expires_at);
comment on table accounts.password_reset is 'Requests for a new password; account_id is null when nobody was found: the answer is the same.';

create table accounts.staff (
  id uuid primary key,
  username text not null unique,
  name text not null,
  name_folded text not null,
  home_agency_id uuid not null,
  home_agency_path text not null,
  password_hash text not null,
  password_changed_at timestamptz not null,
  must_change_password boolean not null default true,
  password_expires_at timestamptz,
  status text not null default 'active' check (status in ('active', 'disabled')),
  recorded_at timestamptz not null,
  recorded_by text not null,
  changed_at timestamptz not null
);
create index staff_by_home on accounts.staff (home_agency_path text_pattern_ops);
comment on table accounts.staff is 'Members of staff and how they log in. Their posts and duties are rows of agencies.post. A one-time password expires and must be changed at the first login.';

create table accounts.session (
  id uuid primary key,
  token_hash bytea not null unique,
  audience text not null check (audience in ('citizen', 'officer')),
  account_id uuid references accounts.account (id),
  staff_id uuid references accounts.staff (id),
  user_agent text,
  address_sealed bytea,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  idle_minutes integer not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  check (num_nonnulls(account_id, staff_id) = 1)
);
create index session_by_account on accounts.session (account_id) where ended_at is null;
create index session_by_staff on accounts.session (staff_id) where ended_at is null;
create index session_by_expiry on accounts.session (expires_at);
comment on table accounts.session is 'Logins. Only the SHA-256 of the token is stored; a session ends by logout, idleness, age, or a changed password.';

create table accounts.access_token (
  id uuid primary key,
  account_id uuid not null references accounts.account (id),
  name text not null,
  token_hash bytea not null unique,
  hint text not null,
  scopes text[] not null check (cardinality(scopes) > 0 and scopes <@ array['dossiers:read', 'dossiers:write']),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index access_token_by_account on accounts.access_token (account_id);
comment on table accounts.access_token is 'Personal access tokens for the API; shown once, only the SHA-256 is stored.';

create table accounts.throttle (
  key bytea primary key,
  failures integer not null,
  first_at timestamptz not null,
  blocked_until timestamptz,
  expires_at timestamptz not null
);
create index throttle_by_expiry on accounts.throttle (expires_at);
comment on table accounts.throttle is 'Attempts counted before they are judged, by keyed fingerprints of login name and network address.';
