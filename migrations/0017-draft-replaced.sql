alter table dossiers.draft_result drop constraint draft_result_answer_check;
alter table dossiers.draft_result add constraint draft_result_answer_check check (answer in ('confirmed', 'corrected', 'silence', 'replaced'));
comment on table dossiers.draft_result is 'Draft of a result that the citizen checks within the time the law gives; silence is agreement. A draft that no longer stands (set anew, or papers were asked for after it) is replaced.';
