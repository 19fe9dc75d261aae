-- Thủ tục hành chính liên thông: one dossier filed, whose parts are dossiers of their own at their own agencies.
alter table procedures.package_version alter column process_definition_id drop not null;
comment on column procedures.package_version.process_definition_id is 'Null for linked procedures: their parts have processes of their own.';

alter table dossiers.dossier
  add column is_whole boolean not null default false,
  add column whole_id uuid references dossiers.dossier,
  add column part text,
  add column terms jsonb,
  add constraint dossier_part_of_whole check ((whole_id is null) = (part is null) and not (is_whole and whole_id is not null));
create unique index dossier_part_once on dossiers.dossier (whole_id, part) where whole_id is not null;
comment on column dossiers.dossier.is_whole is 'A linked dossier: worked on part by part, never itself.';
comment on column dossiers.dossier.whole_id is 'The linked dossier (hồ sơ liên thông) that this one is a part of.';
comment on column dossiers.dossier.part is 'Which of its parts, by the id that the linked package gives it.';
comment on column dossiers.dossier.terms is 'Time limits that hold for it in place of its own procedure''s: those of the linked one.';

create or replace view dossiers.inbox as
  select id, code, agency_id, province_code, procedure_code, procedure_name, channel, status, submitter_name, owner_name, owner_name_folded,
         subject, submitted_at, accept_by, accepted_at, current_due_at, supplement_due_at, result_way, closed_at, ended_at,
         is_whole
  from dossiers.dossier;
