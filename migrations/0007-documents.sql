create schema documents;

create table documents.series (
  series text not null,
  agency_id uuid not null,
  year integer not null,
  last_number bigint not null,
  primary key (series, agency_id, year)
) with (fillfactor = 50);
comment on table documents.series is 'Number series without gaps, one a kind of paper, agency and year. The row is locked until the act that took a number commits; an act that fails gives its number back.';

create table documents.book (
  book text not null,
  agency_id uuid not null,
  year integer not null,
  volume integer not null,
  first_number bigint not null,
  last_number bigint not null,
  capacity integer not null,
  opened_on date not null,
  closed_on date,
  primary key (book, agency_id, year, volume),
  check (last_number >= first_number - 1)
) with (fillfactor = 50);
create unique index book_open on documents.book (book, agency_id, year) where closed_on is null;
comment on table documents.book is 'Books of results (sổ hộ tịch): numbers run through the year over all its volumes; a full volume is closed and the next one goes on counting. At most one volume of a year is open.';

create table documents.document (
  document_id uuid primary key,
  template text not null,
  template_version text not null,
  owner_kind text not null,
  owner_id uuid not null,
  agency_id uuid not null,
  province_code text not null,
  series text,
  year integer,
  number bigint,
  file_id uuid not null,
  sha256 bytea not null,
  pages integer not null,
  signed boolean not null,
  replaces uuid references documents.document (document_id),
  printed_at timestamptz not null,
  check ((series is null) = (number is null) and (series is null) = (year is null))
);
create unique index document_number on documents.document (series, agency_id, year, number) where number is not null;
create index document_owner on documents.document (owner_kind, owner_id, printed_at);
comment on table documents.document is 'What was printed, kept as printed: the PDF is the file, sha256 its hash (also in the event of the act), template_version the hash of the template and library it was set with.';
