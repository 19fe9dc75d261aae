-- What lists tell of a version without opening it: with thousands of packages nobody reads them all to name them.
alter table procedures.package_version
  add column summary jsonb;
comment on column procedures.package_version.summary is 'Name in both languages, ways to file, and of which content of the national record it was made (null: written by people). Null in versions stored before there was a summary.';
