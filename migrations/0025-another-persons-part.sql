-- Two people fill in one form: the one who began a draft invites another to fill in a part of it.
create table filing.invitation (
  id uuid primary key,
  draft_id uuid not null references filing.draft,
  party text not null,
  inviter_account_id uuid not null,
  inviter_person_id uuid not null,
  inviter_name text not null,
  invited bytea not null,
  nonce bytea not null,
  token_hash bytea not null unique,
  made_at timestamptz not null,
  sent_at timestamptz not null,
  times_sent smallint not null default 1,
  expires_at timestamptz not null,
  opened_at timestamptz,
  agreed_at timestamptz,
  account_id uuid,
  person_id uuid,
  person_name text,
  answers bytea not null,
  prefill_agreed_at timestamptz,
  prefill_withdrawn_at timestamptz,
  prefilled jsonb not null default '{}',
  updated_at timestamptz not null,
  confirmed_at timestamptz,
  declaration jsonb,
  ended_at timestamptz,
  ended_as text check (ended_as in ('declined', 'left', 'revoked', 'expired')),
  revision integer not null default 1,
  check ((ended_at is null) = (ended_as is null)),
  check ((agreed_at is null) = (account_id is null)),
  check (confirmed_at is null or agreed_at is not null),
  check ((confirmed_at is null) = (declaration is null))
);
create index invitation_of_draft on filing.invitation (draft_id, party, made_at desc, id desc);
create unique index invitation_standing on filing.invitation (draft_id, party) where ended_at is null;
create index invitation_of_account on filing.invitation (account_id, updated_at desc) where account_id is not null and ended_at is null;
comment on table filing.invitation is 'Another person asked to fill in their own part of a draft: who invited whom (name and address sealed), by a token of which only the hash is kept; what they typed (sealed, seen by nobody else before they confirm it) and their own declaration.';
comment on column filing.invitation.nonce is 'Random; with the deployment''s key it makes the token, so that the same address can be shown and sent again without being stored.';

alter table filing.draft_paper add column invitation_id uuid references filing.invitation;
comment on column filing.draft_paper.invitation_id is 'Whose part the paper belongs to; null for the one who began the draft.';

create table dossiers.party (
  dossier_id uuid not null references dossiers.dossier,
  party text not null,
  account_id uuid not null,
  person_id uuid not null,
  name text not null,
  confirmed_at timestamptz not null,
  primary key (dossier_id, party)
);
create index party_of_account on dossiers.party (account_id, confirmed_at desc, dossier_id);
comment on table dossiers.party is 'Another person whose dossier it is too: filled in and confirmed a part of it before it was submitted, and may read it.';

-- Each who filled in a part declares for it; the empty party is the one who submitted.
alter table dossiers.declaration add column party text not null default '';
alter table dossiers.declaration drop constraint declaration_pkey;
alter table dossiers.declaration add primary key (dossier_id, party, at);
comment on table dossiers.declaration is 'The declaration of honesty as it was shown and accepted, by each who filled in a part (NĐ 45/2020 art. 5.2c).';
