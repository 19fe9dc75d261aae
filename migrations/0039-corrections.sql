-- A result in which an error is found is withdrawn and replaced by another; both stay.
alter table processing.result drop constraint result_pkey;
alter table processing.result add primary key (document_id);
alter table processing.result add column replaces uuid references processing.result (document_id);
alter table processing.result add column withdrawn_at timestamptz;
alter table processing.result add column withdrawn_by text;
alter table processing.result add column withdrawn_by_name text;
alter table processing.result add column content bytea;
alter table processing.result add check ((withdrawn_at is null) = (withdrawn_by is null));
create unique index result_in_force on processing.result (dossier_id) where withdrawn_at is null;
create index result_of_dossier on processing.result (dossier_id, issued_at);
create index result_in_book on processing.result (agency_id, book, year, number) where book is not null;
comment on table processing.result is 'A result issued: its number and place in the book, what was printed (sealed) and who decided. One in which an error was found is withdrawn and another names it in replaces; content holds the corrected answers and entries (sealed), null where they are as declared.';

create table processing.giving_back (
  id uuid primary key,
  dossier_id uuid not null,
  what text not null check (what in ('papers', 'replacement')),
  papers bytea not null,
  receiver text not null,
  how text not null check (how in ('counter', 'post', 'online')),
  refund bigint not null check (refund >= 0),
  at timestamptz not null,
  given_by text not null,
  given_by_name text not null,
  agency_id uuid not null,
  province_code text not null
);
create index giving_back_of_dossier on processing.giving_back (dossier_id, at);
comment on table processing.giving_back is 'What was given back after a dossier ended: papers and money of one that was refused or stopped, or the corrected result of one that was returned; papers says which (sealed).';
