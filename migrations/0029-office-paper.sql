create table documents.office_paper (
  agency_id uuid primary key,
  slips text not null check (slips in ('a4', 'a5')),
  book text not null check (book in ('a4', 'a3')),
  set_at timestamptz not null,
  set_by text not null
);
comment on table documents.office_paper is 'On which paper an office prints its slips and its book of dossiers; an office without a row prints slips on A5 and the book on A4.';

create table documents.reprint (
  document_id uuid not null references documents.document (document_id),
  copy integer not null check (copy > 0),
  at timestamptz not null,
  printed_by text not null,
  printed_by_name text not null,
  primary key (document_id, copy)
);
comment on table documents.reprint is 'Each time that a paper was printed again: which copy, when, by whom. The paper stays as printed; the copy says these on its pages.';

-- A later state of a slip that has its number already (a control slip that grew) keeps that number.
drop index documents.document_number;
create unique index document_number on documents.document (series, agency_id, year, number) where number is not null and replaces is null;
