-- Every list of a person or an office is read from an index in the order in which it is shown, so that a page costs the
-- same whatever stands behind it.
drop index dossiers.dossier_of_account;
create index dossier_of_account on dossiers.dossier (account_id, submitted_at desc, id desc) where account_id is not null;
create index dossier_open_of_account on dossiers.dossier (account_id, submitted_at desc, id desc) where closed_at is null and account_id is not null;

drop index dossiers.dossier_by_owner_number;
create index dossier_by_owner_number on dossiers.dossier (owner_number_index, submitted_at desc) where owner_number_index is not null;
drop index dossiers.dossier_by_submitter_number;
create index dossier_by_submitter_number on dossiers.dossier (submitter_number_index, submitted_at desc) where submitter_number_index is not null;
create index dossier_open_of_submitter on dossiers.dossier (submitter_number_index, owner_name_folded) where closed_at is null and submitter_number_index is not null;
drop index dossiers.dossier_by_phone;

create index dossier_open_of_procedure on dossiers.dossier (agency_id, procedure_code, status, coalesce(current_due_at, accept_by, submitted_at), id) where closed_at is null;
drop index dossiers.dossier_by_name;
create index dossier_by_name on dossiers.dossier (agency_id, owner_name_folded text_pattern_ops, submitted_at desc, id);
drop index dossiers.dossier_recent_of_agency;

-- What the sweeps delete.
create index session_by_end on accounts.session (ended_at) where ended_at is not null;
create index one_time_code_by_expiry on accounts.one_time_code (expires_at);

-- A dossier that ended leaves no draft behind that the recurring job would look at for ever.
update dossiers.draft_result as draft set answered_at = dossier.closed_at, answer = 'replaced'
  from dossiers.dossier where dossier.id = draft.dossier_id and dossier.closed_at is not null and draft.answered_at is null;
