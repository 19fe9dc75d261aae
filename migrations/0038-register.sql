-- The size of an office's paper is a parameter.
drop table documents.office_paper;

create table processing.register_entry (
  dossier_id uuid primary key,
  agency_id uuid not null,
  province_code text not null,
  year integer not null,
  volume integer not null,
  number bigint not null,
  sets integer not null default 1 check (sets > 0),
  received_at timestamptz not null,
  handed_over_at timestamptz,
  returned_how text,
  receiver text,
  unique (agency_id, year, number)
);
create index register_of_agency on processing.register_entry (agency_id, received_at, number);
comment on table processing.register_entry is 'Sổ theo dõi hồ sơ (Mẫu 07): one line for each dossier that an office accepted, numbered through the year without gaps, in volumes; agency_id is the office that received it.';

-- Dossiers accepted before the book was kept here stand in its first volume, in the order of their acceptance.
insert into processing.register_entry (dossier_id, agency_id, province_code, year, volume, number, received_at, handed_over_at)
select d.id, d.received_at_agency_id, d.province_code, y.year, 1,
       row_number() over (partition by d.received_at_agency_id, y.year order by d.accepted_at, d.id), d.accepted_at,
       (select min(a.at) from processing.act a where a.dossier_id = d.id and a.kind = 'hand-over')
  from dossiers.dossier d cross join lateral (select extract(year from d.accepted_at at time zone 'Asia/Ho_Chi_Minh')::int as year) y
 where d.accepted_at is not null;
insert into documents.book (book, agency_id, year, volume, first_number, last_number, capacity, opened_on)
select 'so-theo-doi', agency_id, year, 1, 1, count(*), greatest(1000, count(*)), min((received_at at time zone 'Asia/Ho_Chi_Minh')::date)
  from processing.register_entry group by agency_id, year;
