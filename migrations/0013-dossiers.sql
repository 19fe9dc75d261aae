create schema dossiers;

create table dossiers.dossier (
  id uuid primary key,
  code text not null unique check (length(code) between 8 and 64),
  pin bytea not null,
  -- four places: where help was given, where it was received, who decides; cooperating agencies stand in their own table
  agency_id uuid not null,
  province_code text not null,
  received_at_agency_id uuid not null,
  helped_at_agency_id uuid,
  -- pinned versions
  procedure_code text not null,
  procedure_name text not null,
  package_version_id uuid not null,
  process_definition_id uuid,
  case_key text not null,
  channel smallint not null check (channel in (1, 2, 3)),
  -- four axes
  status smallint not null check (status between 1 and 10),
  status_before smallint check (status_before between 1 and 10),
  finance_status text not null check (finance_status in ('none', 'unpaid', 'pending', 'paid', 'cancelled', 'refunded')),
  delivery_status text not null check (delivery_status in ('none', 'waiting', 'with-post', 'delivered', 'papers-returned')),
  sync_status text not null check (sync_status in ('none', 'waiting', 'sent', 'refused')),
  -- people: who sent it, whose it is
  account_id uuid,
  submitter_person_id uuid,
  submitter_name text not null,
  owner_person_id uuid,
  owner_name text not null,
  owner_name_folded text not null,
  owner_number_index bytea,
  submitter_number_index bytea,
  subject text not null,
  subject_folded text not null,
  contact bytea not null,
  phone_index bytea,
  result_way text not null check (result_way in ('online', 'counter', 'post')),
  -- time
  submitted_at timestamptz not null,
  accept_by timestamptz,
  accepted_at timestamptz,
  original_due_at timestamptz,
  current_due_at timestamptz,
  calendar_version integer,
  supplement_due_at timestamptz,
  extended_at timestamptz,
  ended_at timestamptz,
  returned_at timestamptz,
  closed_at timestamptz,
  lang text not null default 'vi' check (lang in ('vi', 'en')),
  retention_class text not null,
  legal_hold boolean not null default false,
  revision integer not null default 1
);
create index dossier_of_account on dossiers.dossier (account_id, submitted_at desc, id) where account_id is not null;
create index dossier_by_owner_number on dossiers.dossier (owner_number_index) where owner_number_index is not null;
create index dossier_by_submitter_number on dossiers.dossier (submitter_number_index) where submitter_number_index is not null;
create index dossier_by_phone on dossiers.dossier (phone_index) where phone_index is not null;
create index dossier_open_of_agency on dossiers.dossier (agency_id, status, coalesce(current_due_at, accept_by, submitted_at), id) where closed_at is null;
create index dossier_by_name on dossiers.dossier (agency_id, owner_name_folded text_pattern_ops);
create index dossier_supplement_due on dossiers.dossier (supplement_due_at) where status = 5;
create index dossier_recent_of_agency on dossiers.dossier (agency_id, submitted_at desc, id);
comment on table dossiers.dossier is 'One dossier (hồ sơ): its versions, people, places, four status axes and dates. The original due date is never edited; what moved the current one stands in dossiers.due_change.';

create table dossiers.answers (
  dossier_id uuid not null references dossiers.dossier,
  revision integer not null,
  answers bytea not null,
  at timestamptz not null,
  act_id uuid,
  primary key (dossier_id, revision)
);
comment on table dossiers.answers is 'Answers of the e-form by stable field id, sealed; a supplement adds a revision and never changes an earlier one.';

create table dossiers.paper (
  id uuid primary key,
  dossier_id uuid not null references dossiers.dossier,
  component text not null,
  file_id uuid,
  kind smallint not null default 2 check (kind in (0, 1, 2)),
  digitised smallint not null default 1 check (digitised in (0, 1, 2, 3)),
  added_at timestamptz not null,
  added_by text not null,
  replaced_at timestamptz
);
create index paper_of_dossier on dossiers.paper (dossier_id);
comment on table dossiers.paper is 'Papers handed in, by component of the procedure; a paper replaced by a supplement stays with its time.';

create table dossiers.pause (
  id uuid primary key,
  dossier_id uuid not null references dossiers.dossier,
  reason text not null check (reason in ('supplement', 'financial-obligation', 'withdrawal')),
  stopped_at timestamptz not null,
  resumed_at timestamptz,
  act_id uuid
);
create index pause_of_dossier on dossiers.pause (dossier_id);
create unique index pause_open on dossiers.pause (dossier_id) where resumed_at is null;
comment on table dossiers.pause is 'Spans in which the clock stood still, each with its ground.';

create table dossiers.due_change (
  dossier_id uuid not null references dossiers.dossier,
  seq integer not null,
  due_at timestamptz not null,
  reason text not null check (reason in ('accepted', 'resumed', 'extended', 'calendar-changed')),
  calendar_version integer not null,
  explanation jsonb not null,
  at timestamptz not null,
  primary key (dossier_id, seq)
);
comment on table dossiers.due_change is 'Every due date that the dossier had, why, and the line-by-line reckoning it came from.';

create table dossiers.declaration (
  dossier_id uuid not null references dossiers.dossier,
  version text not null,
  wording text not null,
  lang text not null,
  at timestamptz not null,
  primary key (dossier_id, at)
);
comment on table dossiers.declaration is 'The declaration of honesty as it was shown and accepted (NĐ 45/2020 art. 5.2c).';

create table dossiers.message (
  id uuid primary key,
  dossier_id uuid not null references dossiers.dossier,
  from_citizen boolean not null,
  author text not null,
  author_name text not null,
  body bytea not null,
  at timestamptz not null
);
create index message_of_dossier on dossiers.message (dossier_id, at);
comment on table dossiers.message is 'Messages between the citizen and the office; the body is sealed.';

create table dossiers.code_block (
  series text primary key,
  next integer not null
);
comment on table dossiers.code_block is 'Next free serial of each code series. Processes take blocks, so that submissions do not queue behind one row; gaps are allowed.';

create table dossiers.supplement_request (
  id uuid primary key,
  dossier_id uuid not null references dossiers.dossier,
  stage text not null check (stage in ('intake', 'processing')),
  asked_at timestamptz not null,
  asked_by text not null,
  asked_by_name text not null,
  approved_by text,
  due_at timestamptz not null,
  answered_at timestamptz,
  lapsed_at timestamptz
);
create index supplement_request_of_dossier on dossiers.supplement_request (dossier_id, asked_at);
create unique index supplement_request_open on dossiers.supplement_request (dossier_id) where answered_at is null and lapsed_at is null;
comment on table dossiers.supplement_request is 'A request for more papers: one per stage, all that is missing in it (NĐ 118/2025 as amended by NĐ 309/2026 art. 17.2a); a second one at a stage names who approved it.';

create table dossiers.supplement_item (
  id uuid primary key,
  request_id uuid not null references dossiers.supplement_request,
  ordinal smallint not null,
  component text,
  field text,
  detail bytea not null,
  reply bytea,
  unique (request_id, ordinal)
);
comment on table dossiers.supplement_item is 'One thing asked for: a component or a field of the form, what is wrong, why and how to mend it (sealed), and the citizen''s answer to it (sealed).';

create table dossiers.withdrawal (
  id uuid primary key,
  dossier_id uuid not null references dossiers.dossier,
  reason bytea not null,
  asked_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  granted boolean,
  answer bytea
);
create index withdrawal_of_dossier on dossiers.withdrawal (dossier_id, asked_at);
create unique index withdrawal_open on dossiers.withdrawal (dossier_id) where decided_at is null;
comment on table dossiers.withdrawal is 'A citizen''s request to withdraw and the office''s answer; both texts are sealed.';

create table dossiers.draft_result (
  id uuid primary key,
  dossier_id uuid not null references dossiers.dossier,
  file_id uuid not null,
  content bytea not null,
  sent_at timestamptz not null,
  answer_by timestamptz not null,
  answered_at timestamptz,
  answer text check (answer in ('confirmed', 'corrected', 'silence')),
  comment bytea
);
create index draft_result_of_dossier on dossiers.draft_result (dossier_id, sent_at);
create unique index draft_result_open on dossiers.draft_result (dossier_id) where answered_at is null;
create index draft_result_due on dossiers.draft_result (answer_by) where answered_at is null;
comment on table dossiers.draft_result is 'Draft of a result that the citizen checks within the time the law gives; silence is agreement.';

create view dossiers.inbox as
  select id, code, agency_id, province_code, procedure_code, procedure_name, channel, status, submitter_name, owner_name, owner_name_folded,
         subject, submitted_at, accept_by, accepted_at, current_due_at, supplement_due_at, result_way, closed_at, ended_at
  from dossiers.dossier;
comment on view dossiers.inbox is 'Published to the officers'' inbox (module processing).';
