-- One file may be a paper of several components: a person sends it once.
alter table filing.draft_paper drop constraint draft_paper_pkey, add primary key (draft_id, file_id, component);
comment on table filing.draft_paper is 'Papers attached to a draft, by component of the procedure; one file may stand under several.';

create table filing.filling_time (
  procedure_code text primary key,
  minutes smallint[] not null
);
comment on table filing.filling_time is 'How long the latest dossiers of a procedure took to fill in, from the beginning of the draft to its submission, in minutes: at most a hundred, the newest last.';

create table filing.filling_counted (
  one boolean primary key default true check (one),
  submitted_at timestamptz not null,
  draft_id uuid not null
);
comment on table filing.filling_counted is 'One row: the submitted draft up to which times are counted.';
insert into filing.filling_counted (submitted_at, draft_id) values ('1970-01-01', '00000000-0000-0000-0000-000000000000');

-- A submitted draft changes no more: updated_at is the instant of its submission.
create index draft_submitted on filing.draft (updated_at, id) where dossier_id is not null;
