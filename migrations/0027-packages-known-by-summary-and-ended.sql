-- What lists tell of a version without opening it: with thousands of packages nobody reads them all to name them.
alter table procedures.package_version
  add column summary jsonb;
comment on column procedures.package_version.summary is 'Name in both languages, ways to file, and of which content of the national record it was made (null: written by people). Null in versions stored before there was a summary.';

-- A publication without a version: from then on the procedure has no package in force, until another is published.
alter table procedures.package_publication
  alter column version_id drop not null;
comment on column procedures.package_publication.version_id is 'Null: from then on none is in force, and nothing is filed online.';
