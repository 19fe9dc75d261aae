-- What a citizen finds wrong in a draft, field by field.
alter table dossiers.draft_result add column corrections bytea;
comment on table dossiers.draft_result is 'Draft of a result that the citizen checks within the time the law gives. comment, corrections: what is wrong in it, as a whole and field by field, sealed. replaced: another is set, or it was not answered where silence is no agreement.';
