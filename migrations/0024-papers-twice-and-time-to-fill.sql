-- One file may be a paper of several components: a person sends it once.
alter table filing.draft_paper drop constraint draft_paper_pkey, add primary key (draft_id, file_id, component);
comment on table filing.draft_paper is 'Papers attached to a draft, by component of the procedure; one file may stand under several.';
